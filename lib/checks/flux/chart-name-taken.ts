import type { IndexedObject } from '../../manifest/manifest-index';
import { formatId, idOf } from '../../manifest/object-id';
import type { ClusterRule } from '../rule';
import { fluxKinds } from './kinds';
import { specOf } from './spec-of';

interface Templated {
  readonly chart: { readonly spec?: { readonly sourceRef?: { readonly namespace?: string } } };
}

/** HelmReleases whose HelmCharts, which Flux makes, would have one name. */
export const chartNameTaken: ClusterRule = {
  id: 'flux/chart-name-taken',
  severity: 'error',
  title: 'One HelmChart, two owners',
  why: 'Flux makes a HelmChart <namespace>-<name> beside the source: these overwrite it for ever, and each installs what the other asked for.',
  fix: 'Rename one of them, or let it name an OCIRepository by spec.chartRef.',
  see: ['https://fluxcd.io/flux/components/helm/helmreleases/#chart-template'],
  *check({ index }) {
    const taken = new Map<string, IndexedObject>(
      fluxKinds(index, 'HelmChart').map((chart) => [
        `${chart.manifest.metadata.namespace}/${chart.manifest.metadata.name}`,
        chart,
      ]),
    );
    for (const object of fluxKinds(index, 'HelmRelease')) {
      const { metadata } = object.manifest;
      const chart = specOf<Templated>(object).chart?.spec;
      if (chart === undefined) continue;
      const made = `${chart.sourceRef?.namespace ?? metadata.namespace}/${metadata.namespace}-${metadata.name}`;
      const first = taken.get(made);
      if (first)
        yield {
          object,
          message: `makes HelmChart ${made}, which ${formatId(idOf(first.manifest))} ${first.manifest.kind === 'HelmChart' ? 'is' : 'makes too'}`,
          also: first.origin(),
        };
      else taken.set(made, object);
    }
  },
};
