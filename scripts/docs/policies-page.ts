import { admissionPolicies } from '../../lib/policies/policies';
import type { AdmissionPolicy } from '../../lib/policies/policy';

/** Policies by what they are about, in the order of the page. */
const chapters: Readonly<Record<string, readonly string[]>> = {
  'What belongs to the platform': ['guard', 'namespaces', 'cluster-objects', 'policy-exceptions'],
  "What tenants' Flux objects do": [
    ...['service-accounts', 'source-references', 'source-urls', 'source-detours', 'dependencies'],
    ...['target-namespaces', 'kubeconfigs', 'intervals', 'event-references'],
  ],
  'How tenants are reached': [
    ...['route-hostnames', 'route-parents', 'gateways', 'reference-grants'],
    ...['services', 'endpoints', 'network-policies'],
  ],
  'What tenants run, and who may do what': [
    ...['pod-accounts', 'pod-priorities', 'account-tokens', 'roles', 'role-bindings'],
  ],
};

/** docs/policies.md, of the policies. @throws where a chapter names a policy that there is not */
export function policiesPage(): string {
  const policies = new Map(admissionPolicies().map((policy) => [policy.name.replace('flux-hub-', ''), policy]));
  const named = (name: string) => {
    const policy = policies.get(name);
    if (!policy) throw new Error(`there is no policy ${name}`);
    return policy;
  };
  return [
    '# Admission policies',
    '',
    '<!-- Made of the policies by `npm run docs`. -->',
    '',
    'Rules judge what the hub renders. What tenants push to their own repos later, the API server of each cluster holds against these policies:',
    'each is one CEL expression, and what it does not hold for is refused, with the words of its message. They are rendered into',
    '`infrastructure/<cluster>/policies/`, the same for every tenant, and a tenant is applied only once they are there.',
    '',
    'What differs by tenant they read from annotations of its Namespaces, which the hub writes: `cdk8s-flux-hub/hostnames` and `route-parents` from what',
    'gateways grant, `namespaces`, and `source-urls` from the sources that the hub renders and from `allowedSources`:',
    '',
    '```ts',
    '// tenants/reports.ts',
    "import { type Cluster, GitSource, Tenant } from 'cdk8s-flux-hub';",
    '',
    'export class Reports extends Tenant {',
    '  constructor(cluster: Cluster) {',
    "    super(cluster, 'reports', {",
    "      source: GitSource.https('https://github.com/acme/reports'),",
    '      selfService: true,',
    "      allowedSources: ['https://github.com/acme/', 'oci://ghcr.io/acme/charts/'],",
    '    });',
    "    this.addKustomization('web');",
    '  }',
    '}',
    '```',
    '',
    'One that ends with a slash stands for all below it, another for exactly itself: `https://charts.acme.io` for a Helm repository there, and for',
    'nothing below it. Without `selfService` a tenant writes no sources, and the list lets in nothing.',
    '',
    "Flux itself, Kubernetes' own controllers and the cluster's `platformAccounts` are not asked, but for Pods, which Kubernetes' controllers make.",
    'What a tenant already has and a policy would refuse stays as it is until the tenant changes it.',
    '',
    '## Who evaluates them',
    '',
    "The API server, by a ValidatingAdmissionPolicy and its binding each. With `admission: 'kyverno'` on a Cluster it is Kyverno 1.17 or newer instead,",
    'by a ValidatingPolicy each: the same expression. They then wait for the platform service `kyverno`. While its webhook does not answer, what',
    'tenants ask for is refused, and so are new Pods everywhere; the platform is asked for nothing else, and can repair it.',
    '',
    ...Object.entries(chapters).flatMap(([title, names]) => [
      `## ${title}`,
      '',
      '| policy | refuses | of | because |',
      '| --- | --- | --- | --- |',
      ...names.map((name) => row(named(name))),
      '',
    ]),
  ].join('\n');
}

function row({ name, title, why, resources }: AdmissionPolicy): string {
  const kinds = resources.flatMap(({ groups, kinds }) =>
    Object.hasOwn(kinds, '*')
      ? groups.map((group) => `\`*.${group}\``)
      : Object.keys(kinds).map((kind) => `\`${kind}\``),
  );
  return `| \`${name}\` | ${title} | ${kinds.join(', ')} | ${why} |`;
}
