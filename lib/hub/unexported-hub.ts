import { basename } from 'node:path';
import type { SourceLine } from '../manifest/finding';
import { userLine } from '../origin/user-line';
import { fixLines, placeLines } from '../report/place-lines';

let isWatched = false;

/**
 * Says what is wrong where a program calls `synth` of a hub that the file does not export. Nobody has compiled it then, and Node tells
 * only that something is undefined; the hub that was made knows where.
 * @param made where the hub was made
 */
export function watchForUnexported(made: SourceLine | undefined, root: string): void {
  if (isWatched || made === undefined) return;
  isWatched = true;
  process.on('uncaughtExceptionMonitor', (error) => {
    if (!(error instanceof TypeError && /\bsynth\b/.test(error.message))) return;
    process.stderr.write(`${unexported(made, userLine(error.stack, root))}\n`);
    process.exit(1);
  });
}

function unexported({ file, line }: SourceLine, call: SourceLine | undefined): string {
  const module = basename(file).replace(/\.\w+$/, '');
  return [
    `✖ \`synth\` is called of what is no hub. The one of ${file}:${line} is not exported as \`hub\`, or not imported as that.`,
    ...placeLines({ ...call }),
    ...fixLines({
      fix: `Write \`export const hub = new Hub({ … })\`, and import it: \`import { hub } from './${module}'\`.`,
    }),
  ].join('\n');
}
