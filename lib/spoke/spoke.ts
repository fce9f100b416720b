import { App } from 'cdk8s';
import type { Contract } from '../contract/contract';
import { didYouMean } from '../manifest/similar';
import { refuseMisspelt } from '../mistake/misspelt-property';
import { Mistake } from '../mistake/mistake';
import { requireProperties } from '../mistake/required';
import { sentence } from '../mistake/sentence';
import { tellUncaught } from '../origin/uncaught';
import { userLine } from '../origin/user-line';
import { findPackageRoot } from '../package-root';
import { plural } from '../report/plural';
import type { AppOf, EnvironmentOf, EnvironmentOfApp, PartsOf, PartsWith } from './granted';
import { byPath, type Place, placesOf } from './place';
import { renderFolder } from './render-folder';
import { SpokeError } from './spoke-error';
import { CheckedFolder, type FolderOf } from './spoke-folder';
import { formatProblems, type SpokeProblem } from './spoke-problem';
import { writeFiles } from './write-files';

/** What a spoke is made of. */
export interface SpokeProps<C extends Contract> {
  /** What the hub gives: import it from the `.ts` file that the hub writes. */
  readonly contract: C;
  /** Absolute path of the spoke repo's root. @default - the nearest folder with a package.json, from the working folder */
  readonly root?: string;
}

const properties = { contract: true, root: true } satisfies Record<keyof SpokeProps<Contract>, true>;

/** Fills the folders of an app that depends on no environment. */
export type FillAll<C extends Contract, A extends string> = (
  folder: FolderOf<PartsWith<PartsOf<C, EnvironmentOf<C>>, A>, A>,
) => void;

/** Fills the folders of an app, with a function for each environment that it is applied in. */
export type FillEach<C extends Contract, A extends string> = {
  readonly [E in EnvironmentOfApp<C, A>]: (folder: FolderOf<PartsWith<PartsOf<C, E>, A>, A>) => void;
};

/** A file of a spoke by its path in the repo. */
export type SpokeFiles = ReadonlyMap<string, string | Uint8Array>;

/** A tenant's own repo: its apps, rendered into the folders that the hub's Flux applies. */
export class Spoke<const C extends Contract> {
  private readonly contract: C;
  private readonly root: string;
  private readonly tree = new App();
  private readonly folders = new Map<string, CheckedFolder>();
  /** Folders that what fills them has not come to the end of. */
  private readonly halfFilled = new Set<CheckedFolder>();
  private readonly mistakes: SpokeProblem[] = [];
  /** Names of the apps that it was to fill, whether there are such or not. */
  private readonly asked = new Set<string>();
  private readonly call: Call = new Error();

  constructor(props: SpokeProps<C>) {
    const { contract, root = findPackageRoot(process.cwd()) } = props ?? {};
    tellUncaught({ name: 'spoke', makes: 'new Spoke({ … })' }, userLine(this.call.stack, root), root);
    refuseMisspelt('The spoke', props, properties);
    requireProperties('The spoke', props, { contract: 'contract' });
    this.contract = contract;
    this.root = root;
  }

  /**
   * Fills the folders of an app; what fills them is called once for each folder.
   * @param name of the hub's Flux Kustomization
   * @param fill a function for each environment, or one for all where nothing depends on the environment
   */
  app<const A extends AppOf<C>>(name: A, fill: FillEach<C, A> | FillAll<C, A>): void {
    const call: Call = new Error();
    const all = placesOf(this.contract, name);
    this.asked.add(name);
    if (all.length === 0) this.reportUnknown(name, call);
    else if (typeof fill === 'function') this.fill(name, all, fill as Fill, call);
    else this.fillEach(name, all, (fill ?? {}) as Readonly<Record<string, Fill>>, call);
  }

  /**
   * The files of every folder, without writing any.
   * @throws SpokeError with everything that is wrong
   */
  files(): SpokeFiles {
    const folders = [...this.folders.values()].filter((folder) => !this.halfFilled.has(folder));
    const rendered = folders.map((folder) => renderFolder(folder, this.contract.tenant, this.root));
    const problems = [...this.mistakes, ...this.unfilled(), ...rendered.flatMap((each) => each.problems)];
    if (problems.length > 0) throw new SpokeError(problems);
    return new Map(rendered.flatMap(({ files }) => [...files]));
  }

  /**
   * Brings the folders of the repo to what is rendered, and `CDK8S_OUTDIR` where cdk8s asks for it: writes what changed, deletes what
   * it wrote before and renders no more. Prints to stderr how much that is; or what is wrong, then writes nothing and sets the exit code
   * to 1.
   * @throws where the file system refuses
   */
  synth(): void {
    try {
      const files = this.files();
      const { CDK8S_OUTDIR: outdir } = process.env;
      if (outdir !== undefined) writeFiles(outdir, [], files);
      const { written, deleted } = writeFiles(this.root, [...this.folders.keys()], files);
      const changed = written + deleted === 0 ? 'no changes' : `${written} written, ${deleted} deleted`;
      process.stderr.write(`${plural(files.size, 'file')} in ${plural(this.folders.size, 'folder')}: ${changed}\n`);
    } catch (error) {
      if (!(error instanceof SpokeError)) throw error;
      process.stderr.write(`${formatProblems(error.problems)}\n`);
      process.exitCode = 1;
    }
  }

