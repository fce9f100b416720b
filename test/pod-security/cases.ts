/** What a control says of the values of one field, in a Pod that is otherwise fine. */
export interface FieldCases {
  /** Id of the control. */
  readonly control: string;
  /** `container.…` stands for the field of each container of whatever sort, `each.…` for that of the Pod too. */
  readonly field: string;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
  /** Fields that are set before, in all places. @default - none */
  readonly given?: Readonly<Record<string, unknown>>;
  /** Controls that refuse the bad ones too. @default - none */
  readonly also?: readonly string[];
  /** Whose standards. @default 34 */
  readonly minor?: number;
  /** Why a real API server cannot be asked. @default - it can */
  readonly unasked?: string;
}

const linuxOnly = {
  'each.securityContext.seccompProfile': undefined,
  'container.securityContext.capabilities': undefined,
  'container.securityContext.allowPrivilegeEscalation': undefined,
};
const eachSaysNonRoot = {
  'spec.securityContext.runAsNonRoot': undefined,
  'container.securityContext.runAsNonRoot': true,
};
const eachHasProfile = {
  'spec.securityContext.seccompProfile': undefined,
  'container.securityContext.seccompProfile': { type: 'RuntimeDefault' },
};
const NEWER = 'The API server is older.';

export const fieldCases: readonly FieldCases[] = [
  { control: 'host-namespaces', field: 'spec.hostNetwork', good: [undefined, null, false], bad: [true] },
  { control: 'host-namespaces', field: 'spec.hostPID', good: [undefined, null, false], bad: [true] },
  { control: 'host-namespaces', field: 'spec.hostIPC', good: [undefined, null, false], bad: [true] },

  {
    control: 'privileged',
    field: 'container.securityContext.privileged',
    good: [undefined, null, false],
    bad: [true],
    // Who is privileged escalates too.
    given: { 'container.securityContext.allowPrivilegeEscalation': true },
    also: ['privilege-escalation'],
  },

  {
    control: 'capabilities',
    field: 'container.securityContext.capabilities.add',
    good: [
      undefined,
      null,
      [],
      ['AUDIT_WRITE'],
      ['CHOWN'],
      ['DAC_OVERRIDE'],
      ['FOWNER'],
      ['FSETID'],
      ['KILL'],
      ['MKNOD'],
      ['NET_BIND_SERVICE'],
      ['SETFCAP'],
      ['SETGID'],
      ['SETPCAP'],
      ['SETUID'],
      ['SYS_CHROOT'],
    ],
    bad: [['NET_RAW'], ['NET_ADMIN'], ['SYS_ADMIN'], ['CHOWN', 'SYS_TIME'], ['chown'], ['CAP_CHOWN'], ['ALL'], ['']],
  },
  {
    control: 'capabilities-restricted',
    field: 'container.securityContext.capabilities.add',
    good: [undefined, null, [], ['NET_BIND_SERVICE']],
    bad: [['CHOWN'], ['NET_BIND_SERVICE', 'KILL']],
  },
  {
    control: 'capabilities-restricted',
    field: 'container.securityContext.capabilities.drop',
    good: [['ALL'], ['NET_RAW', 'ALL']],
    bad: [undefined, null, [], ['NET_RAW'], ['all']],
  },
  {
    control: 'capabilities-restricted',
    field: 'container.securityContext.capabilities',
    good: [{ drop: ['ALL'] }],
    bad: [undefined, {}],
  },
  {
    control: 'capabilities-restricted',
    field: 'spec.os',
    good: [{ name: 'windows' }],
    bad: [undefined, { name: 'linux' }],
    given: linuxOnly,
    also: ['privilege-escalation', 'seccomp-restricted'],
  },

  {
    control: 'host-path-volumes',
    field: 'spec.volumes',
    good: [undefined, [], [{ name: 'v', emptyDir: {} }], [{ name: 'v', nfs: { server: 'nfs.acme.io', path: '/' } }]],
    bad: [
      [{ name: 'v', hostPath: { path: '/var/run' } }],
      [
        { name: 'v', emptyDir: {} },
        { name: 'w', hostPath: { path: '/' } },
      ],
    ],
  },

  {
    control: 'host-ports',
    field: 'container.ports',
    good: [undefined, [], [{ containerPort: 80 }], [{ containerPort: 80, hostPort: 0 }]],
    bad: [[{ containerPort: 80, hostPort: 80 }], [{ containerPort: 80 }, { containerPort: 81, hostPort: 8081 }]],
  },

  ...['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'].flatMap(
    (handler): readonly FieldCases[] => {
      const [field, control] = [`container.${handler}`, 'host-probes'];
      const [http, tcp] = [{ httpGet: { port: 80, host: '10.0.0.1' } }, { tcpSocket: { port: 80, host: '127.0.0.1' } }];
      const empty = [{ httpGet: { port: 80, host: '' } }, { tcpSocket: { port: 80, host: '' } }];
      return [
        { control, field, good: [undefined, { exec: { command: ['true'] } }, ...empty], bad: [http, tcp] },
        { control, field, good: [http, tcp], bad: [], minor: 33 },
      ];
    },
  ),

  {
    control: 'apparmor',
    field: 'each.securityContext.appArmorProfile',
    good: [undefined, null, { type: 'RuntimeDefault' }, { type: 'Localhost', localhostProfile: 'acme' }],
    bad: [{ type: 'Unconfined' }],
  },
  {
    control: 'apparmor',
    field: 'each.securityContext.appArmorProfile.type',
    good: ['RuntimeDefault'],
    bad: [undefined, '', 'runtime/default', 'unconfined'],
    unasked: 'It takes no other types.',
  },
  ...['app', 'init'].map((name) => ({
    control: 'apparmor',
    field: 'metadata.annotations',
    good: [undefined, {}, ...['runtime/default', 'localhost/acme', ''].map((value) => appArmor(name, value))],
    bad: [appArmor(name, 'unconfined')],
  })),
  {
    control: 'apparmor',
    field: 'metadata.annotations',
    good: [appArmor('nobody', 'runtime/default')],
    bad: [appArmor('app', 'RuntimeDefault'), appArmor('nobody', 'unconfined')],
    unasked: 'It takes no other values, and only names of containers.',
  },

  {
    control: 'selinux',
    field: 'each.securityContext.seLinuxOptions.type',
    good: [undefined, null, '', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'],
    bad: ['spc_t', 'container_T', 'unconfined_t'],
  },
  {
    control: 'selinux',
    field: 'each.securityContext.seLinuxOptions.type',
    good: ['container_t', 'container_init_t', 'container_kvm_t'],
    bad: ['container_engine_t'],
    minor: 30,
  },
  {
    control: 'selinux',
    field: 'each.securityContext.seLinuxOptions.user',
    good: [undefined, null, ''],
    bad: ['system_u'],
  },
  {
    control: 'selinux',
    field: 'each.securityContext.seLinuxOptions.role',
    good: [undefined, null, ''],
    bad: ['sysadm_r'],
  },
  {
    control: 'selinux',
    field: 'each.securityContext.seLinuxOptions.level',
    good: [undefined, 's0:c123,c456'],
    bad: [],
  },

  {
    control: 'proc-mount',
    field: 'container.securityContext.procMount',
    good: [undefined, null, 'Default'],
    bad: ['Unmasked'],
    given: { 'spec.hostUsers': false },
  },
  {
    control: 'proc-mount',
    field: 'container.securityContext.procMount',
    good: [undefined, 'Default'],
    bad: ['Unmasked', 'Other', ''],
    unasked: 'It takes no others, and not without a user namespace.',
  },
  {
    control: 'proc-mount',
    field: 'spec.hostUsers',
    good: [false],
    bad: [undefined, null, true],
    given: { 'container.securityContext.procMount': 'Unmasked' },
    minor: 35,
    unasked: NEWER,
  },
  {
    control: 'proc-mount-restricted',
    field: 'container.securityContext.procMount',
    good: [undefined, null, 'Default'],
    bad: ['Unmasked'],
    given: { 'spec.hostUsers': false },
    minor: 35,
    unasked: NEWER,
  },

  {
    control: 'seccomp',
    field: 'each.securityContext.seccompProfile',
    good: [undefined, null, { type: 'RuntimeDefault' }, { type: 'Localhost', localhostProfile: 'acme.json' }],
    bad: [{ type: 'Unconfined' }],
    given: { 'spec.securityContext.seccompProfile': undefined },
    also: ['seccomp-restricted'],
  },
  {
    control: 'seccomp',
    field: 'each.securityContext.seccompProfile.type',
    good: ['RuntimeDefault'],
    bad: [undefined, '', 'unconfined', 'runtime/default'],
    unasked: 'It takes no other types.',
  },
  {
    control: 'seccomp',
    field: 'metadata.annotations',
    good: ['runtime/default', 'docker/default', 'localhost/acme'].flatMap(seccompAnnotations),
    bad: ['unconfined', 'acme', ''].flatMap(seccompAnnotations),
    minor: 18,
    unasked: 'It takes few values, and makes fields of none.',
  },
  {
    control: 'seccomp',
    field: 'metadata.annotations',
    good: ['unconfined'].flatMap(seccompAnnotations),
    bad: [],
    minor: 19,
    unasked: 'It takes few values, and makes fields of none.',
  },
  {
    control: 'seccomp-restricted',
    field: 'spec.securityContext.seccompProfile',
    good: [{ type: 'RuntimeDefault' }, { type: 'Localhost', localhostProfile: 'acme.json' }],
    bad: [undefined, null],
  },
  {
    control: 'seccomp-restricted',
    field: 'container.securityContext.seccompProfile',
    good: [{ type: 'RuntimeDefault' }, { type: 'Localhost', localhostProfile: 'acme.json' }],
    bad: [undefined, null],
    given: eachHasProfile,
  },
  {
    control: 'seccomp-restricted',
    field: 'spec.os',
    good: [{ name: 'windows' }],
    bad: [undefined, { name: 'linux' }],
    given: linuxOnly,
    also: ['capabilities-restricted', 'privilege-escalation'],
  },

  ...[
    ['net.ipv4.ip_local_reserved_ports', 27],
    ['net.ipv4.tcp_fin_timeout', 29],
    ['net.ipv4.tcp_keepalive_intvl', 29],
    ['net.ipv4.tcp_keepalive_probes', 29],
    ['net.ipv4.tcp_keepalive_time', 29],
    ['net.ipv4.tcp_rmem', 32],
    ['net.ipv4.tcp_wmem', 32],
  ].flatMap(([name, since]): readonly FieldCases[] => [
    { control: 'sysctls', field: 'spec.securityContext.sysctls', good: [sysctl(name)], bad: [], minor: Number(since) },
    {
      control: 'sysctls',
      field: 'spec.securityContext.sysctls',
      good: [],
      bad: [sysctl(name)],
      minor: Number(since) - 1,
    },
  ]),
  {
    control: 'sysctls',
    field: 'spec.securityContext.sysctls',
    good: [
      undefined,
      [],
      sysctl('kernel.shm_rmid_forced'),
      sysctl('net.ipv4.ip_local_port_range'),
      sysctl('net.ipv4.ip_unprivileged_port_start'),
      sysctl('net.ipv4.ping_group_range'),
      sysctl('net.ipv4.tcp_syncookies'),
    ],
    bad: [sysctl('kernel.msgmax'), sysctl('net.ipv4.tcp_notsent_lowat'), sysctl('net/ipv4/tcp_syncookies')],
  },
  {
    control: 'sysctls',
    field: 'spec.securityContext.sysctls',
    good: [sysctl('net.ipv4.tcp_slow_start_after_idle'), sysctl('net.ipv4.tcp_notsent_lowat')],
    bad: [sysctl('toString'), [{ value: '1' }]],
    minor: 37,
    unasked: NEWER,
  },

  {
    control: 'windows-host-process',
    field: 'each.securityContext.windowsOptions.hostProcess',
    good: [undefined, null, false],
    bad: [],
  },
  {
    control: 'windows-host-process',
    field: 'spec.securityContext.windowsOptions.hostProcess',
    good: [],
    bad: [true],
    given: { 'spec.hostNetwork': true },
    also: ['host-namespaces'],
  },
  {
    control: 'windows-host-process',
    field: 'each.securityContext.windowsOptions.hostProcess',
    good: [],
    bad: [true],
    unasked: 'It takes only Pods on the network of the node, and all of their containers.',
  },

  {
    control: 'volume-types',
    field: 'spec.volumes.0',
    good: [
      { configMap: { name: 'c' } },
      { csi: { driver: 'acme' } },
      { downwardAPI: { items: [] } },
      { emptyDir: {} },
      { ephemeral: { volumeClaimTemplate: { spec: claim('1Gi') } } },
      { persistentVolumeClaim: { claimName: 'p' } },
      { projected: { sources: [] } },
      { secret: { secretName: 's' } },
      // Both become an emptyDir.
      {},
      { hostPath: null },
    ].map((type) => ({ name: 'v', ...type })),
    bad: [
      { awsElasticBlockStore: { volumeID: 'v' } },
      { azureDisk: { diskName: 'd', diskURI: 'https://blob.acme.io/subscriptions/d' } },
      { azureFile: { secretName: 's', shareName: 's' } },
      { cephfs: { monitors: ['m'] } },
      { cinder: { volumeID: 'v' } },
      { fc: { targetWWNs: ['w'], lun: 0 } },
      { flexVolume: { driver: 'acme/d' } },
      { flocker: { datasetName: 'd' } },
      { gcePersistentDisk: { pdName: 'p' } },
      { gitRepo: { repository: 'https://git.acme.io/r' } },
      { glusterfs: { endpoints: 'e', path: 'p' } },
      { iscsi: { targetPortal: 'p', iqn: 'iqn.2025-01.io.acme:s', lun: 0 } },
      { nfs: { server: 'nfs.acme.io', path: '/' } },
      { photonPersistentDisk: { pdID: 'p' } },
      { portworxVolume: { volumeID: 'v' } },
      { quobyte: { registry: 'registry.acme.io:80', volume: 'v' } },
      { rbd: { monitors: ['m'], image: 'i' } },
      { scaleIO: { gateway: 'g', system: 's', secretRef: { name: 's' }, volumeName: 'v' } },
      { storageos: { volumeName: 'v' } },
      { vsphereVolume: { volumePath: 'v' } },
    ].map((type) => ({ name: 'v', ...type })),
  },
  {
    control: 'volume-types',
    field: 'spec.volumes.0',
    good: [{ name: 'v', image: { reference: 'acme/data:1' } }],
    bad: [
      { name: 'v', hologram: {} },
      { name: 'v', toString: 'x' },
    ],
    unasked: 'It knows neither.',
  },

  {
    control: 'privilege-escalation',
    field: 'container.securityContext.allowPrivilegeEscalation',
    good: [false],
    bad: [undefined, null, true],
  },
  {
    control: 'privilege-escalation',
    field: 'container.securityContext',
    good: [{ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } }],
    bad: [undefined, {}],
    also: ['capabilities-restricted'],
  },
  {
    control: 'privilege-escalation',
    field: 'spec.os',
    good: [{ name: 'windows' }],
    bad: [undefined, { name: 'linux' }],
    given: linuxOnly,
    also: ['capabilities-restricted', 'seccomp-restricted'],
  },
  {
    control: 'privilege-escalation',
    field: 'spec.os',
    good: [],
    bad: [{ name: 'windows' }],
    given: linuxOnly,
    also: ['capabilities-restricted', 'seccomp-restricted'],
    minor: 24,
  },

  {
    control: 'run-as-non-root',
    field: 'spec.securityContext.runAsNonRoot',
    good: [true],
    bad: [undefined, null, false],
  },
  {
    control: 'run-as-non-root',
    field: 'spec.securityContext.runAsNonRoot',
    good: [undefined, null, true],
    bad: [false],
    given: eachSaysNonRoot,
  },
  {
    control: 'run-as-non-root',
    field: 'container.securityContext.runAsNonRoot',
    good: [true],
    bad: [undefined, null, false],
    given: eachSaysNonRoot,
  },
  {
    control: 'run-as-non-root',
    field: 'container.securityContext.runAsNonRoot',
    good: [undefined, null, true],
    bad: [false],
  },
  {
    control: 'run-as-non-root',
    field: 'spec.hostUsers',
    good: [],
    bad: [undefined, true, false],
    given: { 'spec.securityContext.runAsNonRoot': undefined },
  },
  {
    control: 'run-as-non-root',
    field: 'spec.hostUsers',
    good: [false],
    bad: [undefined, true],
    given: { 'each.securityContext.runAsNonRoot': false },
    minor: 35,
    unasked: NEWER,
  },

  { control: 'run-as-user', field: 'each.securityContext.runAsUser', good: [undefined, null, 1, 1000], bad: [0] },
  { control: 'run-as-user', field: 'each.securityContext.runAsUser', good: [0], bad: [], minor: 22 },
  {
    control: 'run-as-user',
    field: 'spec.hostUsers',
    good: [],
    bad: [undefined, true, false],
    given: { 'spec.securityContext.runAsUser': 0 },
  },
  {
    control: 'run-as-user',
    field: 'spec.hostUsers',
    good: [false],
    bad: [undefined, true],
    given: { 'each.securityContext.runAsUser': 0 },
    minor: 35,
    unasked: NEWER,
  },
];

function appArmor(container: string, profile: string) {
  return { [`container.apparmor.security.beta.kubernetes.io/${container}`]: profile };
}

function seccompAnnotations(profile: string) {
  return [
    { 'seccomp.security.alpha.kubernetes.io/pod': profile },
    { 'container.seccomp.security.alpha.kubernetes.io/app': profile },
    { 'container.seccomp.security.alpha.kubernetes.io/init': profile },
  ];
}

function sysctl(name: unknown) {
  return [{ name, value: '1' }];
}

function claim(storage: string) {
  return { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } };
}
