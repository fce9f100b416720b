import type { PolicyRule } from './policy-rule';

/**
 * The rules of a role, as words with spaces between them: verbs, API groups and resources, and the names where there are
 * some; or verbs and URL paths. `core` is the core group.
 */
export type RoleWords = readonly (
  | readonly [verbs: string, urls: string]
  | readonly [verbs: string, groups: string, resources: string, names?: string]
)[];

/** Rules as Kubernetes has them. */
export function rulesIn(words: RoleWords): PolicyRule[] {
  return words.map(([verbs, groupsOrUrls, resources, names = '']) =>
    resources === undefined
      ? { ...nothing, verbs: verbs.split(' '), nonResourceURLs: groupsOrUrls.split(' ') }
      : {
          ...nothing,
          verbs: verbs.split(' '),
          apiGroups: groupsOrUrls.split(' ').map((group) => (group === 'core' ? '' : group)),
          resources: resources.split(' '),
          resourceNames: names === '' ? [] : names.split(' '),
        },
  );
}

const nothing: PolicyRule = { verbs: [], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [] };
