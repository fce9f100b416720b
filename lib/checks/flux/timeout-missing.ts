import type { ClusterRule } from '../rule';
import { fluxKinds } from './kinds';
import { seconds } from './seconds';
import { specOf } from './spec-of';

interface Waiting {
  readonly wait: boolean;
  readonly healthChecks: readonly unknown[];
  readonly interval: string;
  readonly timeout: string;
}

/** Longest wait that nobody need have asked for, in seconds. */
const patience = 15 * 60;

/** A Kustomization that waits for what it applies, for as long as its interval is. */
export const timeoutMissing: ClusterRule = {
  id: 'flux/timeout-missing',
  severity: 'warning',
  title: 'Waits without a timeout',
  why: 'The timeout is the interval by default, and a newer revision, the repair among them, waits until it is over.',
  fix: 'Set spec.timeout to what a good rollout takes, such as 5m.',
  see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#timeout'],
  *check({ index }) {
    for (const object of fluxKinds(index, 'Kustomization')) {
      const { wait, healthChecks = [], interval = '', timeout } = specOf<Waiting>(object);
      const waits = wait || healthChecks.length > 0;
      if (waits && timeout === undefined && seconds(interval) > patience)
        yield { object, message: `waits for what it applies and has no timeout, and so waits for up to ${interval}` };
    }
  },
};
