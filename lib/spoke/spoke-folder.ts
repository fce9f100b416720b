import { type ApiObject, Chart, type ChartProps } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { ClusterContract, NetworkContract } from '../contract/contract';
import { didYouMean } from '../manifest/similar';
import { refuseMisspelt } from '../mistake/misspelt-property';
import { rememberChildren } from '../origin/child-origins';
import { rememberOrigin, remembersItself } from '../origin/origin';
import type { Granted, NamespaceOf } from './granted';
import { type GrantedHostname, grantedHostname } from './granted-hostname';
import type { Place } from './place';
import { SpokeError } from './spoke-error';

/** What a kustomize generator makes a ConfigMap or Secret of. Files are named from the repo's root. */
export interface GeneratorProps {
  /** Files that become a key each, named like the file. @default - none */
  readonly files?: readonly string[];
  /** Files of `KEY=value` lines. @default - none */
  readonly envs?: readonly string[];
  /** Its namespace. @default - the folder's */
  readonly namespace?: string;
}

const generatorProperties = { files: true, envs: true, namespace: true } satisfies Record<keyof GeneratorProps, true>;

/** What makes the ConfigMap or Secret of a name. */
export interface Generator extends GeneratorProps {
  /** What is made. */
  readonly kind: 'ConfigMap' | 'Secret';
  /** Its name, before the hash is put behind it. */
  readonly name: string;
  /** `Opaque`, `kubernetes.io/dockerconfigjson` … @default - Opaque */
  readonly type?: string;
}

/** What a user's code asks of a folder, with the raw stack of the call. */
export type Asked<What> = What & { readonly call: { readonly stack?: string } };

const FOLDER = Symbol.for('cdk8s-flux-hub.SpokeFolder');

/** As many frames of a stack as lie between a user's line and a folder. */
const ownFrames = 12;

/** Gives what is created in it a namespace. */
export class SpokeScope extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = {}) {
    super(scope, id, props);
    rememberOrigin(this, ownFrames);
    rememberChildren(this);
  }

  /** Names are explicit: a generated one would change when a construct moves. @throws SpokeError always */
  override generateObjectName(object: ApiObject): string {
    const construct = pathInSpoke(object);
    throw new SpokeError([
      {
        message: `${object.kind} at ${construct} has no name.`,
        fix: 'Set metadata.name: a generated name changes when the code is moved, and Flux would replace the object.',
        construct,
      },
    ]);
  }
}

remembersItself(SpokeScope);

/**
 * A folder of the spoke repo that Flux applies, wherever the contract says. Whatever is created in it is rendered: our constructs,
 * those of cdk8s-plus, `ApiObject`, `Helm`, `Include`.
 */
export class SpokeFolder extends SpokeScope {
  /** The folder that a construct is in. @throws SpokeError where it is in none */
  static around(construct: IConstruct): SpokeFolder {
    const found = construct.node.scopes.reverse().find(isFolder);
    if (found) return found;
    throw new SpokeError([
      {
        message: `[${construct.node.path}] is in no folder of a spoke.`,
        fix: 'Create it in one that `spoke.app` gives.',
      },
    ]);
  }

  /** Name of the app that the folder is: of the hub's Flux Kustomization. */
  readonly app: string;
  /** Its path in the repo; empty for the root. */
  readonly path: string;
  /** The environments that it is applied in, in the contract's order. */
  readonly environments: readonly string[];
  /**
   * Where it is applied.
   * @internal
   */
  readonly places: readonly [Place, ...Place[]];
  private readonly copied: Asked<{ readonly path: string }>[] = [];
  private readonly made: Asked<Generator>[] = [];

  /** @internal */
  constructor(scope: Construct, id: string, app: string, places: readonly [Place, ...Place[]]) {
    const home = homeOf(places);
    super(scope, id, home === undefined ? {} : { namespace: home });
    Object.defineProperty(this, FOLDER, { value: true });
    this.app = app;
    this.places = places;
    this.path = places[0].app.path;
    this.environments = [...new Set(places.map(({ environment }) => environment))];
  }

  /** Lists a file of YAML that no construct makes, copied as it is: an ExternalSecret, a SealedSecret, a file that SOPS encrypted. */
  addFile(path: string): void {
    this.copied.push({ path, call: new Error() });
  }

