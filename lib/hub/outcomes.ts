import { type Finding, hasErrors } from '../manifest/finding';
import type { ClusterOutcome } from './render-share';
import type { SynthesizedCluster } from './synth';
import { TenantContracts } from './tenant-contracts';

/** What a cluster came to, as the rest of the fleet needs it: its contracts are thousands, and gathered by tenant. */
export type OutcomeInFleet = Omit<ClusterOutcome, 'contracts'>;

/** Puts what clusters came to into the order of the hub, whichever is done first. */
export class Outcomes {
  /** The clusters before the first error. */
  readonly clusters: SynthesizedCluster[] = [];
  /** What every cluster came to, up to the first that is missing. */
  readonly outcomes: OutcomeInFleet[] = [];
  /** What tenants have on the clusters, whichever came first. */
  readonly contracts = new TenantContracts();
  /** What is to be said of the hub, and of every cluster up to the first that is missing. */
  readonly findings: Finding[];
  private readonly taken = new Map<string, OutcomeInFleet>();
  private sound: boolean;

  constructor(
    private readonly names: readonly string[],
    findings: readonly Finding[],
    private readonly onCluster: ((cluster: SynthesizedCluster) => void) | undefined,
  ) {
    this.findings = [...findings];
    this.sound = !hasErrors(findings);
  }

  /** Names of the clusters of which nothing is known yet. */
  get missing(): readonly string[] {
    return this.names.filter((name) => !this.taken.has(name));
  }

  /** Takes what one cluster came to, and goes on with those that waited for it. */
  take({ contracts, ...outcome }: ClusterOutcome): void {
    const { name: cluster, environment } = outcome;
    for (const part of contracts) this.contracts.add({ cluster, environment }, part);
    this.taken.set(outcome.name, outcome);
    for (let next = this.next(); next; next = this.next()) this.add(next);
  }

  private next(): OutcomeInFleet | undefined {
    return this.taken.get(this.names[this.outcomes.length] ?? '');
  }

  private add(outcome: OutcomeInFleet): void {
    const { name, environment, objects, files, milliseconds, findings } = outcome;
    this.outcomes.push(outcome);
    this.findings.push(...findings);
    this.sound &&= !hasErrors(findings);
    if (!this.sound) return;
    const cluster = { name, environment, objects, files, milliseconds };
    this.clusters.push(cluster);
    this.onCluster?.(cluster);
  }
}
