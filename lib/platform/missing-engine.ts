import type { IConstruct } from 'constructs';
import { compositionOf, report } from '../object/composition';
import { hubService } from './hub-service';

/** Reports that what evaluates the admission policies of a cluster is not on it. That their kind is not either goes without saying. */
export function reportMissingEngine(cluster: IConstruct): void {
  const { missing } = hubService(cluster, 'policies');
  if (!missing) return;
  const { name, crd } = missing;
  report(cluster, {
    rule: 'hub/admission-engine',
    message: `The cluster's admission policies are for ${name}, and it has no platform service of that name.`,
    fix: `Add it: \`new PlatformService(cluster, '${name}', …)\`; or leave out \`admission\`.`,
  });
  const id = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: crd };
  compositionOf(cluster).externals.push({ id, createdBy: name, at: cluster });
}
