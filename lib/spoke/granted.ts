import type { ClusterContract, Contract } from '../contract/contract';

/** Names of a contract's environments. */
export type EnvironmentOf<C extends Contract> = keyof C['environments'] & string;

/** What a contract says of the clusters of some environments, each on its own. */
export type PartsOf<C extends Contract, E extends string> = {
  [Name in E]: C['environments'][Name][keyof C['environments'][Name]];
}[E];

/** Names of the apps that a contract has anywhere. */
export type AppOf<C extends Contract> = KeyOfEach<PartsOf<C, EnvironmentOf<C>>['apps']>;

/** The environments in which an app is applied. */
export type EnvironmentOfApp<C extends Contract, A extends string> = {
  [E in EnvironmentOf<C>]: A extends KeyOfEach<PartsOf<C, E>['apps']> ? E : never;
}[EnvironmentOf<C>];

/** The parts on whose clusters an app is applied. */
export type PartsWith<Part extends ClusterContract, A extends string> = Part extends ClusterContract
  ? A extends keyof Part['apps']
    ? Part
    : never
  : never;

/** Names of the namespaces that a tenant has on every one of some clusters. */
export type NamespaceOf<Part extends ClusterContract> = keyof Part['namespaces'] & string;

/** A hostname, if it is granted on every one of some clusters once their variables are put in; else what it may be. */
export type Granted<Part extends ClusterContract, A extends string, H extends string> = [
  RefusedBy<Part, A, H>,
] extends [never]
  ? H
  : HostsOf<RefusedBy<Part, A, H>>;

/** Those of some clusters on which a hostname is not granted. */
type RefusedBy<Part extends ClusterContract, A extends string, H extends string> = Part extends ClusterContract
  ? Substituted<H, VariablesOf<Part, A>> extends HostsOf<Part>
    ? never
    : Part
  : never;

/** The hosts that a cluster's listeners answer for; below a wildcard any, but the wildcard itself too. */
type HostsOf<Part extends ClusterContract> = Below<Part['parents'][number]['hostnames'][number]>;

type Below<H extends string> = H extends `*.${infer Domain}` ? `${string}.${Domain}` : H;

type VariablesOf<Part extends ClusterContract, A extends string> = Part['apps'][A] extends {
  readonly variables: infer Values;
}
  ? Values
  : unknown;

type Substituted<T extends string, Values> = T extends `${infer Head}\${${infer Name}}${infer Tail}`
  ? Name extends keyof Values
    ? `${Head}${Values[Name] & string}${Substituted<Tail, Values>}`
    : T
  : T;

type KeyOfEach<T> = T extends unknown ? keyof T & string : never;
