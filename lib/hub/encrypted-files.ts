import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Manifest } from '../manifest/manifest';
import { readManifests } from '../manifest/read';
import { didYouMean } from '../manifest/similar';
import { type EncryptedUse, report } from '../object/composition';
import { KubeObject } from '../object/kube-object';
import { Owner } from '../object/owner';
import { secretsFolder } from '../stage/secrets-folder';
import type { Cluster } from './cluster';

/** An encrypted Secret, to be copied as it is. */
export interface EncryptedFile {
  readonly owner: Owner;
  /** The owner's part that uses it. */
  readonly part: string;
  readonly use: EncryptedUse;
  /** The file's own bytes. */
  readonly content: Buffer;
  /** The Secret without its `sops` part; its values are ciphertext. */
  readonly manifest: Manifest;
}

/** Name of the copy, in the folder of its part. */
export function copyName({ use }: EncryptedFile): string {
  return `${use.secret.name}.sops.yaml`;
}

/** Reads the encrypted files that a cluster's constructs ask for, each once. What is missing or unsafe is reported. */
export function readEncryptedFiles(cluster: Cluster, uses: readonly EncryptedUse[]): EncryptedFile[] {
  const files = new Map<string, EncryptedFile>();
  for (const use of uses) {
    const owner = Owner.around(use.at);
    const part = KubeObject.isKubeObject(use.at) ? owner?.partOf(use.at.manifest, use.at) : undefined;
    if (!owner?.accepted || part === undefined) continue; // what uses it is not rendered
    const path = `${secretsFolder(cluster.name, owner.name)}/${use.secret.name}.yaml`;
    const key = `${use.namespace}/${path}`;
    const file = files.has(key) ? undefined : readEncryptedFile(cluster, { owner, part, use }, path);
    if (file) files.set(key, file);
  }
  return [...files.values()];
}

function readEncryptedFile(
  cluster: Cluster,
  asked: Pick<EncryptedFile, 'owner' | 'part' | 'use'>,
  path: string,
): EncryptedFile | undefined {
  const { owner, use } = asked;
  const problem = (rule: string, message: string, fix: string) => {
    report(use.at, { rule: `secrets/${rule}`, message, fix });
    return undefined;
  };
  const absolute = join(cluster.hub.root, path);
  if (!existsSync(absolute)) {
    return problem(
      'file-missing',
      `Secret ${use.secret.name} of ${owner.name} is to come from ${path}, which does not exist.`,
      didYouMean(
        use.secret.name,
        secretsIn(dirname(absolute)),
        `Encrypt it with sops into ${path}, or say who creates it: SecretRef.external.`,
      ),
    );
  }
  if (!cluster.decryption)
    return problem(
      'no-decryption',
      `${path} is encrypted, and cluster ${cluster.name} has no key to open it with.`,
      "Give the cluster `decryption: { secret: 'sops-age' }`.",
    );
  const content = readFileSync(absolute);
  const { documents, problems } = readManifests(content.toString('utf8'), path);
  const [document] = documents;
  if (problems[0] || documents.length !== 1 || !document)
    return problem(
      'file-unreadable',
      problems[0]
        ? `${path}:${problems[0].line}: ${problems[0].message}.`
        : `${path} holds ${documents.length} documents.`,
      'It must hold one Secret, as sops wrote it.',
    );
  const { sops, ...manifest } = document.value as unknown as { sops?: unknown } & Manifest;
  const wrong = misfit(manifest, sops, use);
  if (wrong) return problem('file-unsafe', `${path} ${wrong}.`, 'Mend the Secret and encrypt it again.');
  return { ...asked, content, manifest };
}

/** What makes a file unfit to be copied; undefined where it is fit. */
function misfit(manifest: Manifest, sops: unknown, use: EncryptedUse): string | undefined {
  const { kind, metadata } = manifest;
  if (kind !== 'Secret') return `holds a ${kind}, not a Secret`;
  if (metadata?.name !== use.secret.name) return `holds the Secret ${metadata?.name}, not ${use.secret.name}`;
  if (metadata.namespace !== use.namespace)
    return `is for namespace ${metadata.namespace ?? '(none)'}, and is used in ${use.namespace}`;
  if (sops === undefined) return 'is not encrypted: it has no `sops` part';
  const values = { ...(manifest.data as object), ...(manifest.stringData as object) };
  const plain = Object.entries(values).find(([, value]) => typeof value !== 'string' || !/^(ENC\[.*\])?$/.test(value));
  return plain && `holds \`${plain[0]}\` in the clear`;
}

/** Names of the Secrets that a folder has files of. */
function secretsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => (file.endsWith('.yaml') ? [basename(file, '.yaml')] : []));
}
