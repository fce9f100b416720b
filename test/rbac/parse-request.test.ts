import { expect, test } from 'vitest';
import { parseRequest } from '../../lib/rbac/parse-request';

test.each([
  ['secrets', {}, { group: '', resource: 'secrets' }],
  ['deployments', {}, { group: 'apps', resource: 'deployments' }],
  ['deployment', {}, { group: 'apps', resource: 'deployments' }],
  ['ClusterRoleBinding', {}, { group: 'rbac.authorization.k8s.io', resource: 'clusterrolebindings' }],
  ['kustomizations', {}, { group: 'kustomize.toolkit.fluxcd.io', resource: 'kustomizations' }],
  ['widgets.example.com/one', {}, { group: 'example.com', resource: 'widgets', name: 'one' }],
  ['pods/web', { subresource: 'exec' }, { group: '', resource: 'pods/exec', name: 'web' }],
  ['events', {}, { group: '', resource: 'events' }],
  ['users/ann', {}, { group: '', resource: 'users', name: 'ann' }],
  ['*', {}, { group: '', resource: '*' }],
])('%s is a resource', (words, scope, request) => {
  expect(parseRequest('get', words, scope)).toEqual({ request: { verb: 'get', ...request } });
});

test('a path is a URL', () => {
  expect(parseRequest('get', '/healthz')).toEqual({ request: { verb: 'get', path: '/healthz' } });
});

test('what lives in no namespace is asked for in none, and a Namespace in itself', () => {
  const namespaceOf = (words: string) => parseRequest('get', words, { namespace: 'billing' }).request;

  expect(namespaceOf('secrets')).toMatchObject({ namespace: 'billing' });
  expect(namespaceOf('nodes')).toMatchObject({ namespace: undefined });
  expect(namespaceOf('namespaces')).toMatchObject({ namespace: undefined });
  expect(namespaceOf('namespaces/search')).toMatchObject({ namespace: 'search', name: 'search' });
});

test('a kind that nobody here knows is doubted, unless its group is said', () => {
  expect(parseRequest('get', 'widgets').doubt).toMatch(/^No kind widgets is known here/);
  expect(parseRequest('get', 'pod').doubt).toBeUndefined();
  expect(parseRequest('get', 'pdos').doubt).toContain('Did you mean pods?');
  expect(parseRequest('get', 'widgets.example.com').doubt).toBeUndefined();
});
