const secondsIn: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** The length of a span of time as Flux writes it, `1h30m`. @see https://pkg.go.dev/time#ParseDuration */
export function seconds(span: string): number {
  return [...span.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (secondsIn[unit ?? ''] ?? 0),
    0,
  );
}
