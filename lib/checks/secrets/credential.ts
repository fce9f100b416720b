/** What credentials of some kind look like. */
interface Form {
  /** `a GitHub token` */
  readonly what: string;
  /** What every one of them holds, letters and plain signs: looked for first, since that is quick. */
  readonly marker: string;
  /** The group, where there is one, is the part that is secret. */
  readonly pattern: RegExp;
}

/** In base64 the same words are written in three ways, by where they begin. */
const privateKeyInBase64 = 'UFJJVkFURSBLRV|BSSVZBVEUgS0VZ|QUklWQVRFIEtFW';

const forms: readonly Form[] = [
  {
    what: 'a private key',
    marker: 'PRIVATE KEY',
    pattern:
      /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr])+(?:Proc-Type|Version|Comment|[A-Za-z0-9+/]{20})/,
  },
  {
    what: 'a private key',
    marker: 'LS0tLS1CRUdJTi',
    pattern: new RegExp(`LS0tLS1CRUdJTi[A-Za-z0-9+/]{0,14}(?:${privateKeyInBase64})`),
  },
  { what: 'an age key', marker: 'AGE-SECRET-KEY-', pattern: /AGE-SECRET-KEY-(?:PQ-)?1([A-Z0-9]{40,})/ },
  {
    what: "a kubeconfig's key",
    marker: 'client-key-data',
    pattern: /client-key-data"?\s*:\s*"?([A-Za-z0-9+/]{40,})/,
  },
  { what: "a registry's password", marker: '"auth"', pattern: /"auth"\s*:\s*"([A-Za-z0-9+/]{8,}={0,2})"/ },
  { what: 'a GitHub token', marker: 'gh', pattern: /\bgh[oprsu]_([A-Za-z0-9]{36,})/ },
  { what: 'a GitHub token', marker: 'github_pat_', pattern: /\bgithub_pat_(\w{40,})/ },
  { what: 'a GitLab token', marker: 'gl', pattern: /\bgl(?:agent|cbt|dt|ft|pat|ptt|rt|soat)-([\w-]{20,})/ },
  { what: 'an AWS access key', marker: 'IA', pattern: /\bA(?:KI|SI)A(?!\w*EXAMPLE)([A-Z2-7]{16})\b/ },
  { what: 'a Slack token', marker: 'xox', pattern: /\bxox[abeoprs]-([\w-]{20,})/ },
  {
    what: 'a Slack webhook',
    marker: 'hooks.slack.com',
    pattern: /hooks\.slack\.com\/services\/T\w+\/B\w+\/(\w{16,})/,
  },
  { what: 'a Google API key', marker: 'AIza', pattern: /\bAIza([\w-]{35})/ },
  { what: 'a Vault token', marker: 'hvs.', pattern: /\bhvs\.([\w-]{24,})/ },
  { what: 'a JSON Web Token', marker: 'eyJ', pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.([\w-]{16,})/ },
  {
    what: 'a URL with a password',
    marker: '@',
    pattern: /:\/\/[^\s/:@"'`$<>(){}]*:([^\s/:@"'`$<>(){}]+)@/,
  },
];

const words = /^(?:pass|passwd|password|pwd|secret|token)$/i;

/** What kind of credential a text holds; undefined where it holds none, or only what stands for one. */
export function credentialIn(text: string): string | undefined {
  if (!mayBeCredential(text)) return undefined;
  for (const { what, marker, pattern } of forms) {
    if (!text.includes(marker)) continue;
    const match = pattern.exec(text);
    if (match && !standsForOne(match[1])) return what;
  }
  return undefined;
}

/** Whether it is worth a closer look. */
export function mayBeCredential(text: string): boolean {
  return text.length >= shortest && anyMarker.test(text);
}

const anyMarker = new RegExp(forms.map(({ marker }) => marker.replaceAll('.', '\\.')).join('|'));

/** Nothing that is looked for is shorter. */
const shortest = 12;

/** Whether a secret is none: `xxxx`, `password`. */
function standsForOne(secret: string | undefined): boolean {
  return secret !== undefined && (words.test(secret) || new Set(secret).size < 4);
}
