import { argumentsOf } from '../facts/arguments-of';
import type { ClusterRule } from '../rule';

/** What every controller is installed with, and does not work well without. */
const installed = ['--events-addr', '--enable-leader-election', '--log-encoding'];

/** A controller that a patch gave arguments, and so took all others from. */
export const replacedArguments: ClusterRule = {
  id: 'isolation/replaced-arguments',
  severity: 'warning',
  title: 'Arguments replaced by a patch',
  why: 'A merge patch replaces the list of arguments: the controller sends no events to alerts, and two of them apply at a time when one takes over from the other.',
  fix: 'Add each flag by a JSON patch: op: add, path: /spec/template/spec/containers/0/args/-.',
  see: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
  *check({ flux }) {
    for (const { object } of flux.controllers ?? []) {
      if (object.manifest.kind !== 'Deployment') continue;
      const args = argumentsOf(object.manifest);
      const lost = installed.filter((flag) => !args.some((arg) => arg.startsWith(flag)));
      if (args.length > 0 && lost.length === installed.length)
        yield { object, message: `has ${args.join(', ')} and none of what it is installed with, ${lost.join(', ')}` };
    }
  },
};
