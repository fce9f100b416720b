import { type ApiObject, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { Manifest } from '../manifest/manifest';
import { rememberChildren } from '../origin/child-origins';
import { callOf, rememberOrigin, remembersItself } from '../origin/origin';
import { clusterOf } from './cluster-context';
import { compositionOf, report } from './composition';
import { hubScope } from './hub-scope';
import type { KustomizationRole } from './kustomization-role';

const OWNER = Symbol.for('cdk8s-flux-hub.Owner');

/** What kind of owner: the platform team's service, or a tenant. */
export type OwnerKind = 'platform' | 'tenant';

/** Where an owner's Flux objects live, and the ServiceAccounts that they act as there. */
export interface FluxIdentity {
  /** Namespace of its sources, Kustomizations and HelmReleases. */
  readonly namespace: string;
  /** ServiceAccount that its Kustomizations apply as. */
  readonly kustomization: string;
  /** ServiceAccount that its HelmReleases install as. */
  readonly helmRelease: string;
}

/** A folder that one Flux Kustomization of the hub applies. */
export interface Part {
  /** `main` and `config` of a platform service, `base` and `apps` of a tenant. */
  readonly name: string;
  /** Name of the Flux Kustomization, in `flux-system`. */
  readonly kustomization: string;
  /** Which row of the defaults it takes. */
  readonly role: KustomizationRole;
  /** Names of the hub's Flux Kustomizations that must be ready first. */
  readonly dependsOn: readonly string[];
  /** Whether Flux keeps the Kustomization when it vanishes from the tree. */
  readonly keep: boolean;
  /** Rendered, and applied, also where it holds nothing. @default false */
  readonly evenEmpty?: boolean;
}

/** A chart whose objects are rendered, applied and removed together: the base of PlatformService and Tenant. */
export abstract class Owner extends Chart {
  /** The nearest owner of a construct; undefined directly under a cluster. */
  static around(construct: IConstruct): Owner | undefined {
    for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
      if (Owner.isOwner(at)) return at;
    }
    return undefined;
  }

  /** Whether a value is an Owner, also one of another copy of this package. */
  static isOwner(value: object): value is Owner {
    return OWNER in value;
  }

  /** False for a second owner of one name, and for a name that fits no folder: it is reported, and not rendered. */
  readonly accepted: boolean;
  /** Name of the service or tenant, and of its folder. */
  readonly name: string;
  /** `platform/<name>` or `tenant/<name>`, unique on a cluster. */
  readonly key: string;
  /** Holds what the owner makes of its own accord, so that users may give any id to what they put into the owner. */
  protected readonly own: Construct;

  constructor(
    scope: Construct,
    name: string,
    /** Whether it is the platform team's or a tenant. */
    readonly ownerKind: OwnerKind,
    /** The namespaces it runs in; the first is that of objects which name none. */
    readonly namespaces: readonly [string, ...string[]],
    labels: Readonly<Record<string, string>> = {},
  ) {
    super(scope, freeId(scope, name), { namespace: namespaces[0], labels });
    this.name = name;
    this.key = `${ownerKind}/${name}`;
    Object.defineProperty(this, OWNER, { value: true });
    rememberOrigin(this);
    this.own = new Construct(this, hubScope);
    rememberChildren(this);
    const { owners } = compositionOf(this);
    const first = owners.get(this.key);
    this.accepted = first === undefined && ownerName.test(name);
    if (first) this.reportTaken(first);
    else owners.set(this.key, this);
    if (!ownerName.test(name))
      report(this, {
        rule: 'hub/name',
        message: `${JSON.stringify(name)} cannot name a ${described(ownerKind)}.`,
        fix: 'Use lower-case letters, digits and dashes, at most 63: it is also a label, the name of folders, and part of the names of objects.',
      });
  }

  /** Whether nothing of it is rendered. */
  get isGone(): boolean {
    return !this.accepted;
  }

  /** Who answers for it: the hub's owners, unless it has its own, whom `flux-hub codeowners` names beside them. */
  get owners(): readonly string[] {
    return clusterOf(this).hub.owners;
  }

  /** Where its Flux objects live, and whom they act as. */
  abstract get fluxIdentity(): FluxIdentity;

  /** The folders it renders, in the order in which they are applied. */
  abstract parts(): readonly Part[];

  /** The name of the part that an object of this owner belongs to; undefined where it is not rendered. */
  abstract partOf(manifest: Manifest, construct: IConstruct): string | undefined;

  /** The name of the hub's Flux Kustomization that is ready when all of this owner is. Asks no other owner. */
  abstract get readyWhen(): string;

  /** Names are explicit: a generated one would change when a construct moves. */
  override generateObjectName(object: ApiObject): string {
    report(object, {
      rule: 'manifest/name-missing',
      message: `${object.kind} at ${object.node.path} has no name.`,
      fix: 'Set metadata.name: a generated name changes when the code is moved, and Flux would replace the object.',
    });
    return object.node.id.toLowerCase();
  }

  private reportTaken(first: IConstruct): void {
    const { root } = clusterOf(this).hub;
    const made = [first, this].flatMap((owner) => callOf(owner, root) ?? []);
    const [here = '', again = here] = made.map(({ file, line }) => `${file}:${line}`);
    report(this, {
      rule: 'hub/name-taken',
      message: `There is a ${described(this.ownerKind)} ${this.name} already: made at ${here}, and again at ${again}.`,
      fix: `Give one of them another name, or remove it.${this.ownerKind === 'platform' ? ` ${ownServices}` : ''}`,
    });
  }
}

remembersItself(Owner);

const ownServices = 'The hub itself has the services policies, tenancy and variables.';

/** Names that fit folders, labels, and names of Kubernetes objects. */
const ownerName = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** A kind of owner in the reader's words. */
export function described(kind: OwnerKind): string {
  return kind === 'tenant' ? 'tenant' : 'platform service';
}

/** An id that the scope has not given away: `api`, `api#2` … A second one of a name must not stop the composition. */
export function freeId(scope: Construct, name: string): string {
  let id = name;
  for (let count = 2; scope.node.tryFindChild(id); count++) id = `${name}#${count}`;
  return id;
}
