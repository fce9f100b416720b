import { adding, changing, type Removal } from '../removal';

const infrastructure = 'deploy/infrastructure/staging-eu';

interface Workload {
  readonly template: { readonly spec: { readonly containers: readonly [object, ...object[]] } };
}

/** A controller of Flux whose container is another. */
function withContainer(change: object): Removal {
  return changing('Deployment', 'source-controller', (deployment) => {
    const spec = deployment.spec as Workload;
    const { template } = spec;
    const [first, ...rest] = template.spec.containers;
    const containers = [{ ...first, ...change }, ...rest];
    return { ...deployment, spec: { ...spec, template: { ...template, spec: { ...template.spec, containers } } } };
  });
}

/** By rule: the example's staging cluster without what the rule asks for. */
export const kubernetesRemovals: Readonly<Record<string, Removal>> = {
  'kubernetes/invalid-cidr': changing('NetworkPolicy', 'allow-dns', (policy) => ({
    ...policy,
    spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.96.0.10' } }] }] },
  })),
  'kubernetes/invalid-workload': withContainer({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
  'kubernetes/listed-twice': withContainer({ env: ['1', '2'].map((value) => ({ name: 'GOMAXPROCS', value })) }),
  'kubernetes/invalid-port': withContainer({ ports: [{ containerPort: 90_900 }] }),
  'kubernetes/invalid-schedule': adding(`${infrastructure}/harbor/cronjob.yaml`, {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'collect-garbage', namespace: 'harbor' },
    spec: {
      schedule: 'daily',
      jobTemplate: {
        spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'job', image: 'harbor:2.14.0' }] } } },
      },
    },
  }),
  'kubernetes/negative-amount': changing('ResourceQuota', 'quota', (quota) => ({
    ...quota,
    spec: { hard: { ...(quota.spec as { readonly hard: object }).hard, pods: '-1' } },
  })),
  'kubernetes/replicas-autoscaled': adding(`${infrastructure}/kyverno/autoscaler.yaml`, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'source-controller', namespace: 'flux-system' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'source-controller' }, maxReplicas: 3 },
  }),
  'kubernetes/controller-missing': (cluster) => {
    // All that is on the cluster must be known, and what these apply is not.
    const known = ['gateway-api', 'envoy-gateway-crds'].reduce(
      (rest, name) => changing('Kustomization', name, () => undefined)(rest),
      cluster,
    );
    return adding(`${infrastructure}/harbor/externalsecret.yaml`, {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'harbor-csrf', namespace: 'harbor' },
      spec: {
        secretStoreRef: { kind: 'SecretStore', name: 'vault' },
        data: [{ secretKey: 'key', remoteRef: { key: 'harbor/csrf' } }],
      },
    })(known);
  },
  'kubernetes/policy-not-enforced': changing('ValidatingAdmissionPolicyBinding', 'flux-hub-guard', (binding) => ({
    ...binding,
    spec: { policyName: 'flux-hub-guard', validationActions: ['Audit'] },
  })),
  'kubernetes/policy-exemption': adding(`${infrastructure}/policies/policyexception.yaml`, {
    apiVersion: 'kyverno.io/v2',
    kind: 'PolicyException',
    metadata: { name: 'legacy', namespace: 'billing' },
    spec: {
      exceptions: [{ policyName: 'registries', ruleNames: ['image'] }],
      match: { any: [{ resources: { kinds: ['Pod'], namespaces: ['billing'] } }] },
    },
  }),
};
