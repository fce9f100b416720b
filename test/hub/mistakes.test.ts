import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Hub } from 'cdk8s-flux-hub';
import { renderHub } from 'cdk8s-flux-hub/testing';
import { expect, test } from 'vitest';
import { formatFindings } from '../../lib/report/format-findings';
import { hub as badInterval } from './mistakes/bad-interval';
import { hub as missingEnvironment } from './mistakes/missing-environment';
import { hub as missingReleaseFile } from './mistakes/missing-release-file';
import { hub as missingSecretFile } from './mistakes/missing-secret-file';
import { hub as misspeltField } from './mistakes/misspelt-field';
import { hub as newerKubernetes } from './mistakes/newer-kubernetes';
import { hub as noVersion } from './mistakes/no-version';
import { hub as reservedNamespace } from './mistakes/reserved-namespace';
import { hub as scpUrl } from './mistakes/scp-url';
import { hub as tenantTwice } from './mistakes/tenant-twice';
import { hub as twoClusters } from './mistakes/two-clusters';
import { hub as unknownDependency } from './mistakes/unknown-dependency';

/** What is printed of a hub; files are named from the folder of the hubs, which is their root. */
function printed(hub: Hub): string {
  return stripVTControlCharacters(formatFindings(renderHub(hub).findings));
}

test('a misspelt field is named, with the field that was meant', () => {
  expect(printed(misspeltField)).toBe(`\
✖ manifest/schema-violation  prod-eu
  Kustomization billing/api has the field spec.intervall, which Kustomization does not have.
    at  misspelt-field.ts:8   prod-eu/billing/api
  Fix: Did you mean interval?

1 error`);
});

test('a bad interval is shown, with what an interval looks like', () => {
  expect(printed(badInterval)).toBe(`\
✖ manifest/schema-violation  prod-eu
  Kustomization billing/api has spec.interval: "5 minutes".
    at  bad-interval.ts:8   prod-eu/billing/api
  Fix: Write a duration such as 5m or 90s; the units are ms, s, m, h.

1 error`);
});

test('a dependency on nothing is named, with the dependency that was meant', () => {
  expect(printed(unknownDependency)).toBe(`\
✖ flux/dependency-missing  prod-eu
  Kustomization billing/api depends on Kustomization billing/databse, which does not exist.
    at  unknown-dependency.ts:7   prod-eu/billing/api
  Fix: Did you mean database?

1 error`);
});

test('a tenant that is there twice is reported once, with the place of the first', () => {
  expect(printed(tenantTwice)).toBe(`\
✖ hub/name-taken  prod-eu
  There is a tenant billing already: made at tenant-twice.ts:7, and again at tenant-twice.ts:8.
    at  tenant-twice.ts:8   prod-eu/billing#2
  Fix: Give one of them another name, or remove it.

1 error`);
});

test('a reserved namespace is refused, with those that are reserved', () => {
  expect(printed(reservedNamespace)).toBe(`\
✖ tenancy/reserved-namespace  prod-eu
  Tenant monitoring asks for namespace kube-system, which belongs to the platform.
    at  reserved-namespace.ts:5   prod-eu/monitoring
  Fix: Give it namespaces of its own: \`namespaces: [ … ]\`. Reserved are default, flux-system and all that start with kube-.

1 error`);
});

test('a release that an environment lacks is reported with the line of the release file and of the code', () => {
  expect(printed(missingEnvironment)).toBe(`\
✖ releases/missing  prod-eu
  releases/billing.yaml:2: billing has no release for prod.
    at  missing-environment.ts:8   prod-eu
  Fix: Add it to releases/billing.yaml, which has staging, production.

1 error`);
});

test('a release file that is not there is reported with the one that was meant', () => {
  expect(printed(missingReleaseFile)).toBe(`\
✖ releases/missing  prod-eu
  There is no releases/biling.yaml, where the releases of biling would be.
    at  missing-release-file.ts:8   prod-eu
  Fix: Did you mean billing?

1 error`);
});

test('a secret file that is not there is reported once, with the one that was meant', () => {
  expect(printed(missingSecretFile)).toBe(`\
✖ secrets/file-missing  prod-eu
  Secret gti of billing is to come from secrets/prod-eu/billing/gti.yaml, which does not exist.
    at  missing-secret-file.ts:5   prod-eu/billing/source-billing
  Fix: Did you mean git?

1 error`);
});

test('an SSH URL in scp form is reported once, with the URL that Flux reads', () => {
  expect(printed(scpUrl)).toBe(`\
✖ flux/source-url  prod-eu
  git@github.com:acme/billing is the scp form of a Git URL, which Flux does not read.
    at  scp-url.ts:5   prod-eu/billing/source-billing
  Fix: Write ssh://git@github.com/acme/billing.

1 error`);
});

test('a cluster without versions is asked for both', () => {
  expect(printed(noVersion)).toBe(`\
✖ hub/cluster-version  prod-eu
  The cluster says no Kubernetes version.
    at  no-version.ts:6   prod-eu
  Fix: Give it its minor: \`kubernetes: '1.34'\`.

✖ hub/cluster-version  prod-eu
  The cluster says no Flux version.
    at  no-version.ts:6   prod-eu
  Fix: Give it a full version of Flux 2.7, 2.8, 2.9: \`flux: { version: '2.9.4' }\`.

2 errors`);
});

test('a Kubernetes that is newer than all that are known is told of, with the newest that is, and is rendered for', () => {
  expect(printed(newerKubernetes)).toBe(`\
▲ hub/newer-kubernetes  prod-eu
  The cluster says Kubernetes 1.99; the newest that is known is 1.34.
    at  newer-kubernetes.ts:10   prod-eu
  Fix: Update cdk8s-flux-hub, or correct the minor: what 1.34 serves is taken for what the cluster serves.

1 warning`);
});

const allAtOnce = `\
✖ tenancy/reserved-namespace  staging-eu, prod-eu
  Tenant search asks for namespace kube-search, which belongs to the platform.
    at  two-clusters.ts:17   staging-eu/search
  Fix: Give it namespaces of its own: \`namespaces: [ … ]\`. Reserved are default, flux-system and all that start with kube-.

✖ manifest/schema-violation  staging-eu, prod-eu
  Kustomization kube-search/api has spec.timeout: "-5m".
    at  two-clusters.ts:24   staging-eu/search/api
  Fix: Write a duration such as 5m or 90s; the units are ms, s, m, h.

✖ releases/missing  prod-eu
  releases/billing.yaml:2: billing has no release for prod.
    at  two-clusters.ts:9   prod-eu
  Fix: Add it to releases/billing.yaml, which has staging, production.

3 errors`;

test('all mistakes of all clusters are reported at once, each once', () => {
  expect(printed(twoClusters)).toBe(allAtOnce);
});

test('flux-hub synth prints the same, exits with 1 and leaves nothing behind', () => {
  const repo = resolve(__dirname, '..', '..');
  const folder = mkdtempSync(join(tmpdir(), 'mistakes-'));
  try {
    cpSync(join(__dirname, 'mistakes'), folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "name": "fleet" }\n');
    symlinkSync(join(repo, 'node_modules'), join(folder, 'node_modules'));
    const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(repo, 'bin', 'flux-hub.js'), 'synth', '--hub', 'two-clusters.ts'],
      { cwd: folder, encoding: 'utf8', env },
    );

    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: `${allAtOnce}\n` });
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
