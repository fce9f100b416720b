import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { authorizedKey } from '../../fixtures/deploy-key';
import { type Files, GitRepository } from './git-repository';
import { freePorts, listen } from './ports';
import type { Processes } from './processes';

/** Where Debian, Fedora and macOS keep the server; it wants to be started by its whole path. */
const SSHD = ['/usr/sbin/sshd', '/usr/bin/sshd', '/usr/local/sbin/sshd'];

/** Bare repositories, served over SSH, HTTP and HTTPS from loopback ports. */
export class GitServer {
  private readonly repositories = new Map<string, Promise<GitRepository>>();
  private readonly http: Server;
  private readonly https: Server;
  private httpPort = 0;
  private httpsPort = 0;
  private login: string | undefined;

  private constructor(
    private readonly root: string,
    private readonly processes: Processes,
    private readonly sshPort: number,
    /** The line of `known_hosts` that the server is known by. */
    readonly knownHosts: string,
    private readonly keys: string,
    /** What the HTTPS server shows: a certificate for 127.0.0.1, that clients must be told to trust. */
    readonly certificate: string,
    key: string,
  ) {
    this.http = createServer((request, response) => backend(root, request, response));
    this.https = createTlsServer({ cert: certificate, key }, (request, response) => {
      if (this.login !== undefined && request.headers.authorization === this.login)
        return backend(root, request, response);
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="git"' }).end();
    });
  }

  static async start(processes: Processes, tls: { certificate: string; key: string }): Promise<GitServer> {
    const sshd = SSHD.find(existsSync);
    if (sshd === undefined)
      throw new Error('test:cluster serves Git over SSH: install openssh-server (there is no sshd)');
    const root = join(processes.folder, 'git');
    const keys = join(processes.folder, 'ssh', 'authorized_keys');
    mkdirSync(root);
    mkdirSync(join(processes.folder, 'ssh'));
    writeFileSync(keys, '');
    const [port = 0] = await freePorts(1);
    const hostKey = join(processes.folder, 'ssh', 'host');
    const publicKey = writeHostKey(hostKey);
    writeFileSync(join(processes.folder, 'ssh', 'sshd_config'), sshdConfig(port, hostKey, keys));
    // Without it the server's child has nowhere to drop its rights to; Debian's service makes it.
    if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true });
    const log = join(processes.folder, 'logs', 'sshd.log');
    processes.start('sshd', {
      program: sshd,
      args: ['-D', '-f', join(processes.folder, 'ssh/sshd_config'), '-E', log],
    });
    const server = new GitServer(
      root,
      processes,
      port,
      `[127.0.0.1]:${port} ${publicKey}`,
      keys,
      tls.certificate,
      tls.key,
    );
    server.httpPort = await listen(server.http);
    server.httpsPort = await listen(server.https);
    return server;
  }

  /** Commits exactly these files onto `main` of a repository, which is made if it is new. @returns the commit's hash */
  async push(name: string, files: Files, tags?: readonly string[]): Promise<string> {
    return (await this.repository(name)).push(files, tags);
  }

  /** The repository's URL for clients with a key that `allow()` was told of. */
  sshUrl(name: string): string {
    return `ssh://${userInfo().username}@127.0.0.1:${this.sshPort}${this.root}/${name}.git`;
  }

  /** The repository's URL for everyone. */
  httpUrl(name: string): string {
    return `http://127.0.0.1:${this.httpPort}/${name}.git`;
  }

  /** The repository's URL for clients that come with what `allowLogin()` was told. */
  httpsUrl(name: string): string {
    return `https://127.0.0.1:${this.httpsPort}/${name}.git`;
  }

  allowLogin(username: string, password: string): void {
    this.login = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }

  /** Lets the holders of these keys in (lines as in `authorized_keys`), and nobody else any more. */
  allow(publicKeys: readonly string[]): void {
    const options = 'restrict,command="git-shell -c \\"$SSH_ORIGINAL_COMMAND\\""';
    writeFileSync(this.keys, publicKeys.map((key) => `${options} ${key.trim()}\n`).join(''));
  }

  /** Takes the SSH server down until `up()`. */
  async down(): Promise<void> {
    await this.processes.kill('sshd');
  }

  up(): void {
    this.processes.restart('sshd');
  }

  close(): void {
    for (const server of [this.http, this.https]) {
      server.closeAllConnections();
      server.close();
    }
  }

  private repository(name: string): Promise<GitRepository> {
    const known = this.repositories.get(name);
    if (known !== undefined) return known;
    const made = GitRepository.create(this.root, name);
    this.repositories.set(name, made);
    return made;
  }
}

/** @returns the public half */
function writeHostKey(path: string): string {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path]);
  return readFileSync(`${path}.pub`, 'utf8').split(' ').slice(0, 2).join(' ').trim();
}

/** A new key pair for SSH: the private half as Flux reads it, the public half as a line of `authorized_keys`. */
export function sshKeyPair(): { readonly identity: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    identity: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: authorizedKey(publicKey),
  };
}

function sshdConfig(port: number, hostKey: string, keys: string): string {
  return [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${keys}`,
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    // The folder lies below a temporary one, that others may write to.
    'StrictModes no',
    'UsePAM no',
    'PidFile none',
    'PermitRootLogin prohibit-password',
    'MaxStartups 200',
    '',
  ].join('\n');
}

/** Git's smart HTTP: `git http-backend` as a CGI program. @see https://git-scm.com/docs/git-http-backend */
function backend(root: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const header = (name: string) => String(request.headers[name] ?? '');
  const cgi: ChildProcess = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: header('git-protocol'),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: header('content-type'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      ...(request.headers['content-length'] && { CONTENT_LENGTH: request.headers['content-length'] }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  if (cgi.stdin) request.pipe(cgi.stdin).on('error', () => undefined);
  const chunks: Buffer[] = [];
  cgi.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  cgi.on('close', () => {
    const answer = Buffer.concat(chunks);
    const end = answer.indexOf('\r\n\r\n');
    if (end < 0) return response.writeHead(500).end();
    const headers = answer
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const);
    const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1] ?? '200';
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(headers)).end(answer.subarray(end + 4));
  });
}
