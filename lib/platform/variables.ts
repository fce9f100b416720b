import type { Construct } from 'constructs';
import type { KustomizationSpec } from '../../imports/kustomize.toolkit.fluxcd.io';
import { fluxSystem } from '../flux/names';
import { clusterOf } from '../object/cluster-context';
import { report } from '../object/composition';
import { KubeObject } from '../object/kube-object';
import type { Owner } from '../object/owner';
import { hubService } from './hub-service';

/** Name of the ConfigMap that holds a cluster's variables, in every namespace that uses them. */
const variablesName = 'cluster-variables';

type PostBuild = NonNullable<KustomizationSpec['postBuild']>;

/** The field of a Kustomization that substitutes the cluster's variables, and after them what else is asked for. */
export function substituteVariables(postBuild: PostBuild = {}): { readonly postBuild: PostBuild } {
  const clusters = { kind: 'ConfigMap' as const, name: variablesName };
  return { postBuild: { ...postBuild, substituteFrom: [clusters, ...(postBuild.substituteFrom ?? [])] } };
}

/** Puts a cluster's variables into a namespace as a ConfigMap, once per scope. Reports a cluster that has none. */
export function provideVariables(scope: Construct, namespace: string, labels?: Readonly<Record<string, string>>): void {
  if (scope.node.tryFindChild(variablesName)) return;
  const { name, variables } = clusterOf(scope);
  const object = new KubeObject(scope, variablesName, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: variablesName, namespace, ...(labels && { labels }) },
    data: { ...variables },
  });
  if (Object.keys(variables).length === 0)
    report(object, {
      rule: 'hub/no-variables',
      message: `Variables are substituted, and cluster ${name} has none.`,
      fix: 'Give the cluster `variables: { … }`, or do not ask for them here.',
    });
}

/** The platform's copy of the variables, shared by all its services that come from base repos. */
export function platformVariables(service: Owner): Owner {
  const shared = hubService(service, 'variables');
  provideVariables(shared, fluxSystem);
  return shared;
}
