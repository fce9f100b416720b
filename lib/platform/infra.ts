import type { Part } from '../object/owner';

/** Names of the hub's Flux Kustomizations that apply a platform service and its custom resources. */
export function infraNames(service: string) {
  return { main: `infra-${service}`, config: `infra-${service}-config` } as const;
}

/** The folder of a platform service. */
export function mainPart(service: string, dependsOn: readonly string[] = []): Part {
  return { name: 'main', kustomization: infraNames(service).main, role: 'infra', dependsOn, keep: false };
}

/** The folder of a platform service's custom resources. */
export function configPart(service: string): Part {
  const { main, config } = infraNames(service);
  return { name: 'config', kustomization: config, role: 'infra-config', dependsOn: [main], keep: false };
}
