import type { ReportedTexts } from './reported-text';

/** What constructs report of the objects that they make, of their Flux and of their Secrets. */
export const objectTexts: ReportedTexts = {
  'flux/kubernetes-too-old': {
    title: 'Kubernetes too old for Flux',
    why: 'The release of Flux is not tried on it, and uses what it may not serve.',
    fix: 'Upgrade the cluster first, or stay on the Flux release before.',
    see: ['https://fluxcd.io/flux/installation/#prerequisites'],
  },
  'flux/lockdown-off': {
    severity: 'warning',
    title: 'Lockdown turned off',
    why: "A tenant's object that names no ServiceAccount runs with cluster-admin.",
    fix: 'Turn it on once the reason is gone.',
    see: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
  },
  'flux/source-url': {
    title: 'URL that Flux does not read',
    why: 'The source is refused: nothing is applied from it.',
    fix: 'Write it as ssh://git@host/owner/repo or https://host/owner/repo. The scp form git@host:owner/repo is none.',
    see: ['https://fluxcd.io/flux/components/source/gitrepositories/#url'],
  },
  'manifest/name-missing': {
    title: 'Object without a name',
    why: 'A generated name changes when the code is moved, and Flux would replace the object.',
    fix: 'Set metadata.name.',
  },
  'manifest/not-rendered': {
    title: 'Object that cannot be rendered',
    why: 'It lacks what every object must say, or its construct fails.',
    fix: 'Correct what it is given.',
  },
  'manifest/patch': {
    title: 'Patch that does not fit',
    why: 'It changes nothing, or something else than was meant.',
    fix: 'Correct its path: paths are those of the rendered YAML, from the root of the object.',
    see: ['https://datatracker.ietf.org/doc/html/rfc6902'],
  },
  'secrets/declared-external': {
    title: 'Object of two makers',
    why: 'The hub renders what is declared to come from elsewhere: each overwrites the other.',
    fix: 'Leave it to one of the two. A Secret whose encrypted file lies in the hub repo is named with SecretRef.sops.',
  },
  'secrets/file-missing': {
    title: 'Encrypted file that is not there',
    why: 'What refers to the Secret would wait for it for ever.',
    fix: 'Encrypt it with sops into the path that is named, or say who creates it: SecretRef.external.',
    see: ['https://fluxcd.io/flux/guides/mozilla-sops/'],
  },
  'secrets/file-unreadable': {
    title: 'Encrypted file that is no Secret',
    why: 'It is copied as it is: what is not one YAML document cannot be applied.',
    fix: 'It must hold one Secret, as sops wrote it.',
    see: ['https://fluxcd.io/flux/guides/mozilla-sops/'],
  },
  'secrets/file-unsafe': {
    title: 'File of another Secret, or in the clear',
    why: 'Whoever reads the repo reads what is not encrypted; and a Secret of another name or namespace is not the one that is used.',
    fix: 'Mend the Secret and encrypt it again.',
    see: ['https://fluxcd.io/flux/guides/mozilla-sops/'],
  },
  'secrets/no-decryption': {
    title: 'No key to decrypt with',
    why: 'Flux would apply the ciphertext, or refuse the folder.',
    fix: 'Give the cluster `decryption`: the Secret in flux-system that holds its key.',
    see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#decryption'],
  },
};
