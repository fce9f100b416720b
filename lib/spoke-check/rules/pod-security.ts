import { podSecurityIssues } from '../../pod-security/pod-security-issues';
import { namespaceOf, ownObjects } from '../spoke-facts';
import type { SpokeRule } from '../spoke-rule';
import { refusedPods } from './refused-pods';

/** A Pod, or what makes Pods, below the level that a namespace is held to. */
export const podSecurity: SpokeRule = {
  id: 'spoke/pod-security',
  severity: 'error',
  title: 'Pods below the Pod Security level of the namespace',
  why: 'The API server takes a Deployment and refuses the Pods it makes: Flux says that all is applied, and nothing runs.',
  fix: 'Set what the level asks for; SpokeApp does.',
  see: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  *check(facts) {
    for (const object of ownObjects(facts)) {
      const held = namespaceOf(facts, object)?.podSecurity;
      const issues = held === undefined ? [] : podSecurityIssues(object.manifest, held);
      if (held === undefined || issues.length === 0) continue;
      const faults = issues.map(({ path, message }) => `${path} ${message}`);
      const fixes = new Set(issues.map(({ fix }) => fix));
      yield {
        object,
        message: `${refusedPods(object.manifest)} by Pod Security ${held.level} (${held.version}) of namespace ${object.manifest.metadata.namespace}: ${faults.join('; ')}`,
        fix: [...fixes].join(' '),
      };
    }
  },
};
