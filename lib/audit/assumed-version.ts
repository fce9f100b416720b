import { kindsOf } from '../manifest/catalog';
import type { Finding } from '../manifest/finding';
import { groupOf } from '../manifest/manifest';

/** Which projects' versions nobody has said: the newest that is known is taken for them. */
export interface Assumptions {
  readonly kubernetes: boolean;
  readonly flux: boolean;
}

/**
 * A finding that only a newer or older release than the one assumed would not have is a warning: of a kind, or a version
 * of it, that the release does not serve, and of a field or a value that it does not know and that resembles none.
 */
export function judgedByAssumption(finding: Finding, assumed: Assumptions): Finding {
  const { rule, severity, object, fix = '' } = finding;
  const project = kindsOf(groupOf(object?.apiVersion ?? ''))[0]?.project;
  const isAssumed =
    (project === 'kubernetes' && assumed.kubernetes) ||
    (project === 'flux' && assumed.flux) ||
    project === 'gateway-api';
  const mayBeServed =
    rule === 'manifest/not-served' || (rule === 'manifest/schema-violation' && fix.startsWith('Use one of'));
  if (severity !== 'error' || !isAssumed || !mayBeServed) return finding;
  const option = project === 'kubernetes' ? ' Or say with --kubernetes what the cluster runs.' : '';
  return { ...finding, severity: 'warning', fix: `${fix}${option}` };
}
