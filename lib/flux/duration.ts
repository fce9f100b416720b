type Unit = 'ms' | 's' | 'm' | 'h';

/** A span of time as Flux writes it: `90s`, `5m`, `1h30m`. There are no days. @see https://pkg.go.dev/time#ParseDuration */
export type Duration = `${number}${Unit}` | `${number}${Unit}${number}${Unit}`;
