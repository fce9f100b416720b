import { valueAt } from '../../manifest/json-pointer';
import type { ClusterRule } from '../rule';
import { credentialIn } from './credential';
import { isStandIn } from './stand-in';
import { forEachString, formatPath, type Keys } from './strings-in';

/** A password by its name, where others than Secrets are read. */
export const inlinePassword: ClusterRule = {
  id: 'secrets/inline-password',
  severity: 'warning',
  title: 'Password outside a Secret',
  why: 'It can be read in the repo, and on the cluster by everybody who may get the object; rights on Secrets do not cover it.',
  fix: 'Put it into an encrypted Secret and refer to that: valuesFrom, substituteFrom, secretKeyRef.',
  see: ['https://fluxcd.io/flux/components/helm/helmreleases/#values-references'],
  *check({ index }) {
    for (const { group, kind, field } of places)
      for (const object of index.ofKind(group, kind)) {
        const paths: string[] = [];
        forEachString(valueAt(object.manifest, field), (text, keys, within) => {
          if (isPassword(nameOf(keys, within), text) && !keys.some(ofNames))
            paths.push(formatPath([...field, ...keys]));
        });
        if (paths.length > 0) yield { object, message: `holds a password in ${paths.join(', ')}` };
      }
  },
};

/** Where people write values of their own. */
const places: readonly { readonly group: string; readonly kind: string; readonly field: readonly string[] }[] = [
  { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease', field: ['spec', 'values'] },
  { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization', field: ['spec', 'postBuild', 'substitute'] },
  { group: '', kind: 'ConfigMap', field: ['data'] },
  { group: '', kind: 'Pod', field: ['spec'] },
  { group: 'apps', kind: 'DaemonSet', field: ['spec'] },
  { group: 'apps', kind: 'Deployment', field: ['spec'] },
  { group: 'apps', kind: 'StatefulSet', field: ['spec'] },
  { group: 'batch', kind: 'CronJob', field: ['spec'] },
  { group: 'batch', kind: 'Job', field: ['spec'] },
];

/** What a value is called: by its key, or by the name beside it, as variables of containers are. */
function nameOf(keys: Keys, within: object): string {
  const key = keys.at(-1);
  const { name } = within as { readonly name?: unknown };
  return key === 'value' && typeof name === 'string' ? name : String(key);
}

const secretName =
  /(?:passphrase|passwd|password|api_?key|client_?secret|secret_?access_?key|(?:^|_|access|auth|bearer|bot|root)token)$/i;
const noPassword = /[$%\s]|^\/|^ENC\[|^(?:true|false|null|none)?$/i;

/** Whether a value is a password: not a name or path of one, nor something that stands for it. Tokens are told by another rule. */
function isPassword(name: string, value: string): boolean {
  if (!secretName.test(name) || /existing/i.test(name) || noPassword.test(value) || isStandIn(value)) return false;
  return letters(value) !== letters(name) && credentialIn(value) === undefined;
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Whether a key is of a map whose values are names of keys, not their values. */
function ofNames(key: string | number): boolean {
  return typeof key === 'string' && /keys$|mapping|existing|ref$/i.test(key);
}
