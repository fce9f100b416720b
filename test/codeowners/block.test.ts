import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockBegin, blockEnd, placeBlock } from '../../lib/codeowners/block';

const content = ['# ours', '/deploy/ @acme/platform'];

/** Bytes of a user's: lines of any, some that look like a mark, ends of both kinds, with or without one at the end. */
const line = fc.oneof(
  fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString('latin1').replaceAll('\n', '')),
  fc.constantFrom('', '* @acme/platform', `${blockBegin} no`, ` ${blockEnd}`, '# flux-hub codeowners'),
);
const lineEnd = fc.constantFrom('\n', '\r\n');
const whole = fc.array(fc.tuple(line, lineEnd), { maxLength: 5 }).map((lines) => lines.flat().join(''));
const lines = fc.array(
  fc.string({ maxLength: 8 }).map((text) => text.replace(/[\n\r]/g, ' ').trimEnd()),
  { maxLength: 4 },
);

const bytes = (text: string) => Buffer.from(text, 'latin1');
const place = (text: string, block: readonly string[]) => {
  const placed = placeBlock(bytes(text), block);
  if ('begins' in placed) throw new Error(JSON.stringify(placed));
  return { text: placed.bytes.toString('latin1'), before: placed.before };
};
const utf8 = (text: string) => Buffer.from(text).toString('latin1');

test('a block is replaced, with the line ends of its first line, and every byte around it stays', () => {
  fc.assert(
    fc.property(
      whole,
      lines,
      lines,
      lineEnd,
      fc.oneof(
        fc.constant(''),
        fc.tuple(lineEnd, whole, line).map((parts) => parts.join('')),
      ),
      (above, old, fresh, end, below) => {
        const file = (block: readonly string[]) => above + [blockBegin, ...block.map(utf8), blockEnd].join(end) + below;

        expect(place(file(old), fresh)).toEqual({ text: file(fresh), before: old });
      },
    ),
  );
});

test('a block that is not there comes last, below an empty line, and every byte above it stays', () => {
  fc.assert(
    fc.property(whole, line, lines, (above, last, fresh) => {
      const file = above + last;
      const { text, before } = place(file, fresh);
      const end = file.includes('\r\n') ? '\r\n' : '\n';

      expect(before).toBeUndefined();
      expect(text.startsWith(file)).toBe(true);
      expect(text.slice(file.length)).toBe(
        [
          ...(file === '' ? [] : file.endsWith('\n') ? [''] : ['', '']),
          blockBegin,
          ...fresh.map(utf8),
          blockEnd,
          '',
        ].join(end),
      );
    }),
  );
});

test('what was written is what the next time finds: nothing is left to do', () => {
  fc.assert(
    fc.property(whole, line, lines, (above, last, fresh) => {
      const { text } = place(above + last, fresh);

      expect(place(text, fresh)).toEqual({ text, before: fresh });
    }),
  );
});

test.each([
  ['no end', [blockBegin, 'a'], { begins: [1], ends: [] }],
  ['no beginning', ['a', blockEnd], { begins: [], ends: [2] }],
  ['its end first', [blockEnd, blockBegin], { begins: [2], ends: [1] }],
  ['two of them', [blockBegin, blockEnd, blockBegin, blockEnd], { begins: [1, 3], ends: [2, 4] }],
  ['two beginnings', [blockBegin, '', blockBegin, blockEnd], { begins: [1, 3], ends: [4] }],
])('a block with %s is not touched', (_, text, marks) => {
  expect(placeBlock(Buffer.from(text.join('\n')), content)).toEqual(marks);
});

test('marks count with spaces behind them, and only alone on their line', () => {
  expect(place(`${blockBegin} \n${blockEnd}\t`, content).text).toBe(
    `${blockBegin} \n# ours\n/deploy/ @acme/platform\n${blockEnd}\t`,
  );
  expect(place(`# see ${blockBegin}`, content).before).toBeUndefined();
});
