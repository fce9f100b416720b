import { SpokeError } from 'cdk8s-flux-hub/spoke';

/** What a spoke has against something, with what to do; nothing where it goes well. */
export function problemsOf(run: () => unknown): readonly string[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof SpokeError)
      return error.problems.map(({ message, fix }) => (fix === undefined ? message : `${message} ${fix}`));
    throw error;
  }
}
