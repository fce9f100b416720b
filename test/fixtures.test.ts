import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { authorizedKey } from './fixtures/deploy-key';
import { readIdentity, sealFleetSecrets } from './fixtures/fleet-secrets';
import { fromYaml, open, type PlainSecret, type SealedSecret, seal, toYaml } from './fixtures/sops';

const ROOT = join(__dirname, '..');
const IDENTITY_FILE = 'test/fixtures/sops-age.agekey';
const DEPLOY_KEYS_FILE = 'test/fixtures/deploy-keys.pub';

const identity = readIdentity(join(ROOT, IDENTITY_FILE));
const files = sealedFiles(ROOT);

/** 32 bytes of nonce and 16 of tag, in base64. */
const SEALED_VALUE = /^ENC\[AES256_GCM,data:[^,]+,iv:[^,]{44},tag:[^,]{24},type:str\]$/;

const DEPLOY_KEYS = ['prod-eu/billing', 'prod-us/billing', 'staging-eu/billing'];

test('the example fleet has these sealed secrets', () => {
  expect(files).toEqual([
    'secrets/prod-eu/billing/git.yaml',
    'secrets/prod-eu/payments/git-https.yaml',
    'secrets/prod-us/billing/git.yaml',
    'secrets/prod-us/search/cosign.yaml',
    'secrets/staging-eu/billing/git.yaml',
    'secrets/staging-eu/payments/git-https.yaml',
    'secrets/staging-eu/search/cosign.yaml',
  ]);
});

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const sealed = fromYaml(text);
  const [, cluster, tenant, name] = /^secrets\/(.+)\/(.+)\/(.+)\.yaml$/.exec(file) ?? [];

  test("is a Secret of its tenant's namespace, named after the file", () => {
    expect(sealed).toMatchObject({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: tenant },
      type: 'Opaque',
    });
    expect(Object.keys(sealed)).toEqual(['apiVersion', 'kind', 'metadata', 'type', 'stringData', 'sops']);
  });

  test('opens with the fixture identity, and nothing of what it hides is in the file', async () => {
    const { stringData } = await open(sealed, identity);

    for (const [key, value] of Object.entries(stringData)) {
      expect(sealed.stringData[key]).toMatch(SEALED_VALUE);
      for (const line of value.trim().split('\n')) expect(text).not.toContain(line);
    }
  });

  test('no other identity opens it', async () => {
    await expect(open(sealed, await generateX25519Identity())).rejects.toThrow();
  });

  test('is sealed as the first matching rule of .sops.yaml says', async () => {
    const { creation_rules } = parse(readFileSync(join(ROOT, '.sops.yaml'), 'utf8')) as { creation_rules: Rule[] };
    const rule = creation_rules.find(({ path_regex }) => new RegExp(path_regex).test(file));

    expect(rule).toEqual({
      path_regex: `^secrets/${cluster}/`,
      encrypted_regex: sealed.sops.encrypted_regex,
      mac_only_encrypted: sealed.sops.mac_only_encrypted,
      age: sealed.sops.age[0].recipient,
    });
    expect(sealed.sops.age).toHaveLength(1);
    expect(sealed.sops.age[0].recipient).toBe(await identityToRecipient(identity));
  });

  test('is written as sealing would write it', () => {
    expect(toYaml(sealed)).toBe(text);
  });
});

test.each(DEPLOY_KEYS)('the deploy key of %s signs what its line in deploy-keys.pub verifies', async (owner) => {
  const { stringData } = await opened(`secrets/${owner}/git.yaml`);
  const privateKey = createPrivateKey(stringData.identity ?? '');
  const line = publicLines().find((candidate) => candidate.endsWith(` ${owner}`));
  const publicKey = publicKeyOf(line ?? '');

  expect(Object.keys(stringData)).toEqual(['identity', 'identity.pub', 'known_hosts']);
  expect(privateKey.asymmetricKeyType).toBe('ed25519');
  expect(stringData.identity).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  expect(stringData['identity.pub']).toBe(`${line}\n`);
  expect(`${authorizedKey(createPublicKey(privateKey))} ${owner}`).toBe(line);
  expect(verify(null, Buffer.from('nonce'), publicKey, sign(null, Buffer.from('nonce'), privateKey))).toBe(true);
  expect(stringData.known_hosts).toMatch(/^github\.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI\S+\n$/);
});

