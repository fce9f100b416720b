import type { Construct } from 'constructs';
import type { HelmReleaseSpec } from '../../imports/helm.toolkit.fluxcd.io';
import { requireDependencies, requireProperties } from '../mistake/required';
import { type SecretRef, useSecret } from '../secrets/secret-ref';
import { helmReleaseDefaults } from './defaults';
import { dependencyOn, type ReadyWhen } from './dependency';
import type { Duration } from './duration';
import {
  FluxObject,
  type FluxObjectMetadata,
  identityOf,
  metadataOf,
  namespaceOf,
  withoutMetadata,
} from './flux-object';
import type { HelmChartDefinition } from './helm-chart';

/** The fields of a HelmRelease. @see https://fluxcd.io/flux/components/helm/helmreleases/ */
export interface HelmReleaseProps
  extends Omit<HelmReleaseSpec, 'chart' | 'chartRef' | 'dependsOn' | 'interval' | 'timeout' | 'valuesFrom'>,
    FluxObjectMetadata {
  /** Which chart to install. Its source is made beside the release, and named like it. */
  readonly chart: HelmChartDefinition;
  /** What must be ready first. @default - nothing */
  readonly dependsOn?: readonly (HelmRelease | ReadyWhen<HelmRelease>)[];
  /** How often drift is looked for. @default '1h' */
  readonly interval?: Duration;
  /** How long each Helm action may take. @default '10m' */
  readonly timeout?: Duration;
  /** Values kept outside the release, merged in order below `values`. @default - none */
  readonly valuesFrom?: readonly ValuesSource[];
}

/** Values that a HelmRelease reads from a Secret or ConfigMap of its own namespace. */
export type ValuesSource = ({ readonly secret: SecretRef } | { readonly configMap: string }) & {
  /** Key that holds them. @default 'values.yaml' */
  readonly valuesKey?: string;
  /** Where in the values they go. @default - merged at the root */
  readonly targetPath?: string;
  /** Whether they may be absent. @default false */
  readonly optional?: boolean;
};

/** A Helm chart, installed and kept so. */
export class HelmRelease extends FluxObject {
  constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    requireProperties(`HelmRelease ${id}`, props, {
      chart: "HelmChart.repository('https://…', '…', { version: '…' })",
    });
    const { chart, dependsOn, valuesFrom = [], install, upgrade, ...spec } = withoutMetadata(props);
    requireDependencies(`HelmRelease ${id}`, dependsOn);
    const metadata = metadataOf(props);
    const { name = id, labels } = metadata;
    const namespace = namespaceOf(scope, props);
    const { interval, timeout, retries } = helmReleaseDefaults;
    super(scope, id, 'HelmRelease', metadata, (self) => ({
      interval,
      timeout,
      install: { ...install, remediation: { retries, ...install?.remediation } },
      upgrade: { ...upgrade, remediation: { retries, ...upgrade?.remediation } },
      serviceAccountName: identityOf(scope).helmRelease,
      ...spec,
      ...(valuesFrom.length > 0 && { valuesFrom: valuesFrom.map((each) => valuesReference(self, each, namespace)) }),
      ...chart.create(self, 'chart', { name, namespace, ...(labels && { labels }) }),
      ...(dependsOn?.length && { dependsOn: dependsOn.map((other) => dependencyOn(other, namespace)) }),
    }));
  }
}

function valuesReference(self: Construct, values: ValuesSource, namespace: string) {
  if ('secret' in values) {
    const { secret, ...rest } = values;
    return { kind: 'Secret', name: useSecret(self, secret, namespace), ...rest };
  }
  const { configMap, ...rest } = values;
  return { kind: 'ConfigMap', name: configMap, ...rest };
}
