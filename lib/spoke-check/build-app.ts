import { type AppContract, type ClusterContract, contractAnnotation } from '../contract/contract';
import { shortHash } from '../contract/contract-hash';
import type { Finding } from '../manifest/finding';
import type { Manifest } from '../manifest/manifest';
import type { Builder } from '../tree/builder';
import { closureOf, type Reading } from '../tree/closure';
import { mapIn } from '../tree/fields';
import { buildSpecOf, componentsOf } from '../tree/flux-kustomization';
import { shown } from '../tree/path';
import { postBuild, replacesVariables } from '../tree/post-build';
import type { BuiltApp } from './built-app';
import { decrypted, isEncrypted } from './encrypted';
import { reportedAs } from './reported-as';

/** Builds an app's folder, replaces its variables, and adds what the hub puts on all it applies, as kustomize-controller does. */
export async function buildApp(
  reading: Reading,
  builder: Builder,
  contract: ClusterContract,
  name: string,
  app: AppContract,
): Promise<BuiltApp> {
  const kustomization = kustomizationOf(contract, name, app);
  const about = { name, app, kustomization };
  const nothing = { objects: [], encrypted: [], written: [], files: [], lacksTool: false };
  const isHere = ({ path }: AppContract) => reading.source.folders.has(path);
  if (!isHere(app)) {
    const ofSource = Object.values(contract.apps).filter(({ source }) => source === app.source);
    return { ...about, ...nothing, findings: [folderMissing(name, app, ofSource.some(isHere))] };
  }
  const request = {
    folder: app.path,
    spec: buildSpecOf(mapIn(kustomization.spec)),
    asText: replacesVariables(kustomization),
    ofCluster: false,
  };
  const { objects: built, findings, files, lacksTool = false } = await builder.build(reading, request);
  if (built === undefined) return { ...about, ...nothing, files, findings, lacksTool };
  if (app.otherCluster) return { ...about, ...nothing, files, findings: [...findings, appliedElsewhere(name, app)] };
  const after = postBuild(kustomization, built, () => undefined);
  const opened = new Map(app.decrypts ? after.objects.filter(isEncrypted).map((each) => [each, decrypted(each)]) : []);
  return {
    ...about,
    objects: after.objects.map((object) => opened.get(object) ?? object),
    encrypted: [...opened.values()],
    written: closureOf(reading, app.path, componentsOf(request.spec)).objects,
    files,
    substitution: after.substitution,
    findings: [...findings, ...after.findings],
    lacksTool,
  };
}

/** Variables of Secrets are known to nobody here: a source that is not there stands for them. */
function kustomizationOf(contract: ClusterContract, name: string, app: AppContract): Manifest {
  const { path, source, serviceAccount, targetNamespace, variables, moreVariables, substituteStrategy } = app;
  const [kind, sourceName] = source.split('/');
  const [home = ''] = Object.keys(contract.namespaces);
  const substituteFrom = moreVariables ? [{ kind: 'Secret', name: 'unknown' }] : [];
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: home },
    spec: {
      path: `./${path}`,
      prune: true,
      sourceRef: { kind, name: sourceName },
      serviceAccountName: serviceAccount,
      ...app.build,
      ...(targetNamespace !== undefined && { targetNamespace }),
      ...(app.decrypts && { decryption: { provider: 'sops' } }),
      ...(variables && {
        postBuild: { substitute: variables, substituteFrom, ...(substituteStrategy && { substituteStrategy }) },
      }),
      commonMetadata: {
        ...app.commonMetadata,
        annotations: { ...app.commonMetadata?.annotations, [contractAnnotation]: shortHash(contract.hash) },
      },
    },
  };
}

function appliedElsewhere(name: string, { path }: AppContract): Finding {
  const message = `App ${name} is applied to another cluster, of which the contract tells nothing: ${shown(path)} is built, and not judged.`;
  return reportedAs('spoke/not-judged', message, { severity: 'warning' });
}

/** @param othersAreThere whether other folders of its source are there: the repo is the right one */
function folderMissing(name: string, { path, source }: AppContract, othersAreThere: boolean): Finding {
  const fix = othersAreThere
    ? 'Render it there; or, where the contract moved it, rename the folder. An empty app is a kustomization.yaml with `resources: []`.'
    : `No folder that the contract has of ${source} is there: look whether this is the root of that repo, and the contract its tenant's. If so, render the folder.`;
  return reportedAs('spoke/folder-missing', `App ${name} is applied from ${shown(path)}, which is not there.`, { fix });
}
