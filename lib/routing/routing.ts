import type { Manifest } from '../manifest/manifest';
import type { ResolvedReason } from './backend-refs';
import type { CertificateIssue } from './certificate-refs';
import type { Route, RouteKind } from './gateway-objects';
import type { Hostname } from './hostname';
import type { Listener, ListenerIssue } from './listener';
import type { ConflictReason } from './listener-conflicts';

/** Who attaches to what on a cluster, in the words of the Gateway API. */
export interface Routing {
  /** In the order of the manifests. */
  readonly routes: readonly (RouteVerdict<RouteKind> & { readonly manifest: Route })[];
  /** The ListenerSets, each with the one Gateway that it attaches to. */
  readonly listenerSets: readonly RouteVerdict<'ListenerSet'>[];
  /** Of each Gateway, then of its ListenerSets in order of precedence; last those of ListenerSets that are on no Gateway. */
  readonly listeners: readonly ListenerVerdict[];
}

/** What becomes of a Route, or of a ListenerSet. */
export interface RouteVerdict<Kind extends RouteKind | 'ListenerSet' = RouteKind | 'ListenerSet'> {
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
  /** One for each `parentRef`, in their order. */
  readonly parents: readonly ParentVerdict[];
  readonly manifest: Manifest;
}

/**
 * Why a Route is attached, or is not. `HostnameConflict`: of a HTTPRoute and a GRPCRoute with a host in common on one listener, the
 * other one is accepted.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#routeconditionreason
 */
export type RouteReason =
  | 'Accepted'
  | 'NoMatchingParent'
  | 'NotAllowedByListeners'
  | 'NoMatchingListenerHostname'
  | 'HostnameConflict';

/** Why a ListenerSet is on its Gateway, or is not. */
export type ListenerSetReason = 'Accepted' | 'NotAllowed' | 'ParentNotAccepted' | 'ListenersNotValid';

/** What becomes of one `parentRef`. */
export interface ParentVerdict {
  /** As it is written. */
  readonly parentRef: unknown;
  /** The Gateway or ListenerSet; undefined where it is not among the manifests, or is of another kind. */
  readonly parent: Manifest | undefined;
  readonly accepted: boolean;
  readonly reason: RouteReason | ListenerSetReason;
  /** The listeners that accept it, and for which hosts each does. */
  readonly attached: readonly Attachment[];
  /** Null where it cannot be known. */
  readonly resolvedRefs: boolean | null;
  readonly resolvedReason: ResolvedReason | CertificateIssue;
}

/** A Route on a listener. */
export interface Attachment {
  readonly listener: Listener;
  /** Those that both have; none for TCP and UDP. */
  readonly hostnames: readonly Hostname[];
}

/** Why a listener serves, or does not. `OverlappingHostnames` is a warning: it does. */
export type ListenerReason =
  | 'Accepted'
  | 'OverlappingHostnames'
  | ConflictReason
  | 'NotAllowed'
  | 'ParentNotAccepted'
  | ListenerIssue
  | CertificateIssue;

/** What becomes of a listener. */
export interface ListenerVerdict {
  readonly listener: Listener;
  /** Whether it cannot be told from another one, and so serves nothing. */
  readonly conflicted: boolean;
  readonly reason: ListenerReason;
  /** How many Routes attach to it, be it conflicted or not. */
  readonly attachedRoutes: number;
}
