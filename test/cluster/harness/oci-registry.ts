import { createHash, createSign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listen } from './ports';

/** What an artifact's layer holds, as the media types say. */
export type ArtifactKind = 'flux' | 'helm';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const MEDIA_TYPES = {
  flux: { config: 'application/vnd.cncf.flux.config.v1+json', layer: 'application/vnd.cncf.flux.content.v1.tar+gzip' },
  helm: {
    config: 'application/vnd.cncf.helm.config.v1+json',
    layer: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
  },
  signature: {
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.dev.cosign.simplesigning.v1+json',
  },
};

interface Layer {
  readonly content: Buffer;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * A registry that can be pulled from; what it holds, tests put there directly.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pull
 */
export class OciRegistry {
  private readonly blobs = new Map<string, Buffer>();
  /** Digests by `<repository>:<tag>`. */
  private readonly tags = new Map<string, string>();
  private readonly server: Server;
  private host = '';

  private constructor() {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  static async start(): Promise<OciRegistry> {
    const registry = new OciRegistry();
    registry.host = `127.0.0.1:${await listen(registry.server)}`;
    return registry;
  }

  url(repository: string): string {
    return `oci://${this.host}/${repository}`;
  }

  /** Puts a gzipped tar there under a tag. @returns its digest */
  push(repository: string, tag: string, kind: ArtifactKind, archive: Buffer, config: object = {}): string {
    return this.tag(repository, tag, MEDIA_TYPES[kind], { content: archive }, config);
  }

  /**
   * Signs an artifact as `cosign sign --key` does.
   * @see https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
   */
  sign(repository: string, digest: string, key: KeyObject): void {
    const payload = Buffer.from(
      JSON.stringify({
        critical: {
          identity: { 'docker-reference': `${this.host}/${repository}` },
          image: { 'docker-manifest-digest': digest },
          type: 'cosign container image signature',
        },
        optional: null,
      }),
    );
    const signature = createSign('sha256').update(payload).sign(key, 'base64');
    this.tag(repository, `${digest.replace(':', '-')}.sig`, MEDIA_TYPES.signature, {
      content: payload,
      annotations: { 'dev.cosignproject.cosign/signature': signature },
    });
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private tag(
    repository: string,
    tag: string,
    types: { config: string; layer: string },
    { content, annotations }: Layer,
    config: object = {},
  ): string {
    const described = (bytes: Buffer, mediaType: string) => ({
      mediaType,
      digest: this.put(bytes),
      size: bytes.length,
    });
    const manifest = {
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: described(Buffer.from(JSON.stringify(config)), types.config),
      layers: [{ ...described(content, types.layer), ...(annotations && { annotations }) }],
    };
    const digest = this.put(Buffer.from(JSON.stringify(manifest)));
    this.tags.set(`${repository}:${tag}`, digest);
    return digest;
  }

  private put(bytes: Buffer): string {
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    this.blobs.set(digest, bytes);
    return digest;
  }

  private answer({ url = '', method }: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent(url.split('?')[0] ?? '');
    if (path === '/v2/' || path === '/v2') return void response.end('{}');
    const [, repository = '', what, reference = ''] = /^\/v2\/(.+)\/(manifests|blobs|tags)\/([^/]+)$/.exec(path) ?? [];
    if (what === 'tags') {
      const tags = [...this.tags.keys()].filter((tag) => tag.startsWith(`${repository}:`));
      const names = tags.map((tag) => tag.slice(repository.length + 1)).sort();
      return void response
        .setHeader('Content-Type', 'application/json')
        .end(JSON.stringify({ name: repository, tags: names }));
    }
    const digest = reference.startsWith('sha256:') ? reference : this.tags.get(`${repository}:${reference}`);
    const bytes = digest === undefined ? undefined : this.blobs.get(digest);
    if (digest === undefined || bytes === undefined) {
      response.statusCode = 404;
      const code = what === 'manifests' ? 'MANIFEST_UNKNOWN' : 'BLOB_UNKNOWN';
      return void response.end(JSON.stringify({ errors: [{ code, message: `${path} is not there` }] }));
    }
    response.setHeader('Content-Type', what === 'manifests' ? MANIFEST : 'application/octet-stream');
    response.setHeader('Content-Length', bytes.length).setHeader('Docker-Content-Digest', digest);
    response.end(method === 'HEAD' ? undefined : bytes);
  }
}