  /**
   * Has kustomize make a ConfigMap; what refers to it by this name gets the hash of its content behind it.
   * @throws Mistake where a property is misspelt
   */
  addConfigMapGenerator(name: string, props: GeneratorProps): void {
    refuseMisspelt(`ConfigMap generator ${name}`, props, generatorProperties);
    this.made.push({ ...props, kind: 'ConfigMap', name, call: new Error() });
  }

  /**
   * Has kustomize make a Secret of files that SOPS encrypted; Flux decrypts them before. What refers to it by this name gets the hash of
   * its content behind it.
   * @throws Mistake where a property is misspelt
   */
  addSecretGenerator(
    name: string,
    props: GeneratorProps & {
      /** `Opaque`, `kubernetes.io/dockerconfigjson` … @default - Opaque */
      readonly type?: string;
    },
  ): void {
    refuseMisspelt(`Secret generator ${name}`, props, { ...generatorProperties, type: true });
    this.made.push({ ...props, kind: 'Secret', name, call: new Error() });
  }

  /**
   * Files to copy, from the repo's root.
   * @internal
   */
  get files(): readonly Asked<{ readonly path: string }>[] {
    return this.copied;
  }

  /** @internal */
  get generators(): readonly Asked<Generator>[] {
    return this.made;
  }

  /**
   * Rules of NetworkPolicies that hold wherever the folder is applied.
   * @internal
   */
  networkRules(what: keyof NetworkContract): object[] {
    const rules = this.places.flatMap(({ part }) => part.network[what]);
    const distinct = new Map(rules.map((rule) => [JSON.stringify(rule), rule]));
    return [...distinct.values()];
  }
}

/** The path of a construct as people read it: that of its folder, and the ids below. */
export function pathInSpoke(construct: IConstruct): string {
  const names = construct.node.scopes.map((each) => (isFolder(each) ? each.path || '.' : each.node.id));
  return names.filter((name) => name !== '').join('/');
}

function isFolder(construct: IConstruct): construct is SpokeFolder {
  return FOLDER in construct;
}

/** Where objects go that name no namespace; undefined where that is not the same on all clusters. */
function homeOf(places: readonly Place[]): string | undefined {
  const homes = new Set(places.map(({ part, app }) => app.targetNamespace ?? Object.keys(part.namespaces)[0]));
  const [home] = homes;
  return homes.size === 1 ? home : undefined;
}

/** A folder as the contract types it: what was not granted does not compile. */
export interface FolderOf<Part extends ClusterContract, App extends string> extends SpokeFolder {
  /**
   * A hostname that was granted, for a route. `${domain}` in it stands for that variable of the cluster, where the app has variables.
   * @throws SpokeError where it is not granted on a cluster that the folder is applied on
   */
  hostname<const Host extends string>(hostname: Granted<Part, App, Host>): GrantedHostname;
  /**
   * What is created in it goes to that namespace of the tenant's.
   * @throws SpokeError where there is none of that name on a cluster that the folder is applied on
   */
  inNamespace<const Name extends NamespaceOf<Part>>(namespace: Name): SpokeScope;
}

/** A folder that checks when it runs what its type checks before. */
export class CheckedFolder extends SpokeFolder {
  hostname(hostname: string): GrantedHostname {
    return grantedHostname(hostname, this.places);
  }

  inNamespace(namespace: string): SpokeScope {
    const lacking = this.places.filter(({ part }) => !(namespace in part.namespaces));
    const targets = this.places.filter(({ app }) => (app.targetNamespace ?? namespace) !== namespace);
    if (lacking.length > 0)
      throw new SpokeError([
        {
          message: `There is no namespace ${namespace} on ${clusters(lacking)}.`,
          fix: didYouMean(namespace, [...new Set(lacking.flatMap(({ part }) => Object.keys(part.namespaces)))]),
        },
      ]);
    if (targets.length > 0)
      throw new SpokeError([
        {
          message: `Flux puts all of ${this.app} into ${targets[0]?.app.targetNamespace} on ${clusters(targets)}: nothing of it can go to ${namespace}.`,
          fix: 'Create it in the folder itself, or ask the platform team for an app without a target namespace.',
        },
      ]);
    const id = `namespace:${namespace}`;
    return (this.node.tryFindChild(id) as SpokeScope | undefined) ?? new SpokeScope(this, id, { namespace });
  }
}

function clusters(places: readonly Place[]): string {
  return places.map(({ cluster }) => cluster).join(', ');
}
