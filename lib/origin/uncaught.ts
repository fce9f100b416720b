import { basename } from 'node:path';
import type { SourceLine } from '../manifest/finding';
import { Mistake } from '../mistake/mistake';
import { fixLines, placeLines } from '../report/place-lines';
import { userLine } from './user-line';

/** What a program renders: the name that it is exported by, and what makes it. */
export interface Rendered {
  readonly name: string;
  readonly makes: string;
}

let isTelling = false;

/**
 * Tells of what ends a program as of any other mistake, where Node has a stack trace alone: a mistake outside of all that is composed,
 * and `synth` called of what the file of the hub or spoke does not export. Nobody has compiled it then; what was made knows where.
 * @param made where it was made
 */
export function tellUncaught(rendered: Rendered, made: SourceLine | undefined, root: string): void {
  if (isTelling || made === undefined) return;
  isTelling = true;
  process.on('uncaughtExceptionMonitor', (error) => {
    const told = toldOf(error, rendered, made);
    const endsTheProgram = process.listenerCount('uncaughtException') === 0;
    if (told === undefined || !endsTheProgram) return;
    const lines = [`✖ ${told.message}`, ...placeLines({ ...userLine(error.stack, root) }), ...fixLines(told)];
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exit(1);
  });
}

function toldOf(error: Error, { name, makes }: Rendered, { file, line }: SourceLine): Told | undefined {
  if (error instanceof Mistake) return error;
  if (!(error instanceof TypeError && /\bsynth\b/.test(error.message))) return undefined;
  const module = basename(file).replace(/\.\w+$/, '');
  return {
    message: `\`synth\` is called of what is no ${name}. The one of ${file}:${line} is not exported as \`${name}\`, or not imported as that.`,
    fix: `Write \`export const ${name} = ${makes}\`, and import it: \`import { ${name} } from './${module}'\`.`,
  };
}

type Told = Pick<Mistake, 'message' | 'fix'>;
