import type { Construct } from 'constructs';
import type { HelmReleaseSpecChartSpec } from '../../imports/helm.toolkit.fluxcd.io';
import type { SecretRef } from '../secrets/secret-ref';
import type { Duration } from './duration';
import { HelmRepository } from './helm-repository';
import { referenceFrom } from './kustomization';
import { OciSource, type OciVerification } from './oci-source';
import type { Source, SourceMetadata } from './source';

/** A Helm chart that is described and not yet fetched: what `HelmChart.repository` and `HelmChart.oci` return. */
export interface HelmChartDefinition {
  /** Makes the chart's source. @returns the fields of a HelmRelease that name the chart */
  create(scope: Construct, id: string, metadata: SourceMetadata): HelmChartFields;
}

/** The fields of a HelmRelease that say which chart it installs. */
export type HelmChartFields =
  | { readonly chart: { readonly spec: object } }
  | { readonly chartRef: { readonly kind: string; readonly name: string } };

/** Fields that a HelmRelease has for a chart, wherever it is. @see https://fluxcd.io/flux/components/helm/helmreleases/#chart-template */
export interface ChartFields
  extends Pick<HelmReleaseSpecChartSpec, 'reconcileStrategy' | 'valuesFiles' | 'ignoreMissingValuesFiles' | 'verify'> {}

/** A chart in a source that is there already. */
export interface SourceChartProps extends ChartFields {
  /** Version, or a range of versions. @default - the latest; not read for a folder */
  readonly version?: string;
}

/** A chart in a chart repository. */
export interface RepositoryChartProps extends ChartFields {
  /** Version, or a range of versions. */
  readonly version: string;
  /** Secret with `username` and `password`. @default - a public repository */
  readonly credentials?: SecretRef;
  /** How often the repository's index is fetched. @default '1h' */
  readonly interval?: Duration;
}

/** A chart in an OCI registry. */
export interface OciChartProps {
  /** Tag of the chart, its version. */
  readonly version: string;
  /** Docker config Secret for the registry. @default - a public registry */
  readonly pullSecret?: SecretRef;
  /** Who must have signed the chart. @default - signatures are not looked at */
  readonly verify?: OciVerification;
  /** How often the registry is looked at. @default '1h' */
  readonly interval?: Duration;
}

const chartInterval: Duration = '1h';

/** Where a Helm chart comes from. */
export const HelmChart = {
  /**
   * From a chart repository.
   * @param url `https://…`
   * @param chart name of the chart
   */
  repository: (url: string, chart: string, props: RepositoryChartProps): HelmChartDefinition => ({
    create(scope, id, metadata) {
      const { credentials, interval = chartInterval, ...fields } = props;
      const repository = new HelmRepository(scope, id, {
        ...metadata,
        url,
        interval,
        ...(credentials && { secretRef: credentials }),
      });
      return HelmChart.from(repository, chart, fields).create(scope, id, metadata);
    },
  }),

  /**
   * From an OCI registry.
   * @param url `oci://host/path/chart`
   */
  oci: (url: string, props: OciChartProps): HelmChartDefinition => ({
    create(scope, id, metadata) {
      const { version, pullSecret, verify, interval = chartInterval } = props;
      const source = OciSource.artifact(url, {
        ref: { tag: version },
        interval,
        ...(pullSecret && { pullSecret }),
        ...(verify && { verify }),
      }).create(scope, id, metadata);
      return { chartRef: { kind: source.reference.kind, name: source.reference.name } };
    },
  }),

  /**
   * From a source that is there already.
   * @param source a HelmRepository, or a GitRepository or Bucket that holds the chart's folder
   * @param chart name of the chart, or its folder
   */
  from: (source: Source, chart: string, props: SourceChartProps = {}): HelmChartDefinition => ({
    create: (_scope, _id, { namespace }) => ({
      chart: { spec: { ...props, chart, sourceRef: referenceFrom(namespace, source) } },
    }),
  }),
};
