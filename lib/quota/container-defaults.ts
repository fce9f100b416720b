import type { Manifest } from '../manifest/manifest';
import { listIn, mapIn } from '../tree/fields';
import type { ContainerDefaults } from './namespace-limits';
import { textsIn } from './texts-in';

/**
 * What the LimitRanges of a namespace give to containers that say nothing themselves, as the API server completes them: the most
 * that it allows where one gives no limit; and for requests that limit, or the least that it allows.
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function containerDefaults(limitRanges: readonly Manifest[]): ContainerDefaults {
  const given = limitRanges
    .flatMap(({ spec }) => listIn(mapIn(spec).limits).map(mapIn))
    .filter(({ type }) => type === 'Container')
    .map(({ defaultRequest, default: limit, max, min }) => {
      const limits = { ...textsIn(max), ...textsIn(limit) };
      return { requests: { ...textsIn(min), ...limits, ...textsIn(defaultRequest) }, limits };
    });
  return {
    requests: Object.assign({}, ...given.map(({ requests }) => requests)),
    limits: Object.assign({}, ...given.map(({ limits }) => limits)),
  };
}
