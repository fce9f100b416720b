/** A fenced block of a Markdown text. */
export interface Block {
  readonly language: string;
  /** What its first line names: `// hub.ts`, `# releases/orders.yaml`. */
  readonly path: string | undefined;
  readonly text: string;
}

/** The fenced blocks of a Markdown text, in order. */
export function blocksIn(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
    language,
    path: /^(?:\/\/|#) (\S*\.\w+)\n/.exec(text)?.[1],
    text,
  }));
}

/** A row of a table, by the heading of its column; code and plain text alike are given as they read. */
export type Row = Readonly<Record<string, string>>;

/** The rows of the first table below a heading. @throws where there is none */
export function tableBelow(markdown: string, heading: string): Row[] {
  const below = markdown.split(/^#+ /m).find((section) => section.startsWith(`${heading}\n`)) ?? '';
  const [head, , ...rows] = below.split('\n').filter((line) => line.startsWith('|'));
  if (head === undefined) throw new Error(`there is no table below ${heading}`);
  return rows.map((row) => Object.fromEntries(cells(head).map((column, index) => [column, cells(row)[index] ?? ''])));
}

function cells(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1'));
}

/** A table as Markdown. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}
