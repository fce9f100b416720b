import { join } from 'node:path';
import type { Manifest, TenantKustomizationProps } from 'cdk8s-flux-hub';
import { parse } from 'yaml';
import { readTree } from '../../deploy/tree';

/** What a condition says. */
export interface Statement {
  /** Whose, as `Kind/name` in the tenant's namespace. @default - the Kustomization that applies the spoke */
  readonly of?: string;
  /** @default 'Ready' */
  readonly type?: string;
  /** @default 'False' */
  readonly status?: 'True' | 'False';
  readonly reason: string;
  /** The whole message; `…` stands for what differs from run to run. */
  readonly message: string;
}

/** What the holder of the reconciler's token asks of the API server itself. */
export interface DirectAttempt {
  /** What is deleted, as `Kind namespace/name`. */
  readonly delete: string;
  /** What the API server says. */
  readonly message: string;
}

/** What an `attempt.yaml` says. */
export interface Expectation {
  /** What must hold, as a sentence. */
  readonly title: string;
  /** Number of the attack in `rows.ts`; 0 where a tenant is mistaken, and no more. */
  readonly row: number;
  /** Which of `tenants.ts` makes it. */
  readonly tenant: string;
  /** The admission policy that refuses it. What is said of the attempt besides is how it goes where there are no policies. */
  readonly policy?: string;
  /** What the hub's Kustomization of the spoke says beyond its path. */
  readonly app?: Pick<TenantKustomizationProps, 'wait' | 'timeout'>;
  /** What the controllers say. */
  readonly says?: readonly Statement[];
  /** What a controller logs, where it says nothing on the object, given as `Kind/name`. */
  readonly logs?: { readonly by: string; readonly of: string; readonly message: string };
  readonly directly?: readonly DirectAttempt[];
  /** Objects that are as they were before the attempt, or as absent; each as `Kind namespace/name`. */
  readonly untouched?: readonly string[];
  /** Objects that come to be, as far as they matter. */
  readonly instead?: readonly Manifest[];
  /** Objects that stay when the spoke no longer has them. */
  readonly leaves?: readonly string[];
  /** Where the attempt is not refused: why it does no harm, or who tells the tenant. */
  readonly held?: string;
}

/** Every field of an attempt, so that a misspelt one is not passed over. */
const fields = {
  title: true,
  row: true,
  tenant: true,
  policy: true,
  app: true,
  says: true,
  logs: true,
  directly: true,
  untouched: true,
  instead: true,
  leaves: true,
  held: true,
} satisfies Record<keyof Expectation, true>;

/** One folder of `attempts/`: what a tenant pushes to its spoke, and what must happen. */
export interface Attempt extends Expectation {
  /** Name of the folder, of the spoke, and of the tenant's app that is applied from it. */
  readonly name: string;
  /** What is pushed, by path in the spoke; the hub applies what is below `app/`. */
  readonly files: Readonly<Record<string, string>>;
}

const EXPECTATION = 'attempt.yaml';

/** Every attempt, by name. @throws where a folder says nothing, or something that nobody reads */
export function attempts(folder = join(__dirname, 'attempts')): readonly Attempt[] {
  const byName = new Map<string, Record<string, string>>();
  for (const [path, bytes] of readTree(folder)) {
    const [name = '', ...rest] = path.split('/');
    byName.set(name, { ...byName.get(name), [rest.join('/')]: bytes.toString() });
  }
  return [...byName].map(([name, { [EXPECTATION]: text, ...files }]) => {
    if (text === undefined) throw new Error(`${name} has no ${EXPECTATION}`);
    const expectation = parse(text) as Expectation;
    const unknown = Object.keys(expectation).filter((field) => !Object.hasOwn(fields, field));
    if (unknown.length > 0) throw new Error(`${name}/${EXPECTATION} has ${unknown}, which nobody reads`);
    return { ...expectation, name, files };
  });
}
