import { groupOf, type Manifest } from '../../manifest/manifest';
import { holdsUnknown } from '../../manifest/unknown-variables';
import type { ClusterRule } from '../rule';

/** Names of a kind, and what to write. */
interface Names {
  readonly pattern: RegExp;
  /** @default - the rule's own */
  readonly fix?: string;
}

/** What most kinds take. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const subdomain: Names = { pattern: subdomainOf(253) };

/** What becomes part of a DNS name. */
const label: Names = {
  pattern: /^(?=.{1,63}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
  fix: 'Use lower-case letters, digits and dashes, with a letter or digit at both ends, at most 63 characters.',
};

/** What becomes a label of Pods. @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#writing-a-job-spec */
const job: Names = {
  pattern: subdomainOf(63),
  fix: 'Use lower-case letters, digits, dashes and dots, with a letter or digit at both ends, at most 63 characters.',
};

/** To which eleven characters are added for each Job. @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ */
const cronJob: Names = {
  pattern: subdomainOf(52),
  fix: 'Use lower-case letters, digits, dashes and dots, with a letter or digit at both ends, at most 52 characters.',
};

/** Names of roles and bindings are free but for what a URL cannot hold. */
const pathSegment: Names = { pattern: /^(?!\.{1,2}$)[^/%]+$/ };

/** A name that the API server refuses. */
export const invalidName: ClusterRule = {
  id: 'manifest/invalid-name',
  severity: 'error',
  title: 'Name refused',
  why: 'The API server refuses the object, and Flux then applies nothing of its folder.',
  fix: 'Use lower-case letters, digits, dashes and dots, with a letter or digit at both ends, at most 253 characters.',
  see: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  *check({ index }) {
    for (const object of index.objects) {
      const { pattern, fix } = namesOf(object.manifest);
      const { name } = object.manifest.metadata;
      if (!pattern.test(name) && !holdsUnknown(object, name))
        yield { object, message: 'has a name that the API server refuses', fix };
    }
  },
};

function namesOf({ apiVersion, kind }: Manifest): Names {
  const group = groupOf(apiVersion);
  if (group === 'rbac.authorization.k8s.io') return pathSegment;
  if (group === 'batch') return kind === 'CronJob' ? cronJob : job;
  return group === '' && (kind === 'Namespace' || kind === 'Service') ? label : subdomain;
}

function subdomainOf(most: number): RegExp {
  return new RegExp(`^(?=.{1,${most}}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$`);
}
