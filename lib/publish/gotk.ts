import type { Finding } from '../manifest/finding';
import type { StagedCluster } from '../stage/stage';
import { nameOf } from '../tree/path';
import { fluxReleases, releaseOf } from '../versions/flux';
import type { DeployTree } from './deploy-tree';
import { problem } from './problem';

/** What a file of `flux bootstrap` holds until it has run: a `kustomization.yaml` that lists an absent file does not build. */
export const bootstrapPlaceholder =
  '# flux bootstrap owns this file and replaces it; flux-hub will not touch it again.\n';

/**
 * Compares the Flux that was bootstrapped with the one the hub renders for.
 *
 * Problems: `publish/flux-version`, an error where they differ, a warning where the file does not tell.
 */
export function checkBootstrapped(staged: StagedCluster, tree: DeployTree): Finding[] {
  return staged.bootstrapFiles
    .filter((path) => nameOf(path) === 'gotk-components.yaml')
    .flatMap((path) => {
      const content = tree.read(path);
      if (content === undefined || holdsOnlyComments(content)) return [];
      const found = versionOf(content, staged.flux.version);
      if (found === staged.flux.version) return [];
      const message = found
        ? `${tree.show(path)} is of Flux ${found}, and the hub renders ${staged.cluster} for Flux ${staged.flux.version}.`
        : `${tree.show(path)} does not say which Flux it is of; the hub renders ${staged.cluster} for ${staged.flux.version}.`;
      const fix =
        `Upgrade it by flux bootstrap with the flux CLI ${staged.flux.version} (or flux install --export > the file), ` +
        `or set flux.version to what runs on the cluster.`;
      const severity = found ? 'error' : 'warning';
      return [{ ...problem('flux-version', message, fix, staged.cluster), severity }];
    });
}

function holdsOnlyComments(content: string): boolean {
  return content.split('\n').every((line) => /^\s*(#|---\s*(#|$)|$)/.test(line));
}

/** The version of Flux in a file, as people say it: the expected one where it fits, undefined where it does not tell. */
function versionOf(content: string, expected: string): string | undefined {
  const header = /^# Flux Version: v?(\S+)\s*$/m.exec(content)?.[1];
  if (header !== undefined) return header;

  // images are tagged with the controller's own version, of which only the minor follows Flux
  const image = /image:\s*["']?\S*source-controller:v?((\d+\.\d+)[^\s"'@]*)/.exec(content);
  const release = releaseOf(expected);
  if (image === null || release === undefined) return undefined;
  if (image[2] === fluxReleases[release].sourceController) return expected;
  const other = Object.entries(fluxReleases).find(([, { sourceController }]) => sourceController === image[2]);
  return `${other?.[0] ?? 'another minor'} (source-controller ${image[1]})`;
}