test('each cluster has a deploy key of its own, and deploy-keys.pub lists no other', () => {
  expect(
    publicLines()
      .map((line) => line.split(' ')[2])
      .sort(),
  ).toEqual(DEPLOY_KEYS);
  expect(new Set(publicLines().map((line) => line.split(' ')[1])).size).toBe(3);
});

test.each(['prod-eu', 'staging-eu'])('payments logs in over HTTPS on %s', async (cluster) => {
  const { stringData } = await opened(`secrets/${cluster}/payments/git-https.yaml`);

  expect(stringData).toEqual({ username: 'payments-flux', password: expect.stringMatching(/^[\w-]{32}$/) });
});

test.each(['prod-us', 'staging-eu'])('search verifies with a P-256 public key on %s', async (cluster) => {
  const { stringData } = await opened(`secrets/${cluster}/search/cosign.yaml`);

  expect(Object.keys(stringData)).toEqual(['cosign.pub']);
  expect(stringData['cosign.pub']).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  expect(createPublicKey(stringData['cosign.pub'] ?? '').asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
});

test('the identity file says whose it is and that it protects nothing', async () => {
  const text = readFileSync(join(ROOT, IDENTITY_FILE), 'utf8');

  expect(text).toContain(`\n# public key: ${await identityToRecipient(identity)}\n`);
  expect(text).toContain('for the example fleet and the tests only');
  expect(text).toContain('protects nothing');
});

describe('a sealed Secret', () => {
  const plain: PlainSecret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'git', namespace: 'billing' },
    type: 'Opaque',
    stringData: { a: 'first', b: 'second' },
  };
  const sealedWith = async (stringData: Record<string, string>): Promise<SealedSecret> =>
    seal({ ...plain, stringData }, await identityToRecipient(identity), new Date(0));

  test('hides every value that is not empty, and comes back from its file whole', async () => {
    const key = fc.stringMatching(/^[-._a-zA-Z0-9]{1,12}$/);
    const values = fc.dictionary(key, fc.string({ unit: 'binary' }), { noNullPrototype: true });

    await fc.assert(
      fc.asyncProperty(values, async (stringData) => {
        const sealed = await sealedWith(stringData);
        for (const [key, value] of Object.entries(stringData))
          expect(sealed.stringData[key]).toMatch(value === '' ? /^$/ : SEALED_VALUE);
        expect(await open(fromYaml(toYaml(sealed)), identity)).toEqual({ ...plain, stringData });
      }),
      { numRuns: 50 },
    );
  });

  test('does not open once a value is swapped, dropped, reordered, put in the clear or redated', async () => {
    const sealed = await sealedWith(plain.stringData);
    const { a = '', b = '' } = sealed.stringData;
    const broken: Record<string, SealedSecret> = {
      swapped: { ...sealed, stringData: { a: b, b: a } },
      dropped: { ...sealed, stringData: { a } },
      reordered: { ...sealed, stringData: { b, a } },
      clear: { ...sealed, stringData: { a: 'first', b } },
      redated: { ...sealed, sops: { ...sealed.sops, lastmodified: '1970-01-01T00:00:01Z' } },
    };

    const reasons: Record<string, string> = {};
    for (const [how, secret] of Object.entries(broken)) {
      reasons[how] = await open(secret, identity).then(
        () => 'opened',
        (error: Error) => error.message,
      );
    }

    expect(reasons).toEqual({
      swapped: 'Unsupported state or unable to authenticate data',
      dropped: 'MAC mismatch',
      reordered: 'MAC mismatch',
      clear: 'stringData:a: is not encrypted',
      redated: 'Unsupported state or unable to authenticate data',
    });
  });

  test('still opens after its labels changed', async () => {
    const sealed = await sealedWith(plain.stringData);
    const labelled = { ...sealed, metadata: { ...sealed.metadata, labels: { team: 'billing' } } };

    expect((await open(labelled, identity)).stringData).toEqual(plain.stringData);
  });
});

