import { fluxSystem } from '../flux/names';
import { misspeltProperties } from '../mistake/misspelt-property';
import { report } from '../object/composition';
import type { Owner } from '../object/owner';
import type { PlatformServiceProps } from './platform-service';
import { isReserved } from './reserved-namespace';

const properties = {
  namespace: true,
  createNamespace: true,
  podSecurity: true,
  dependsOn: true,
  chart: true,
  values: true,
  valuesFrom: true,
  crds: true,
  release: true,
  source: true,
  path: true,
  kustomization: true,
  variables: true,
  helmReleases: true,
} satisfies Record<keyof PlatformServiceProps, true>;

/** Options that say more of another one. */
const belongsTo = {
  values: 'chart',
  valuesFrom: 'chart',
  crds: 'chart',
  release: 'chart',
  path: 'source',
  kustomization: 'source',
  variables: 'source',
  helmReleases: 'source',
} as const satisfies { readonly [option in keyof PlatformServiceProps]?: keyof PlatformServiceProps };

/** Reports what a platform service cannot be called or have, and options that do nothing. */
export function checkOptions(service: Owner, props: PlatformServiceProps): void {
  const { name, namespaces } = service;
  for (const problem of misspeltProperties(`Service ${name}`, props, properties)) report(service, problem);
  if (name === fluxSystem)
    report(service, {
      rule: 'platform/reserved-name',
      message: `${name} is the name of Flux's own objects, and cannot be that of a service.`,
      fix: 'Give the service another name.',
    });
  if (props.createNamespace && isReserved(namespaces[0]))
    report(service, {
      rule: 'platform/reserved-namespace',
      message: `Service ${name} asks the hub to make namespace ${namespaces[0]}, which is there without it.`,
      fix: 'Leave `createNamespace` away.',
    });
  for (const [option, needed] of Object.entries(belongsTo) as [keyof typeof belongsTo, 'chart' | 'source'][])
    if (props[option] !== undefined && props[needed] === undefined)
      report(service, {
        rule: 'platform/unused-option',
        message: `\`${option}\` of service ${name} has no effect without \`${needed}\`.`,
        fix: `Give the service a \`${needed}\`, or leave out \`${option}\`.`,
      });
}
