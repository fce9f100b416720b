import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { podSecurityLevels } from '../../lib/pod-security/level';
import { podSecurityIssues } from '../../lib/pod-security/pod-security-issues';
import { changed, finePod } from './pods';
import { workloads } from './workloads';

const strict = { level: 'restricted', version: '1.34' } as const;

describe.each(workloads)('$kind', ({ manifest, path }) => {
  test('is judged by the Pods it makes, at the path where they stand', () => {
    const issues = podSecurityIssues(manifest(changed(finePod(), { 'spec.hostPID': true })), strict);

    expect(issues).toEqual([expect.objectContaining({ control: 'host-namespaces', path: `${path}spec.hostPID` })]);
    expect(podSecurityIssues(manifest(finePod()), strict)).toEqual([]);
  });

  test('is judged by the annotations of its Pods', () => {
    const annotations = { 'container.apparmor.security.beta.kubernetes.io/app': 'unconfined' };
    const issues = podSecurityIssues(manifest(changed(finePod(), { 'metadata.annotations': annotations })), strict);

    expect(issues.map(({ path }) => path)).toEqual([
      `${path}metadata.annotations[container.apparmor.security.beta.kubernetes.io/app]`,
    ]);
  });
});

test.each([
  ['v1', 'ConfigMap'],
  ['apps/v1', 'ControllerRevision'],
  ['v1', 'Deployment'],
  ['acme.io/v1', 'Pod'],
  ['v1', 'toString'],
])('%s %s is no Pod and makes none', (apiVersion, kind) => {
  const spec = { hostPID: true, template: { spec: { hostPID: true } } };

  expect(podSecurityIssues({ apiVersion, kind, metadata: { name: 'app' }, spec }, strict)).toEqual([]);
});

test('a Pod without anything set is told all that the strictest level asks for', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: { containers: [{ name: 'web' }] } };

  expect(podSecurityIssues(pod, strict).map(said)).toEqual([
    'capabilities-restricted: spec.containers[web].securityContext.capabilities.drop is not set. Set it to ["ALL"].',
    'privilege-escalation: spec.containers[web].securityContext.allowPrivilegeEscalation is not set. Set it to false.',
    'run-as-non-root: spec.containers[web].securityContext.runAsNonRoot is not set. Set spec.securityContext.runAsNonRoot to true.',
    'seccomp-restricted: spec.containers[web].securityContext.seccompProfile.type is not set. Set spec.securityContext.seccompProfile.type to RuntimeDefault.',
  ]);
});

test.each([
  [{ 'spec.hostNetwork': true }, 'spec.hostNetwork is true. Leave it out, or set it to false.'],
  [
    { 'spec.containers.0.securityContext.capabilities.add': ['SYS_ADMIN'] },
    'spec.containers[app].securityContext.capabilities.add[0] is "SYS_ADMIN". Add none, or only NET_BIND_SERVICE.',
  ],
  [
    { 'spec.containers.0.ports': [{ containerPort: 80, hostPort: 8080 }] },
    'spec.containers[app].ports[0].hostPort is 8080. Leave it out; a Service makes the port reachable.',
  ],
  [
    { 'spec.volumes': [{ name: 'run', hostPath: { path: '/run' } }] },
    'spec.volumes[run] is of type hostPath. Use one of configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret.',
  ],
  [
    { 'spec.initContainers.0.securityContext.runAsUser': 0 },
    'spec.initContainers[init].securityContext.runAsUser is 0. Leave it out, or set it to the id of another user.',
  ],
  [
    { 'spec.securityContext.seccompProfile': { type: 'Unconfined' } },
    'spec.securityContext.seccompProfile.type is "Unconfined". Set it to RuntimeDefault or Localhost.',
  ],
])('%j is told with the value found and what to set', (change, message) => {
  const [first] = podSecurityIssues(changed(finePod(), change), strict);

  expect(first && `${first.path} ${first.message}. ${first.fix}`).toBe(message);
});

test.each([
  ['1.33', false],
  ['v1.33', false],
  ['1.33.9', false],
  ['1.34', true],
  ['v1.34', true],
  ['1.100', true],
  ['latest', true],
  ['whatever', true],
])('the standards of %s refuse a probe of another host: %s', (version, refused) => {
  const probe = { tcpSocket: { port: 80, host: 'acme.io' } };
  const pod = changed(finePod(), { 'spec.containers.0.readinessProbe': probe });

  expect(podSecurityIssues(pod, { level: 'baseline', version }).length > 0).toBe(refused);
});

test('the newest standards are what counts where no version is said', () => {
  const pod = changed(finePod(), { 'spec.hostUsers': false, 'spec.securityContext.runAsNonRoot': false });

  expect(podSecurityIssues(pod, { level: 'restricted' })).toEqual([]);
  expect(podSecurityIssues(pod, strict)).not.toEqual([]);
});

test.each([
  ['spec.hostIPC', 'true'],
  ['spec.containers.0.securityContext.privileged', 1],
  ['spec.containers.0.securityContext.allowPrivilegeEscalation', 'false'],
  ['spec.containers.0.securityContext.capabilities.add', [{}]],
  ['spec.containers.0.ports', [{ hostPort: '80' }]],
  ['spec.securityContext.runAsNonRoot', 'true'],
  ['spec.securityContext.seccompProfile', 'RuntimeDefault'],
  ['spec.securityContext.sysctls', ['kernel.msgmax']],
])('%s: %j, which the API server cannot read, does not pass for a good value', (field, value) => {
  expect(podSecurityIssues(changed(finePod(), { [field]: value }), strict)).not.toEqual([]);
});

test('whatever a manifest holds, there is a verdict', () => {
  const odd = fc.anything({ maxDepth: 3, withNullPrototype: true, withBigInt: true });
  const record = (...names: string[]) => fc.record(Object.fromEntries(names.map((name) => [name, odd])));
  const context = fc.oneof(
    odd,
    record('privileged', 'capabilities', 'seccompProfile', 'seLinuxOptions', 'sysctls', 'windowsOptions'),
  );
  const container = fc.oneof(
    odd,
    fc.record({ name: odd, securityContext: context, ports: odd, livenessProbe: record('httpGet'), lifecycle: odd }),
  );
  const spec = fc.record({
    containers: fc.oneof(odd, fc.array(container)),
    initContainers: fc.oneof(odd, fc.array(container)),
    volumes: fc.oneof(odd, fc.array(odd)),
    securityContext: context,
    os: odd,
    hostUsers: odd,
  });
  const manifest = fc.record({
    apiVersion: fc.oneof(odd, fc.constantFrom('v1', 'apps/v1', 'batch/v1')),
    kind: fc.oneof(odd, fc.constantFrom('Pod', 'Deployment', 'CronJob')),
    metadata: odd,
    spec: fc.oneof(odd, spec, fc.record({ template: fc.record({ metadata: record('annotations'), spec }) })),
  });

  fc.assert(
    fc.property(
      manifest,
      fc.constantFrom(...podSecurityLevels),
      fc.integer({ min: 0, max: 40 }),
      (any, level, minor) => {
        expect(podSecurityIssues(any as never, { level, version: `1.${minor}` })).toBeInstanceOf(Array);
      },
    ),
  );
});

function said({ control, path, message, fix }: ReturnType<typeof podSecurityIssues>[number]): string {
  return `${control}: ${path} ${message}. ${fix}`;
}
