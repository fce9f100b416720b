/** What limits the objects of a namespace: a contract's word on it has this shape. */
export interface NamespaceLimits {
  /** `hard` of its ResourceQuotas, the least of each resource: `{ 'requests.cpu': '10' }`. */
  readonly quota: Readonly<Record<string, string>>;
  readonly containerDefaults: ContainerDefaults;
}

/** What LimitRanges give to containers that say nothing themselves. @see https://kubernetes.io/docs/concepts/policy/limit-range/ */
export interface ContainerDefaults {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}