  private fillEach(name: string, all: readonly Place[], fills: Readonly<Record<string, Fill>>, call: Call): void {
    const known = [...new Set(all.map(({ environment }) => environment))];
    const unknown = Object.keys(fills).filter((environment) => !known.includes(environment));
    for (const environment of known) {
      const each = fills[environment];
      if (each)
        this.fill(
          name,
          all.filter((place) => place.environment === environment),
          each,
          call,
        );
      else if (!isMeant(environment, unknown))
        this.report(call, {
          message: `Nothing fills app ${name} of ${environment}.`,
          fix: `Give it a function: { ${environment}: (folder) => { … } }.`,
        });
    }
    const unfilled = known.filter((environment) => !fills[environment]);
    for (const environment of unknown)
      this.report(call, {
        message: `The contract has no app ${name} in ${environment}.`,
        fix: didYouMean(environment, unfilled, `Leave ${environment} out, or ask the platform team for it.`),
      });
  }

  private fill(name: string, places: readonly Place[], fill: Fill, call: Call): void {
    for (const [path, here] of byPath(places)) {
      const before = this.folders.get(path);
      if (before) {
        this.report(call, alsoFilled(before, name, here));
        continue;
      }
      const folder = new CheckedFolder(this.tree, path || '.', name, here);
      this.folders.set(path, folder);
      if (!this.collect(() => fill(folder))) this.halfFilled.add(folder);
    }
  }

  /** What one folder asks for wrongly is said together with what is wrong in the others. @returns whether nothing is */
  private collect(run: () => void): boolean {
    try {
      run();
      return true;
    } catch (error) {
      if (error instanceof SpokeError) for (const problem of error.problems) this.report(error, problem);
      else if (error instanceof Mistake) this.report(error, { message: error.message, fix: error.fix });
      else if (error instanceof Error && takenId(error) !== undefined)
        this.report(error, {
          message: `Two constructs of one scope have the id ${takenId(error)}.`,
          fix: 'Give this one another id: it is the second argument.',
        });
      else if (error instanceof TypeError)
        this.report(error, {
          message: `The code fails: ${sentence(error)}`,
          fix: 'Compile it, with `tsc`: that says what is of a wrong type.',
        });
      else throw error;
      return false;
    }
  }

  /** Collected rather than thrown, so that all mistakes are reported at once. */
  private report(call: Call, problem: SpokeProblem): void {
    this.mistakes.push({ ...userLine(call.stack, this.root), ...problem });
  }

  private reportUnknown(app: string, call: Call): void {
    const clusters = Object.values(this.contract.environments).flatMap((each) => Object.values(each));
    const known = new Set(clusters.flatMap(({ apps }) => Object.keys(apps)));
    this.report(call, {
      message: `The contract of ${this.contract.tenant} has no app ${app}.`,
      fix: didYouMean(app, [...known]),
    });
  }

  /** Folders that the hub applies from this repo, as it does those that are filled, and that nothing fills. */
  private unfilled(): SpokeProblem[] {
    const filled = [...this.folders.values()];
    const unknown = [...this.asked].filter((name) => placesOf(this.contract, name).length === 0);
    const sources = new Set(filled.flatMap(({ places }) => places.map(({ app }) => app.source)));
    const apps = Object.values(this.contract.environments)
      .flatMap((clusters) => Object.values(clusters))
      .flatMap(({ apps: each }) => Object.entries(each))
      .filter(([name, { source }]) => sources.has(source) && !this.asked.has(name))
      .map(([name]) => name)
      .filter((name) => !isMeant(name, unknown));
    return [...new Set(apps)].map((name) => ({
      message: `The hub applies app ${name}, and nothing fills it.`,
      fix: `Add spoke.app('${name}', …).`,
      ...userLine(this.call.stack, this.root),
    }));
  }
}

type Fill = (folder: CheckedFolder) => void;

/** The raw stack of what a user's code called. */
type Call = Pick<Error, 'stack'>;

/** Whether a name is what somebody misspelt, of which all is said then. */
function isMeant(name: string, misspelt: readonly string[]): boolean {
  return misspelt.some((each) => didYouMean(each, [name], '') !== '');
}

/** The id of a construct that was there already: `constructs` tells it in words alone. */
function takenId({ message }: Error): string | undefined {
  return /^There is already a Construct with name '(.*?)' in /.exec(message)?.[1];
}

function alsoFilled(before: CheckedFolder, name: string, places: readonly Place[]): SpokeProblem {
  const path = before.path || '.';
  const environments = [...before.environments, ...places.map(({ environment }) => environment)];
  if (before.app !== name)
    return {
      message: `Apps ${before.app} and ${name} are both applied from ${path}, and only one of them can fill it.`,
      fix: 'Fill one of them, or ask the platform team for a folder each.',
    };
  return {
    message: `App ${name} is applied from ${path} in ${[...new Set(environments)].join(' and ')}.`,
    fix: 'Fill it by one function for all environments.',
  };
}
