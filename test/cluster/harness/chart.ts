import { archive } from './archive';

/** A packaged Helm chart. */
export interface Chart {
  readonly name: string;
  readonly version: string;
  readonly archive: Buffer;
}

/** Packs a chart: its `Chart.yaml`, and the files that are given, as `crds/…` and `templates/…`. */
export function packChart(name: string, version: string, files: Readonly<Record<string, string>>): Chart {
  const inFolder = Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]);
  const chart = { [`${name}/Chart.yaml`]: JSON.stringify(metadataOf(name, version)), ...Object.fromEntries(inFolder) };
  return { name, version, archive: archive(chart) };
}

/** What `Chart.yaml` says, and the config of a chart in a registry. */
export function metadataOf(name: string, version: string): object {
  return { apiVersion: 'v2', name, version, type: 'application' };
}
