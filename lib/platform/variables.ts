import type { Construct } from 'constructs';
import type { KustomizationSpec } from '../../imports/kustomize.toolkit.fluxcd.io';
import { fluxSystem, platformIdentity } from '../flux/names';
import { clusterOf } from '../object/cluster-context';
import { report } from '../object/composition';
import { KubeObject } from '../object/kube-object';
import { type FluxIdentity, Owner, type Part } from '../object/owner';

/** Name of the ConfigMap that holds a cluster's variables, in every namespace that uses them. */
export const variablesName = 'cluster-variables';

type PostBuild = NonNullable<KustomizationSpec['postBuild']>;

/** The field of a Kustomization that substitutes the cluster's variables, and after them what else is asked for. */
export function substituteVariables(postBuild: PostBuild = {}): { readonly postBuild: PostBuild } {
  const clusters = { kind: 'ConfigMap' as const, name: variablesName };
  return { postBuild: { ...postBuild, substituteFrom: [clusters, ...(postBuild.substituteFrom ?? [])] } };
}

/** A cluster's variables as a ConfigMap of a namespace. Reports a cluster that has none. */
export class ClusterVariables extends KubeObject {
  constructor(scope: Construct, namespace: string, labels?: Readonly<Record<string, string>>) {
    const { name, variables } = clusterOf(scope);
    super(scope, 'cluster-variables', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: variablesName, namespace, ...(labels && { labels }) },
      data: { ...variables },
    });
    if (Object.keys(variables).length === 0)
      report(this, {
        rule: 'hub/no-variables',
        message: `Variables are substituted, and cluster ${name} has none.`,
        fix: 'Give the cluster `variables: { … }`, or do not ask for them here.',
      });
  }
}

/** The platform's copy of the variables, shared by all its services that come from base repos. */
export class VariablesService extends Owner {
  /** The service of a cluster, made when the first user asks. */
  static sharedBy(service: Owner): VariablesService {
    const cluster = clusterOf(service);
    return (cluster.node.tryFindChild('variables') as VariablesService | undefined) ?? new VariablesService(cluster);
  }

  private constructor(scope: Construct) {
    super(scope, 'variables', 'platform', [fluxSystem]);
    new ClusterVariables(this, fluxSystem);
  }

  override get fluxIdentity(): FluxIdentity {
    return platformIdentity;
  }

  override parts(): readonly Part[] {
    return [{ name: 'main', kustomization: 'infra-variables', role: 'infra', dependsOn: [], keep: false }];
  }

  override partOf(): string {
    return 'main';
  }
}
