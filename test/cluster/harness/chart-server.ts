import { createServer, type Server } from 'node:http';
import type { Chart } from './chart';
import { listen } from './ports';

/** Helm repositories with one chart each, over HTTP. @see https://helm.sh/docs/topics/chart_repository/ */
export class ChartServer {
  private constructor(
    private readonly files: Map<string, Buffer>,
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async start(): Promise<ChartServer> {
    const files = new Map<string, Buffer>();
    const server = createServer(({ url = '' }, response) => {
      const file = files.get(url);
      if (file === undefined) response.statusCode = 404;
      response.end(file);
    });
    return new ChartServer(files, server, await listen(server));
  }

  /** @returns the URL of a repository that holds just this chart */
  publish({ name, version, archive }: Chart): string {
    const url = `http://127.0.0.1:${this.port}/${name}`;
    const entry = { apiVersion: 'v2', name, version, urls: [`${name}.tgz`], created: '2024-01-01T00:00:00Z' };
    const index = { apiVersion: 'v1', entries: { [name]: [entry] }, generated: '2024-01-01T00:00:00Z' };
    this.files.set(`/${name}/index.yaml`, Buffer.from(JSON.stringify(index)));
    this.files.set(`/${name}/${name}.tgz`, archive);
    return url;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
