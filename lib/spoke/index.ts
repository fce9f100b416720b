export type { BuildContract } from '../contract/build-contract';
export type {
  AppContract,
  ClusterContract,
  Contract,
  FluxContract,
  NamespaceContract,
  NetworkContract,
  ParentContract,
} from '../contract/contract';
export { NetworkPeer, type NetworkPeerProps, type NetworkPort } from '../tenancy/network';
export type { GrantedHostname, RouteParent } from './granted-hostname';
export { Probes } from './probes';
export { type FillAll, type FillEach, Spoke, type SpokeFiles, type SpokeProps } from './spoke';
export { type Amount, SpokeApp, type SpokeAppProps } from './spoke-app';
export { SpokeError } from './spoke-error';
export { type FolderOf, type Generator, type GeneratorProps, SpokeFolder, SpokeScope } from './spoke-folder';
export type { SpokeProblem } from './spoke-problem';
export { SpokeRoute, type SpokeRouteProps } from './spoke-route';
