import type { ClusterRule } from '../rule';
import { fluxKinds } from './kinds';
import { specOf } from './spec-of';

/** A HelmRelease that says no chart, or two. */
export const chartMissing: ClusterRule = {
  id: 'flux/chart-missing',
  severity: 'error',
  title: 'HelmRelease without a chart, or with two',
  why: 'The API server refuses it by a rule of its definition that is no part of its schema, and Flux then applies nothing of its folder.',
  fix: 'Set either spec.chart or spec.chartRef.',
  see: ['https://fluxcd.io/flux/components/helm/helmreleases/#chart-template'],
  *check({ index }) {
    for (const object of fluxKinds(index, 'HelmRelease')) {
      const { chart, chartRef } = specOf<{ chart: object; chartRef: object }>(object);
      if (chart === undefined && chartRef === undefined)
        yield { object, message: 'has neither spec.chart nor spec.chartRef' };
      else if (chart !== undefined && chartRef !== undefined)
        yield { object, message: 'has both spec.chart and spec.chartRef' };
    }
  },
};
