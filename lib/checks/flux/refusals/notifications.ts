import { specOf } from '../spec-of';
import type { Refusals } from './refusal';

interface Receiving {
  readonly resources: readonly { readonly kind: string; readonly name: string; readonly matchLabels?: object }[];
}

/** What notification-controller refuses of a Receiver. */
export const receiver: Refusals = function* (object) {
  const { resources = [] } = specOf<Receiving>(object);
  for (const { kind, name, matchLabels } of resources)
    if (name === '*' && !matchLabels)
      yield { message: `names every ${kind} without matchLabels`, fix: 'Say matchLabels, or name them one by one.' };
};

interface Providing {
  readonly type: string;
  readonly channel: string;
}

/** What notification-controller refuses of a Provider. */
export const provider: Refusals = function* (object) {
  const { type = '', channel } = specOf<Providing>(object);
  if (['nats', 'googlepubsub'].includes(type) && !channel)
    yield { message: `is of type ${type} and has no channel`, fix: 'Set spec.channel to the subject or topic.' };
};
