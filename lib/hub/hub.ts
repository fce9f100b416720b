import { dirname } from 'node:path';
import { gitUrlProblem } from '../flux/git-url';
import type { Finding, SourceLine } from '../manifest/finding';
import { misspeltProperties } from '../mistake/misspelt-property';
import type { HubContext } from '../object/cluster-context';
import { codeOwnerProblems } from '../object/code-owner';
import type { Problem } from '../object/composition';
import { tellUncaught } from '../origin/uncaught';
import { userFile, userLine } from '../origin/user-line';
import { findPackageRoot } from '../package-root';
import { type ClusterDefinition, Environment, type EnvironmentProps } from './environment';
import { defaultLayout, type Layout } from './layout';
import { Names } from './names';
import type { HubThread } from './start-threads';
import { type SynthOptions, type SynthResult, stage, synth } from './synth';
import { stageInThreads } from './threads';

/** What a hub says of itself. */
export interface HubProps {
  /** URL of the hub repo as Flux clones it, `ssh://…` or `https://…`. */
  readonly repository: string;
  /** Branch that Flux follows. @default 'main' */
  readonly branch?: string;
  /**
   * Who is asked to review what is rendered, that of tenants too, once `flux-hub codeowners` has written it to CODEOWNERS: each `@user`,
   * `@org/team` or an e-mail address. @default - nobody is named, and `flux-hub codeowners` refused
   */
  readonly owners?: readonly string[];
  /** Which file holds what. @default defaultLayout */
  readonly layout?: Layout;
  /** Absolute path of the hub repo's root. @default - the nearest folder with a package.json, from the file that makes the hub */
  readonly root?: string;
}

const properties = {
  repository: true,
  branch: true,
  owners: true,
  layout: true,
  root: true,
} satisfies Record<keyof HubProps, true>;

/** A fleet: environments and their clusters, rendered into one repo. Making it has no effect. */
export class Hub {
  /** Which file holds what. */
  readonly layout: Layout;
  /** What constructs know of the hub. */
  readonly context: HubContext;
  private readonly added: Environment[] = [];
  private readonly problems: readonly Finding[];
  private readonly names: Names;

  constructor(props: HubProps) {
    const { repository, branch = 'main', owners = [], layout = defaultLayout } = props;
    const root = props.root ?? rootOf(new Error().stack);
    this.layout = layout;
    this.context = { repository, branch, owners, root };
    this.names = new Names(root);
    const line = userLine(new Error().stack, root);
    tellUncaught({ name: 'hub', makes: 'new Hub({ … })' }, line, root);
    this.problems = [
      ...checkRepository(repository, line),
      ...findings(misspeltProperties('The hub', props, properties), line),
      ...findings(codeOwnerProblems('the hub', owners), line),
    ];
  }

  /** Adds an environment. @param name unique in the hub; an error at synth where it is not */
  environment(name: string, props: EnvironmentProps = {}): Environment {
    const environment = new Environment(name, props, (kind, cluster) => this.names.admit(kind, cluster));
    if (this.names.admit('environment', name)) this.added.push(environment);
    return environment;
  }

  /** All environments, in the order they were added. */
  get environments(): readonly Environment[] {
    return this.added;
  }

  /** All clusters, in the order they were added. */
  get clusters(): readonly ClusterDefinition[] {
    return this.added.flatMap((environment) => environment.clusters);
  }

  /** What is wrong with the hub itself, before any cluster is composed. */
  get findings(): readonly Finding[] {
    return [...this.problems, ...this.names.problems];
  }

  /**
   * Renders every cluster into `CDK8S_OUTDIR`, or `dist/` below the hub's root, and sets the exit code: 0, or 1 where
   * something is wrong, which is then printed and nothing rendered. What `main.ts` calls.
   */
  synth(options: SynthOptions = {}): void {
    synth(this, options);
  }

  /**
   * What `synth` does, without printing anything or setting the exit code.
   * @throws HubError where the options name nothing that there is
   */
  stage(options: SynthOptions = {}): SynthResult {
    return stage(this, options);
  }

  /**
   * What `stage` does, in several threads; each of the others loads the hub once more.
   * @internal for `flux-hub synth`
   * @param threads that were started with the file that exports this hub
   * @param clustersEach how many clusters a thread must have for it to be used
   * @throws HubError where the options name nothing that there is
   */
  stageInThreads(threads: readonly HubThread[], options: SynthOptions, clustersEach?: number): Promise<SynthResult> {
    return stageInThreads(this, threads, options, clustersEach);
  }
}

function rootOf(stack: string | undefined): string {
  const file = userFile(stack);
  return file === undefined ? process.cwd() : findPackageRoot(dirname(file));
}

function checkRepository(url: string, line: SourceLine | undefined): Finding[] {
  const problem = gitUrlProblem(url, ['ssh://', 'https://']);
  return problem
    ? [{ rule: 'flux/source-url', severity: 'error', message: problem.message, fix: problem.fix, ...line }]
    : [];
}

function findings(problems: readonly Omit<Problem, 'at'>[], line: SourceLine | undefined): Finding[] {
  return problems.map(({ rule, message, fix }) => ({ rule, severity: 'error', message, fix, ...line }));
}
