import type { Construct, IConstruct } from 'constructs';
import { fluxSystem, platformIdentity } from '../flux/names';
import type { Manifest } from '../manifest/manifest';
import { compositionOf } from '../object/composition';
import { KubeObject } from '../object/kube-object';
import { type FluxIdentity, Owner, type Part } from '../object/owner';
import { infraNames, mainPart } from './infra';

const names = ['policies', 'tenancy', 'variables'] as const;

/** A service that the hub itself has on every cluster. */
export type HubServiceName = (typeof names)[number];

/** Keys of the hub's own services, as owners have them. */
export const hubServiceKeys: ReadonlySet<string> = new Set(names.map(keyOf));

/** A platform service of the user's that one of the hub's own waits for. */
export interface NeededService {
  /** Its name. */
  readonly name: string;
  /** Name of the CustomResourceDefinition that it brings for what the hub's service holds. */
  readonly crd: string;
}

/** A platform service of the hub's own: what tenants and other services of a cluster need. Not rendered while it is empty. */
export class HubService extends Owner {
  /** @param after what must be ready first */
  constructor(
    cluster: Construct,
    name: HubServiceName,
    manifests: readonly Manifest[] = [],
    private readonly after?: NeededService,
  ) {
    super(cluster, name, 'platform', [fluxSystem]);
    for (const manifest of manifests) new KubeObject(this, `${manifest.kind}-${manifest.metadata.name}`, manifest);
  }

  override get fluxIdentity(): FluxIdentity {
    return platformIdentity;
  }

  override get readyWhen(): string {
    return infraNames(this.name).main;
  }

  override parts(): readonly Part[] {
    return [mainPart(this.name, this.needed ? [this.needed.readyWhen] : [])];
  }

  override partOf(): string {
    return 'main';
  }

  /** The platform service that it waits for, and that nobody has made; undefined where there is nothing to complain of. */
  get missing(): NeededService | undefined {
    return this.needed ? undefined : this.after;
  }

  private get needed(): Owner | undefined {
    return this.after === undefined ? undefined : compositionOf(this).owners.get(keyOf(this.after.name));
  }
}

/** The service that the hub itself has on a construct's cluster. @throws where there is no cluster */
export function hubService(at: IConstruct, name: HubServiceName): HubService {
  const service = compositionOf(at).owners.get(keyOf(name)) as HubService | undefined;
  if (!service) throw new Error(`[${at.node.path}] is not part of a cluster: create it below a Cluster`);
  return service;
}

function keyOf(name: string): string {
  return `platform/${name}`;
}
