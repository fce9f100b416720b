import { describe, expect, test } from 'vitest';
import { cluster, configMap, documents, type Files, kustomization, list, object, repo } from './fleet';
import { findingsOf } from './run';

const apps: Files = {
  'clusters/prod/apps.yaml': kustomization('apps', { path: './apps' }),
  'apps/a.yaml': configMap('a', {}, 'default'),
};

/** What is said of a repo as a whole, as `message (file)`. */
async function said(files: Files): Promise<string[]> {
  const found = await findingsOf(files);
  return found
    .filter(({ rule }) => rule.startsWith('repo/'))
    .map(({ rule, message, file }) => `${rule}: ${message} (${file})`);
}

test('nothing is said of a usual repo', async () => {
  expect(await said(repo(apps))).toEqual([]);
});

describe('repo/unreached-file', () => {
  test('says a folder that nothing reaches once, by its topmost name', async () => {
    const files = { 'old/a/x.yaml': configMap('x'), 'old/b/y.yaml': configMap('y') };

    expect(await said(repo({ ...apps, ...files }))).toEqual([
      'repo/unreached-file: old/ is read by no Flux Kustomization: 2 files with Kubernetes objects. (old/a/x.yaml)',
    ]);
  });

  test('names the list that a file was forgotten in', async () => {
    const files = { 'apps/kustomization.yaml': list('a.yaml'), 'apps/b.yaml': configMap('b') };

    expect(await said(repo({ ...apps, ...files }))).toEqual([
      'repo/unreached-file: apps/b.yaml is not listed in apps/kustomization.yaml, beside which it lies. (apps/b.yaml)',
    ]);
  });

  test('leaves out what nobody expects Flux to apply', async () => {
    const files = {
      'charts/web/Chart.yaml': 'name: web\n',
      'charts/web/templates/a.yaml': configMap('a'),
      'examples/a.yaml': configMap('a'),
      '.github/kind.yaml': configMap('kind'),
      'keys/a.yaml': `${configMap('a').trim()}\n---\napiVersion: v1\nkind: Secret\nsops: {}\n`,
    };

    expect(await said(repo({ ...apps, ...files }))).toEqual([]);
  });
});

describe('repo/owner-missing', () => {
  const unowned = { ...cluster, ...apps };

  test('says once that there is no CODEOWNERS', async () => {
    expect(await said(unowned)).toEqual(['repo/owner-missing: The repo has no CODEOWNERS file. (undefined)']);
  });

  test.each([
    ['.github/CODEOWNERS', '* @acme/platform'],
    ['docs/CODEOWNERS', '/clusters/ @acme/platform\n/apps @acme/apps'],
    ['.gitlab/CODEOWNERS', '[Platform] @acme/platform\n/clusters/\n/apps/'],
    ['CODEOWNERS', '# all\n*.yaml @acme/platform # of the platform'],
  ])('takes %s that names owners for all', async (path, text) => {
    expect(await said({ ...unowned, [path]: text })).toEqual([]);
  });

  test('says the folders that nobody owns, and those whose owner a later line takes away', async () => {
    const text = '* @acme/platform\n/apps/\n';

    expect(await said({ ...unowned, CODEOWNERS: text })).toEqual([
      'repo/owner-missing: apps/ has no owner in CODEOWNERS. (CODEOWNERS)',
    ]);
  });
});

describe('repo/source-code', () => {
  test('says where an application is built, once', async () => {
    const files = {
      'shop/pom.xml': '<project/>',
      'shop/api/pom.xml': '<project/>',
      'web/package.json': '{}',
      'web/Dockerfile': 'FROM node',
    };

    expect(await said(repo({ ...apps, ...files }))).toEqual([
      'repo/source-code: An application is built from shop/, as pom.xml says. (shop/pom.xml)',
      'repo/source-code: An application is built from web/, as package.json says. (web/package.json)',
    ]);
  });

  test('leaves out the tools of a platform team, a hub in TypeScript among them', async () => {
    const files = {
      'package.json': '{}',
      'hub.ts': '',
      'scripts/lint/go.mod': '',
      'scripts/lint/Dockerfile': '',
      'requirements.txt': '',
    };

    expect(await said(repo({ ...apps, ...files }))).toEqual([]);
  });
});

describe('repo/shared-path', () => {
  const sync = (path: string) =>
    documents(
      kustomization('flux-system', { path }),
      object('source.toolkit.fluxcd.io/v1', 'GitRepository', 'flux-system', 'flux-system', {
        spec: { interval: '1m', url: 'https://example.com/fleet', ref: { branch: 'main' } },
      }),
    );

  test('says that two clusters sync one folder', async () => {
    const files = {
      'clusters/prod/flux-system/gotk-sync.yaml': sync('./clusters/prod'),
      'clusters/copy/flux-system/gotk-sync.yaml': sync('./clusters/prod'),
    };

    expect(await said(repo({ ...apps, ...files }))).toContain(
      'repo/shared-path: clusters/prod/flux-system/gotk-sync.yaml syncs clusters/prod, as clusters/copy/flux-system/gotk-sync.yaml does. (clusters/prod/flux-system/gotk-sync.yaml)',
    );
  });

  test('says that the folder of one cluster holds that of another', async () => {
    const files = {
      'clusters/prod/flux-system/gotk-sync.yaml': sync('./clusters/prod'),
      'clusters/flux-system/gotk-sync.yaml': sync('./clusters'),
    };

    expect(await said(repo({ ...apps, ...files }))).toContain(
      'repo/shared-path: Cluster clusters applies clusters, in which the folder of cluster prod lies. (clusters/flux-system/gotk-sync.yaml)',
    );
  });
});

test('repo/second-flux says that a cluster has two', async () => {
  const controller = (namespace: string) =>
    `${JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'source-controller', namespace, labels: { 'app.kubernetes.io/part-of': 'flux' } },
      spec: {
        selector: { matchLabels: { app: 'a' } },
        template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'manager', image: 'a:1' }] } },
      },
    })}\n`;
  const files = { 'apps/one.yaml': controller('flux-system'), 'apps/two.yaml': controller('team-flux') };

  expect(await said(repo({ ...apps, ...files }))).toEqual([
    'repo/second-flux: Deployment team-flux/source-controller installs Flux on cluster prod, as Deployment flux-system/source-controller does. (apps/two.yaml)',
  ]);
});

test('repo/workload-in-cluster-folder says what lies there besides what points elsewhere', async () => {
  const files = { 'clusters/prod/settings.yaml': configMap('settings', {}, 'default') };

  expect(await said(repo({ ...apps, ...files }))).toEqual([
    'repo/workload-in-cluster-folder: ConfigMap default/settings lies in clusters/prod, the folder of cluster prod. (clusters/prod/settings.yaml)',
  ]);
});
