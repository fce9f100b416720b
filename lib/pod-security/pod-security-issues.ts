import type { Manifest } from '../manifest/manifest';
import { podOf } from '../manifest/pod';
import type { Issue } from './control';
import { controlsOf } from './controls';
import type { PodSecurity } from './level';

/** What a namespace holds its Pods to. */
export interface Standard {
  readonly level: PodSecurity;
  /** Kubernetes minor, `1.34`, or as a label says it, `v1.34` or `latest`. @default 'latest' */
  readonly version?: string;
}

/** A field that a control refuses, in the object that it stands in. */
export interface PodSecurityIssue extends Issue {
  /** Id of the control. */
  readonly control: string;
}

/**
 * What an object's Pods have against a level of the Pod Security Standards: the verdict of Pod Security Admission, for what
 * the API server makes of the object. Workloads are judged by the Pods they make, which are refused later than they are.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function podSecurityIssues(manifest: Manifest, { level, version = 'latest' }: Standard): PodSecurityIssue[] {
  const pod = podOf(manifest);
  if (pod === undefined) return [];
  const minor = minorOf(version);
  return controlsOf(level, minor).flatMap((control) =>
    [...control.check(pod, minor)].map((issue) => ({ control: control.id, ...issue })),
  );
}

/** 34 of `1.34`; what is no version counts as the latest. */
function minorOf(version: string): number {
  return Number(/^v?1\.(\d+)/.exec(version)?.[1] ?? Number.POSITIVE_INFINITY);
}
