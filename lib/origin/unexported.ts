import { basename } from 'node:path';
import type { SourceLine } from '../manifest/finding';
import { fixLines, placeLines } from '../report/place-lines';
import { userLine } from './user-line';

/** What a program renders: the name that it is exported by, and what makes it. */
export interface Rendered {
  readonly name: string;
  readonly makes: string;
}

let isWatched = false;

/**
 * Says what is wrong where a program calls `synth` of what the file of its hub or spoke does not export. Nobody has compiled it then,
 * and Node tells only that something is undefined; what was made knows where.
 * @param made where it was made
 */
export function watchForUnexported(rendered: Rendered, made: SourceLine | undefined, root: string): void {
  if (isWatched || made === undefined) return;
  isWatched = true;
  process.on('uncaughtExceptionMonitor', (error) => {
    if (!(error instanceof TypeError && /\bsynth\b/.test(error.message))) return;
    process.stderr.write(`${unexported(rendered, made, userLine(error.stack, root))}\n`);
    process.exit(1);
  });
}

function unexported({ name, makes }: Rendered, { file, line }: SourceLine, call: SourceLine | undefined): string {
  const module = basename(file).replace(/\.\w+$/, '');
  const fix = `Write \`export const ${name} = ${makes}\`, and import it: \`import { ${name} } from './${module}'\`.`;
  return [
    `✖ \`synth\` is called of what is no ${name}. The one of ${file}:${line} is not exported as \`${name}\`, or not imported as that.`,
    ...placeLines({ ...call }),
    ...fixLines({ fix }),
  ].join('\n');
}