describe('sealing the fleet', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'fleet-'));
    mkdirSync(join(root, 'test/fixtures'), { recursive: true });
    cpSync(join(ROOT, IDENTITY_FILE), join(root, IDENTITY_FILE));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('makes every file that the repo has, and the public halves beside them', async () => {
    const outcomes = await sealFleetSecrets(root, { force: false });

    expect(sealedFiles(root)).toEqual(files);
    expect(outcomes.map(({ file }) => file).sort()).toEqual(files);
    expect(new Set(outcomes.map(({ action }) => action))).toEqual(new Set(['sealed']));
    expect(readFileSync(join(root, DEPLOY_KEYS_FILE), 'utf8')).toMatch(/^(ssh-ed25519 \S+ \S+\/billing\n){3}$/);
  });

  test('leaves what is there as it is, and makes only what is missing', async () => {
    const [missing = '', ...others] = files;
    cpSync(join(ROOT, 'secrets'), join(root, 'secrets'), { recursive: true });
    rmSync(join(root, missing));

    const outcomes = await sealFleetSecrets(root, { force: false });

    expect(outcomes.filter(({ action }) => action === 'sealed').map(({ file }) => file)).toEqual([missing]);
    expect(contents(root, others)).toEqual(contents(ROOT, others));
  });

  test('changes nothing where nothing is missing', async () => {
    cpSync(join(ROOT, 'secrets'), join(root, 'secrets'), { recursive: true });

    await sealFleetSecrets(root, { force: false });

    expect(contents(root, [...files, DEPLOY_KEYS_FILE])).toEqual(contents(ROOT, [...files, DEPLOY_KEYS_FILE]));
  });

  test('replaces every file when forced', async () => {
    cpSync(join(ROOT, 'secrets'), join(root, 'secrets'), { recursive: true });

    await sealFleetSecrets(root, { force: true });

    const unchanged = files.filter((file) => contents(root, [file])[0] === contents(ROOT, [file])[0]);
    expect(unchanged).toEqual([]);
  });

  test('refuses to replace a file that does not open, unless forced', async () => {
    cpSync(join(ROOT, 'secrets'), join(root, 'secrets'), { recursive: true });
    const [file = ''] = files;
    const foreign = await seal(
      await opened(file),
      await identityToRecipient(await generateX25519Identity()),
      new Date(0),
    );
    writeFileSync(join(root, file), toYaml(foreign));

    await expect(sealFleetSecrets(root, { force: false })).rejects.toThrow(
      `${join(root, file)} does not open with this identity. Delete it, or force, to seal a new one.`,
    );
    expect(contents(root, [file])).toEqual([toYaml(foreign)]);
    await expect(sealFleetSecrets(root, { force: true })).resolves.toHaveLength(files.length);
  });
});

interface Rule {
  readonly path_regex: string;
  readonly encrypted_regex: string;
  readonly mac_only_encrypted: boolean;
  readonly age: string;
}

function sealedFiles(root: string): string[] {
  return readdirSync(join(root, 'secrets'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function contents(root: string, paths: readonly string[]): string[] {
  return paths.map((path) => readFileSync(join(root, path), 'utf8'));
}

function opened(file: string): Promise<PlainSecret> {
  return open(fromYaml(readFileSync(join(ROOT, file), 'utf8')), identity);
}

function publicLines(): string[] {
  return readFileSync(join(ROOT, DEPLOY_KEYS_FILE), 'utf8').trimEnd().split('\n');
}

/** An authorized_keys line as a key: the last 32 bytes of its blob are the point. */
function publicKeyOf(line: string): ReturnType<typeof createPublicKey> {
  const point = Buffer.from(line.split(' ')[1] ?? '', 'base64').subarray(-32);
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') }, format: 'jwk' });
}
