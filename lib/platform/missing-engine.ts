import type { IConstruct } from 'constructs';
import { report } from '../object/composition';
import { hubService } from './hub-service';

/** Reports that what evaluates the admission policies of a cluster is not on it. */
export function reportMissingEngine(cluster: IConstruct): void {
  const { missing } = hubService(cluster, 'policies');
  if (missing !== undefined)
    report(cluster, {
      rule: 'hub/admission-engine',
      message: `The cluster's admission policies are for ${missing}, and it has no platform service of that name.`,
      fix: `Add it: \`new PlatformService(cluster, '${missing}', …)\`; or leave out \`admission\`.`,
    });
}
