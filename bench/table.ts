/** What a row came to. */
export interface Result {
  readonly name: string;
  readonly clusters: number;
  readonly tenants: number;
  readonly objects: number;
  /** Whole processes, the median. */
  readonly seconds: number;
  /** The most memory that one process held, in MiB; null where the system does not tell. */
  readonly rssMb: number | null;
}

/** The results as a Markdown table. */
export function table(results: readonly Result[]): string {
  const cells = results.map(({ name, clusters, tenants, objects, seconds, rssMb }) => [
    name,
    `${clusters} x ${tenants}`,
    String(objects),
    seconds.toFixed(2),
    ((seconds * 1e6) / objects).toFixed(0),
    rssMb === null ? '?' : String(rssMb),
  ]);
  const lines = [['row', 'clusters x tenants', 'objects', 'seconds', 'µs per object', 'resident MB'], ...cells];
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const text = (line: readonly string[]) =>
    `| ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const [head = [], ...body] = lines;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return `${[text(head), rule, ...body.map(text)].join('\n')}\n`;
}
