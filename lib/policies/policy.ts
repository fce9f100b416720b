/** What is done with an object. */
export type Operation = 'CREATE' | 'UPDATE' | 'DELETE';

/** Kinds of an API group, or of several, that a policy is about. */
export interface PolicyResources {
  /** API groups; the empty string for the core group. */
  readonly groups: readonly string[];
  /** Versions that they have or had; `*` for any, which the API server checks no types for. */
  readonly versions: readonly string[];
  /** Plurals by kind; `{ '*': '*' }` for every kind. */
  readonly kinds: Readonly<Record<string, string>>;
}

/** One rule that the API server holds requests against, for whichever engine evaluates it. */
export interface AdmissionPolicy {
  /** Name of its objects. */
  readonly name: `flux-hub-${string}`;
  /** What it refuses, as a phrase. */
  readonly title: string;
  /** What would come of it, as sentences. */
  readonly why: string;
  readonly resources: readonly PolicyResources[];
  readonly operations: readonly Operation[];
  /** Where: in tenants' namespaces, or everywhere; what lies in no namespace is only met everywhere. */
  readonly where: 'tenant-namespaces' | 'everywhere';
  /** Labels of the objects that it is about. @default - whatever labels they have */
  readonly labels?: Readonly<Record<string, string>>;
  /** Whose requests: `others` leaves out those of platform accounts, as the hub's rules have seen what they apply. */
  readonly asks: 'everybody' | 'others';
  /** CEL over `object`, `oldObject`, `request` and `namespaceObject`; what it does not hold for is refused. */
  readonly expression: string;
  /** What who is refused is told. */
  readonly message: string;
}

/** The operations that bring something new. */
export const writes: readonly Operation[] = ['CREATE', 'UPDATE'];
