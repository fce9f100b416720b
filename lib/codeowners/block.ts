/** Where what is ours begins in a file that is otherwise its user's. */
export const blockBegin = '# flux-hub codeowners: begin';
/** Where it ends. */
export const blockEnd = '# flux-hub codeowners: end';

/** A file with its block as it shall be. */
export interface PlacedBlock {
  readonly bytes: Buffer;
  /** What the block held, without the marks around it. @default - there was none */
  readonly before?: readonly string[];
}

/** The numbers of the lines with marks, where they are not one of each, in order. */
export interface MisplacedMarks {
  readonly begins: readonly number[];
  readonly ends: readonly number[];
}

/**
 * Puts lines between the two that mark the block, with the line ends that are there; a block that is not there yet comes last.
 * Every other byte of the file stays.
 */
export function placeBlock(file: Buffer, content: readonly string[]): PlacedBlock | MisplacedMarks {
  const text = file.toString('latin1'); // a character for each byte, also where it is no UTF-8
  const wanted = content.map((line) => Buffer.from(line).toString('latin1'));
  const lines = text.split('\n');
  const [begins, ends] = [numbersOf(lines, blockBegin), numbersOf(lines, blockEnd)];
  if (begins.length === 0 && ends.length === 0) return { bytes: bytesOf(`${text}${appendix(text, wanted)}`) };
  const [begin = 0, end = 0] = [...begins, ...ends];
  if (begins.length !== 1 || ends.length !== 1 || begin > end) return { begins, ends };
  const lineEnd = lines[begin - 1]?.endsWith('\r') ? '\r' : '';
  const before = lines.slice(begin, end - 1);
  const after = [...lines.slice(0, begin), ...wanted.map((line) => `${line}${lineEnd}`), ...lines.slice(end - 1)];
  return { bytes: bytesOf(after.join('\n')), before: before.map((line) => bytesOf(line).toString().trimEnd()) };
}

/** Numbers of the lines that are a mark, counted from 1. */
function numbersOf(lines: readonly string[], mark: string): number[] {
  return lines.flatMap((line, index) => (line.trimEnd() === mark ? [index + 1] : []));
}

/** The block, an empty line below what is there. */
function appendix(text: string, content: readonly string[]): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' ? [] : text.endsWith('\n') ? [''] : ['', ''];
  return [...gap, blockBegin, ...content, blockEnd, ''].join(lineEnd);
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
