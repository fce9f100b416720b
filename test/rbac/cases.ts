import { fluxDefaults } from '../../lib/rbac/default-roles';
import type { CaseGroup } from './questions';
import { account, bind, bindEverywhere, clusterRole, gathering, namespace, role } from './roles';

/**
 * What Kubernetes answers. The manifests of all groups are meant to be installed together, on an empty cluster; so no group has
 * anything to do with the subjects of another. The first eight say what Kubernetes' own tests of its authorizer say.
 */
export const groups: readonly CaseGroup[] = [
  {
    about: 'a ClusterRole with all rights, bound in one namespace',
    manifests: [
      namespace('only'),
      clusterRole('only-everything', [['*', '*', '*']]),
      bind('only', 'everything', 'ClusterRole only-everything', 'User only-admin', 'Group only-admins'),
    ],
    allowed: [
      ['only-admin', 'get Pods in only', 'watch Pods in only', 'create pods/exec in only', 'escalate roles in only'],
      ['only-admin of group1', 'watch Foobar in only', 'deletecollection things.example.com in only'],
      ['only-joe of only-admins', 'watch Foobar in only', 'get pods named web in only'],
      ['only-joe of group1, only-admins', 'watch Foobar in only'],
      ['of only-admins', 'patch deployments/scale.apps in only', 'update namespaces named only in only'],
    ],
    denied: [
      [
        'only-admin',
        'get Pods in other',
        'get Nodes',
        'list pods',
        'get /healthz/only',
        'update namespaces named only',
      ],
      ['only-admin of only-admins', 'get Pods in other', 'get Nodes', 'create namespaces'],
      ['only-joe of group1', 'get Pods in only'],
    ],
  },
  {
    about: 'URL paths',
    manifests: [
      clusterRole('url-getter', [['get', '/url']]),
      clusterRole('url-all', [['*', '/url']]),
      clusterRole('url-prefix', [['get', '/url/*']]),
      bindEverywhere('url-getter', 'url-getter', 'User url-foo', 'Group url-bar'),
      bindEverywhere('url-all', 'url-all', 'User url-admin', 'Group url-admins'),
      bindEverywhere('url-prefix', 'url-prefix', 'User url-prefixed', 'Group url-prefixed'),
    ],
    allowed: [
      ['url-foo', 'get /url'],
      ['of url-bar', 'get /url'],
      ['url-admin', 'get /url', 'watch /url'],
      ['of url-admins', 'get /url', 'watch /url', 'post /url'],
      ['url-prefixed', 'get /url/v1', 'get /url/v1/foobar'],
      ['of url-prefixed', 'get /url/v1', 'get /url/v1/foobar'],
    ],
    denied: [
      ['url-foo', 'watch /url', 'get /url/v1', 'get url'],
      ['of url-bar', 'watch /url', 'get /other/v1'],
      ['url-admin', 'get /url/v1'],
      ['of url-admins', 'get /url/v1'],
      ['url-prefixed', 'get /url', 'get /urls/v1', 'get /other/url/v1', 'head /url/v1'],
      ['of url-prefixed', 'get /other/v1'],
    ],
  },
  {
    about: 'every URL path, or those below one',
    manifests: [
      clusterRole('path-all', [['verb1', '*']]),
      clusterRole('path-below', [['verb1', '/foo/*']]),
      clusterRole('path-some', [['*', '/foo /foo/bar/one']]),
      bindEverywhere('path-all', 'path-all', 'User path-all'),
      bindEverywhere('path-below', 'path-below', 'User path-below'),
      bindEverywhere('path-some', 'path-some', 'User path-some'),
    ],
    allowed: [
      ['path-all', 'verb1 /foo', 'verb1 /foo/bar', 'verb1 /foo/baz', 'verb1 /foo/bar/one', 'verb1 /foo/baz/one'],
      ['path-below', 'verb1 /foo/bar', 'verb1 /foo/baz', 'verb1 /foo/bar/one', 'verb1 /foo/baz/one', 'verb1 /foo/'],
      ['path-some', 'verb1 /foo', 'verb1 /foo/bar/one', 'verb2 /foo', 'verb2 /foo/bar/one'],
    ],
    denied: [
      ['path-all', 'verb2 /foo', 'verb2 /foo/bar', 'verb2 /foo/baz', 'verb2 /foo/bar/one', 'verb2 /foo/baz/one'],
      ['path-below', 'verb1 /foo', 'verb1 /notfoo', 'verb1 /notfoo/bar', 'verb1 /notfoo/bar/one', 'verb2 /foo/bar'],
      ['path-some', 'verb1 /foo/bar', 'verb1 /foo/baz', 'verb1 /foo/baz/one', 'verb2 /foo/bar', 'verb2 /foo/baz/one'],
    ],
  },
  {
    about: 'every verb, every group, every resource',
    manifests: [
      clusterRole('star-verb', [['*', 'group1', 'resource1']]),
      clusterRole('star-group', [['verb1', '*', 'resource1']]),
      clusterRole('star-resource', [['verb1', 'group1', '*']]),
      bindEverywhere('star-verb', 'star-verb', 'User star-verb'),
      bindEverywhere('star-group', 'star-group', 'User star-group'),
      bindEverywhere('star-resource', 'star-resource', 'User star-resource'),
    ],
    allowed: [
      ['star-verb', 'verb1 resource1.group1', 'verb2 resource1.group1', '* resource1.group1 in any'],
      ['star-group', 'verb1 resource1.group1', 'verb1 resource1.group2', 'verb1 resource1 named any in any'],
      ['star-resource', 'verb1 resource1.group1', 'verb1 resource2.group1', 'verb1 resource1/subresource1.group1'],
    ],
    denied: [
      ['star-verb', 'verb1 resource1.group2', 'verb1 resource2.group1', 'verb1 resource2.group2'],
      ['star-verb', 'verb2 resource1.group2', 'verb2 resource2.group1', 'verb1 resource1/subresource1.group1'],
      ['star-group', 'verb1 resource2.group1', 'verb1 resource2.group2', 'verb2 resource1.group1'],
      ['star-group', 'verb2 resource1.group2', 'verb2 resource2.group1', '* resource1.group1'],
      ['star-resource', 'verb1 resource1.group2', 'verb1 resource2.group2', 'verb2 resource1.group1'],
      ['star-resource', 'verb2 resource1.group2', 'verb2 resource2.group1', 'verb1 resource1'],
    ],
  },
  {
    about: 'every pair of what one rule lists',
    manifests: [
      clusterRole('tuple', [['verb1 verb2', 'group1 group2', 'resource1 resource2']]),
      bindEverywhere('tuple', 'tuple', 'User tuple'),
    ],
    allowed: [
      ['tuple', 'verb1 resource1.group1', 'verb1 resource1.group2', 'verb1 resource2.group1', 'verb1 resource2.group2'],
      ['tuple', 'verb2 resource1.group1', 'verb2 resource1.group2', 'verb2 resource2.group1', 'verb2 resource2.group2'],
    ],
    denied: [
      ['tuple', 'verb3 resource1.group1', 'verb1 resource3.group1', 'verb1 resource1.group3', 'VERB1 resource1.group1'],
    ],
  },
  {
    about: 'subresources',
    manifests: [
      namespace('sub'),
      clusterRole('sub-one', [['*', '*', 'resource1/subresource1']]),
      clusterRole('sub-pods', [['*', '*', 'pods']]),
      clusterRole('sub-status', [['*', '*', 'pods/status']]),
      clusterRole('sub-scale', [['get update', '*', '*/scale']]),
      clusterRole('sub-below', [['get', 'core', 'pods/*']]),
      bindEverywhere('sub-one', 'sub-one', 'User sub-one'),
      bind('sub', 'pods', 'ClusterRole sub-pods', 'User sub-pods'),
      bind('sub', 'status', 'ClusterRole sub-status', 'User sub-status'),
      bind('sub', 'scale', 'ClusterRole sub-scale', 'User sub-scale'),
      bind('sub', 'below', 'ClusterRole sub-below', 'User sub-below'),
    ],
    allowed: [
      ['sub-one', 'verb1 resource1/subresource1.group1', 'verb2 resource1/subresource1.group1'],
      ['sub-pods', 'get pods in sub', 'get pods named web in sub'],
      ['sub-status', 'get pods/status in sub', 'patch pods/status named web in sub'],
      ['sub-scale', 'update deployments/scale.apps in sub', 'get replicationcontrollers/scale in sub'],
    ],
    denied: [
      ['sub-one', 'verb1 resource1/subresource2.group2', 'verb1 resource2/subresource1.group1'],
      [
        'sub-one',
        'verb1 resource2/subresource2.group2',
        'verb2 resource1/subresource2.group2',
        'verb1 resource1.group1',
      ],
      ['sub-pods', 'get pods/status in sub', 'create pods/exec in sub', 'get pods/log named web in sub'],
      ['sub-status', 'get pods in sub', 'get pods/log in sub'],
      [
        'sub-scale',
        'update deployments.apps in sub',
        'patch deployments/scale.apps in sub',
        'get deployments/status.apps in sub',
      ],
      ['sub-scale', 'get pods/autoscale in sub'],
      // Only a subresource of everything has a wildcard; everything of one resource has none.
      ['sub-below', 'get pods/log in sub', 'get pods in sub'],
    ],
  },
  {
    about: 'whom a binding names',
    manifests: [
      namespace('whom'),
      account('whom', 'bot'),
      ...['first', 'second', 'group', 'star', 'everybody', 'bot', 'nameless'].map((name) =>
        clusterRole(`whom-${name}`, [['get', `${name}.whom.example.com`, 'things']]),
      ),
      bindEverywhere('whom-first', 'whom-first', 'User whom-foobar'),
      bindEverywhere('whom-second', 'whom-second', 'User whom-barfoo', 'User whom-foobar'),
      bindEverywhere('whom-group', 'whom-group', 'User whom-barfoo', 'Group whom-foobar'),
      bindEverywhere('whom-star', 'whom-star', 'User *'),
      bindEverywhere('whom-everybody', 'whom-everybody', 'Group system:authenticated', 'Group system:unauthenticated'),
      bindEverywhere('whom-bot', 'whom-bot', 'User whom-barfoo', 'ServiceAccount whom/bot'),
      bindEverywhere('whom-nobody', 'whom-nameless'),
    ],
    allowed: [
      ['whom-foobar', 'get things.first.whom.example.com', 'get things.second.whom.example.com'],
      ['whom-zimzam of whom-foobar', 'get things.group.whom.example.com', 'get things.group.whom.example.com in whom'],
      ['whom-zimzam', 'get things.everybody.whom.example.com'],
      ['system:anonymous', 'get things.everybody.whom.example.com'],
      ['of system:unauthenticated', 'get things.everybody.whom.example.com'],
      ['*', 'get things.star.whom.example.com'],
      ['whom/bot', 'get things.bot.whom.example.com', 'get things.everybody.whom.example.com'],
      ['system:serviceaccount:whom:bot', 'get things.bot.whom.example.com'],
    ],
    denied: [
      ['whom-zimzam', 'get things.first.whom.example.com', 'get things.second.whom.example.com'],
      // Users and groups are not mistaken for each other.
      ['whom-foobar', 'get things.group.whom.example.com', 'get things.star.whom.example.com'],
      ['of whom-barfoo', 'get things.second.whom.example.com'],
      ['other/bot', 'get things.bot.whom.example.com'],
      ['whom/robot', 'get things.bot.whom.example.com'],
      ['whom-zimzam of system:serviceaccounts:whom', 'get things.bot.whom.example.com'],
      ['whom-foobar', 'get things.nameless.whom.example.com'],
    ],
  },
  {
    about: 'rules that hold in a namespace, and rules that hold everywhere',
    manifests: [
      namespace('ns1'),
      namespace('ns2'),
      role('ns1', 'read', [['get watch', 'core', 'pods services']]),
      role('ns2', 'read', [['get', 'core', 'configmaps']]),
      clusterRole('ns-nodes', [['update create', 'core', 'nodes']]),
      clusterRole('ns-pods', [['list', 'core', 'pods']]),
      bind('ns1', 'read', 'Role read', 'User ns-foobar', 'Group ns-group'),
      bind('ns2', 'read', 'Role read', 'User ns-baz'),
      bind('ns1', 'nodes', 'ClusterRole ns-nodes', 'User ns-foobar'),
      bindEverywhere('ns-nodes', 'ns-nodes', 'User ns-admin', 'Group ns-admin'),
      bindEverywhere('ns-pods', 'ns-pods', 'User ns-baz'),
    ],
    allowed: [
      ['ns-foobar', 'get pods in ns1', 'watch services in ns1'],
      ['ns-joe of ns-group', 'get pods in ns1'],
      ['ns-joe of ns-admin', 'create nodes', 'update nodes named worker'],
      ['ns-admin', 'create nodes in ns1'],
      ['ns-baz', 'get configmaps in ns2', 'list pods', 'list pods in ns1', 'list pods in elsewhere'],
      ['ns-foobar', 'create nodes in ns1'],
    ],
    denied: [
      ['ns-foobar', 'get pods in ns2', 'get pods', 'create nodes', 'get nodes', 'list pods in ns1'],
      ['ns-baz', 'get pods in ns2', 'get configmaps in ns1', 'get configmaps', 'get pods in ns1', 'watch pods'],
      ['ns-joe', 'get pods in ns1', 'create nodes'],
    ],
  },
  {
    about: 'names of objects',
    manifests: [
      namespace('names'),
      role('names', 'named', [
        ['get list watch update create deletecollection', 'core', 'configmaps', 'one two'],
        ['get', 'core', 'pods/log', 'web'],
        ['create', 'core', 'serviceaccounts/token', 'bot'],
      ]),
      bind('names', 'named', 'Role named', 'User named'),
      clusterRole('named-signer', [['approve', 'certificates.k8s.io', 'signers', 'example.com/one']]),
      bindEverywhere('named-signer', 'named-signer', 'User named-signer'),
    ],
    allowed: [
      [
        'named',
        'get configmaps named one in names',
        'update configmaps named two in names',
        'get pods/log named web in names',
      ],
      // Those that ask for one name by a field selector, and server-side apply, which creates by name.
      [
        'named',
        'list configmaps named one in names',
        'watch configmaps named two in names',
        'create configmaps named one in names',
      ],
      ['named', 'create serviceaccounts/token named bot in names', 'deletecollection configmaps named one in names'],
      ['named-signer', 'approve signers.certificates.k8s.io named example.com/one'],
    ],
    denied: [
      [
        'named',
        'get configmaps named three in names',
        'get configmaps in names',
        'delete configmaps named one in names',
      ],
      [
        'named',
        'list configmaps in names',
        'watch configmaps in names',
        'create configmaps in names',
        'deletecollection configmaps in names',
      ],
      [
        'named',
        'get pods/log in names',
        'get pods/log named api in names',
        'create serviceaccounts/token named default in names',
      ],
      ['named', 'get configmaps named one', 'get configmaps named ONE in names', 'get configmaps named one* in names'],
      [
        'named-signer',
        'approve signers.certificates.k8s.io named example.com/two',
        'approve signers.certificates.k8s.io',
      ],
    ],
  },
  {
    about: 'ClusterRoles that gather others',
    manifests: [
      clusterRole('gathered-one', [['get', 'gather.example.com', 'ones']], { 'gather.example.com/into': 'first' }),
      clusterRole('gathered-two', [['get', 'gather.example.com', 'twos']], { 'gather.example.com/into': 'second' }),
      clusterRole('gathered-three', [['get', 'gather.example.com', 'threes']], {
        'gather.example.com/into': 'second',
        'gather.example.com/not': 'true',
      }),
      clusterRole('gathered-none', [['get', 'gather.example.com', 'nones']]),
      gathering('gather-first', { matchLabels: { 'gather.example.com/into': 'first' } }),
      gathering(
        'gather-both',
        { matchLabels: { 'gather.example.com/into': 'first' } },
        {
          matchExpressions: [
            { key: 'gather.example.com/into', operator: 'In', values: ['second', 'third'] },
            { key: 'gather.example.com/not', operator: 'DoesNotExist' },
          ],
        },
      ),
      { ...gathering('gather-gatherer', { matchLabels: { 'gather.example.com/gatherer': 'true' } }) },
      {
        ...gathering('gather-nested', { matchExpressions: [{ key: 'gather.example.com/not', operator: 'Exists' }] }),
        metadata: { name: 'gather-nested', labels: { 'gather.example.com/gatherer': 'true' } },
      },
      // Its own rules are replaced by those that it gathers.
      {
        ...clusterRole('gather-own', [['get', 'gather.example.com', 'owns']]),
        aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'gather.example.com/into': 'first' } }] },
      },
      ...['first', 'both', 'gatherer', 'own'].map((name) =>
        bindEverywhere(`gather-${name}`, `gather-${name}`, `User gather-${name}`),
      ),
    ],
    allowed: [
      ['gather-first', 'get ones.gather.example.com'],
      ['gather-both', 'get ones.gather.example.com', 'get twos.gather.example.com'],
      ['gather-gatherer', 'get threes.gather.example.com'],
      ['gather-own', 'get ones.gather.example.com'],
    ],
    denied: [
      ['gather-first', 'get twos.gather.example.com', 'get nones.gather.example.com', 'list ones.gather.example.com'],
      ['gather-both', 'get threes.gather.example.com', 'get nones.gather.example.com'],
      ['gather-gatherer', 'get ones.gather.example.com'],
      ['gather-own', 'get owns.gather.example.com'],
    ],
  },
  {
    about: 'admin, edit and view, and what is added to them',
    manifests: [
      namespace('user-facing'),
      clusterRole('user-facing-view', [['get', 'user-facing.example.com', 'widgets']], {
        'rbac.authorization.k8s.io/aggregate-to-view': 'true',
      }),
      clusterRole('user-facing-admin', [['create', 'user-facing.example.com', 'widgets']], {
        'rbac.authorization.k8s.io/aggregate-to-admin': 'true',
      }),
      bind('user-facing', 'admin', 'ClusterRole admin', 'User user-facing-admin'),
      bind('user-facing', 'edit', 'ClusterRole edit', 'User user-facing-edit'),
      bind('user-facing', 'view', 'ClusterRole view', 'User user-facing-view'),
      bind('user-facing', 'cluster-admin', 'ClusterRole cluster-admin', 'User user-facing-owner'),
    ],
    allowed: [
      [
        'user-facing-admin',
        'create rolebindings.rbac.authorization.k8s.io in user-facing',
        'get secrets in user-facing',
      ],
      [
        'user-facing-admin',
        'impersonate serviceaccounts named any in user-facing',
        'create serviceaccounts/token named any in user-facing',
      ],
      ['user-facing-admin', 'delete networkpolicies.networking.k8s.io in user-facing', 'get pods/log in user-facing'],
      [
        'user-facing-admin',
        'create localsubjectaccessreviews.authorization.k8s.io in user-facing',
        'get namespaces named user-facing in user-facing',
      ],
      [
        'user-facing-admin',
        'get widgets.user-facing.example.com in user-facing',
        'create widgets.user-facing.example.com in user-facing',
      ],
      [
        'user-facing-edit',
        'create deployments.apps in user-facing',
        'create pods/exec in user-facing',
        'get secrets in user-facing',
      ],
      [
        'user-facing-edit',
        'update deployments/scale.apps in user-facing',
        'get widgets.user-facing.example.com in user-facing',
      ],
      [
        'user-facing-view',
        'list pods in user-facing',
        'get deployments/scale.apps in user-facing',
        'get widgets.user-facing.example.com in user-facing',
      ],
      [
        'user-facing-owner',
        'delete namespaces named user-facing in user-facing',
        'delete resourcequotas in user-facing',
      ],
    ],
    denied: [
      [
        'user-facing-admin',
        'delete resourcequotas in user-facing',
        'patch namespaces named user-facing in user-facing',
        'create pods in default',
      ],
      [
        'user-facing-admin',
        'create httproutes.gateway.networking.k8s.io in user-facing',
        'create clusterrolebindings.rbac.authorization.k8s.io',
      ],
      [
        'user-facing-admin',
        'bind clusterroles.rbac.authorization.k8s.io named admin in user-facing',
        'escalate roles.rbac.authorization.k8s.io in user-facing',
      ],
      [
        'user-facing-edit',
        'get roles.rbac.authorization.k8s.io in user-facing',
        'create widgets.user-facing.example.com in user-facing',
      ],
      ['user-facing-view', 'get secrets in user-facing', 'create pods in user-facing', 'get pods/exec in user-facing'],
      ['user-facing-owner', 'delete namespaces named user-facing', 'get secrets in default', 'get /metrics'],
    ],
  },
  {
    about: 'what everybody is in, and what that allows',
    manifests: [
      namespace('groups'),
      account('groups', 'bot'),
      clusterRole('groups-all', [['get', 'groups.example.com', 'alls']]),
      clusterRole('groups-home', [['get', 'groups.example.com', 'homes']]),
      bindEverywhere('groups-all', 'groups-all', 'Group system:serviceaccounts'),
      bindEverywhere('groups-home', 'groups-home', 'Group system:serviceaccounts:groups'),
    ],
    allowed: [
      [
        'groups/bot',
        'get alls.groups.example.com',
        'get homes.groups.example.com',
        'get homes.groups.example.com in default',
      ],
      ['groups/unmade', 'get homes.groups.example.com'],
      ['default/bot', 'get alls.groups.example.com', 'get /.well-known/openid-configuration'],
      ['of system:serviceaccounts:groups', 'get homes.groups.example.com', 'get alls.groups.example.com'],
      [
        'groups-ann',
        'create selfsubjectaccessreviews.authorization.k8s.io',
        'get /apis/apps',
        'get /version',
        'get /healthz',
      ],
      ['system:anonymous', 'get /healthz', 'get /livez', 'get /version'],
      [
        'groups-ann of system:masters',
        'create clusterrolebindings.rbac.authorization.k8s.io',
        'get secrets in any',
        'delete /anything',
      ],
      ['of system:masters', '* *.*'],
    ],
    denied: [
      ['default/bot', 'get homes.groups.example.com'],
      [
        'groups-ann',
        'get alls.groups.example.com',
        'get pods in groups',
        'list namespaces',
        'get /metrics',
        'get /.well-known/openid-configuration',
      ],
      [
        'groups-ann',
        'create subjectaccessreviews.authorization.k8s.io',
        'create tokenreviews.authentication.k8s.io',
        'post /healthz',
      ],
      ['system:anonymous', 'get /apis', 'create selfsubjectaccessreviews.authorization.k8s.io'],
      ['groups-ann of system:nodes', 'get pods'],
      ['system:masters', 'get pods'],
    ],
  },
  {
    about: "Kubernetes' own components",
    manifests: [],
    allowed: [
      [
        'system:kube-controller-manager',
        'create serviceaccounts/token named any in any',
        'list secrets',
        'watch things.example.com',
      ],
      [
        'system:kube-scheduler',
        'create pods/binding in any',
        'get leases.coordination.k8s.io named kube-scheduler in kube-system',
      ],
      [
        'system:kube-scheduler',
        'get configmaps named extension-apiserver-authentication in kube-system',
        'list leases.coordination.k8s.io in kube-system',
      ],
      ['kube-system/clusterrole-aggregation-controller', 'escalate clusterroles.rbac.authorization.k8s.io named any'],
      [
        'kube-system/namespace-controller',
        'deletecollection things.example.com in any',
        'delete namespaces named any in any',
      ],
      ['kube-system/job-controller', 'create pods in any'],
      ['kube-system/token-cleaner', 'delete secrets in kube-system'],
      ['of system:monitoring', 'get /metrics'],
    ],
    denied: [
      ['system:kube-controller-manager', 'create pods in default', 'delete configmaps in default'],
      [
        'system:kube-scheduler',
        'get secrets in kube-system',
        'update leases.coordination.k8s.io named other in default',
      ],
      ['kube-system/job-controller', 'create secrets in any', 'escalate clusterroles.rbac.authorization.k8s.io'],
      ['kube-system/token-cleaner', 'delete secrets in default', 'create secrets in kube-system'],
      ['kube-system/default', 'get pods in kube-system', 'get secrets in kube-system'],
    ],
  },
  {
    about: 'Flux',
    manifests: [
      namespace('flux-user'),
      bind('flux-user', 'edit', 'ClusterRole edit', 'User flux-user-edit'),
      bind('flux-user', 'view', 'ClusterRole view', 'User flux-user-view'),
      ...fluxDefaults,
    ],
    allowed: [
      [
        'flux-system/kustomize-controller',
        'create clusterrolebindings.rbac.authorization.k8s.io',
        'get secrets in any',
        'get /anything',
      ],
      ['flux-system/helm-controller', 'delete namespaces named any in any'],
      [
        'flux-system/source-controller',
        'get secrets in any',
        'patch gitrepositories/status.source.toolkit.fluxcd.io in any',
        'head /livez/ping',
      ],
      ['flux-system/notification-controller', 'create serviceaccounts/token named any in any', 'create events in any'],
      [
        'flux-user-edit',
        'create kustomizations.kustomize.toolkit.fluxcd.io in flux-user',
        'get helmreleases.helm.toolkit.fluxcd.io in flux-user',
      ],
      ['flux-user-view', 'list gitrepositories.source.toolkit.fluxcd.io in flux-user'],
    ],
    denied: [
      [
        'flux-system/source-controller',
        'create secrets in any',
        'create deployments.apps in flux-system',
        'get /livez/ping',
      ],
      ['flux-system/default', 'get secrets in flux-system'],
      ['default/kustomize-controller', 'get secrets in default'],
      [
        'flux-user-edit',
        'create kustomizations.kustomize.toolkit.fluxcd.io in default',
        'create fluxinstances.fluxcd.controlplane.io in flux-user',
      ],
      ['flux-user-view', 'create gitrepositories.source.toolkit.fluxcd.io in flux-user'],
    ],
  },
  {
    about: 'bindings to what is not there',
    manifests: [
      namespace('dangling'),
      role('dangling', 'here', [['get', 'core', 'pods']]),
      bind('dangling', 'nowhere', 'ClusterRole dangling-none', 'User dangling'),
      bind('dangling', 'other', 'Role elsewhere', 'User dangling'),
      bind('dangling', 'here', 'Role here', 'User dangling'),
      bind('dangling', 'kind', 'ClusterRole here', 'User dangling-kind'),
      bindEverywhere('dangling-nowhere', 'dangling-none', 'User dangling'),
    ],
    allowed: [['dangling', 'get pods in dangling']],
    denied: [
      ['dangling', 'get services in dangling', 'get pods', 'get pods in default'],
      ['dangling-kind', 'get pods in dangling'],
    ],
  },
  {
    about: 'verbs that grant, which are verbs like others',
    manifests: [
      namespace('verbs'),
      clusterRole('verbs-bind', [['bind', 'rbac.authorization.k8s.io', 'clusterroles', 'view']]),
      clusterRole('verbs-impersonate', [
        ['impersonate', 'core', 'users groups'],
        ['impersonate', 'authentication.k8s.io', 'userextras/scopes', 'view'],
      ]),
      role('verbs', 'all', [['*', 'core', 'serviceaccounts']]),
      bind('verbs', 'bind', 'ClusterRole verbs-bind', 'User verbs-binder'),
      bind('verbs', 'all', 'Role all', 'User verbs-owner'),
      bindEverywhere('verbs-impersonate', 'verbs-impersonate', 'User verbs-impersonator'),
    ],
    allowed: [
      ['verbs-binder', 'bind clusterroles.rbac.authorization.k8s.io named view in verbs'],
      ['verbs-impersonator', 'impersonate users named ann', 'impersonate groups named system:masters'],
      ['verbs-impersonator', 'impersonate userextras/scopes.authentication.k8s.io named view'],
      ['verbs-owner', 'impersonate serviceaccounts named any in verbs', 'deletecollection serviceaccounts in verbs'],
    ],
    denied: [
      [
        'verbs-binder',
        'bind clusterroles.rbac.authorization.k8s.io named admin in verbs',
        'bind clusterroles.rbac.authorization.k8s.io named view',
      ],
      [
        'verbs-binder',
        'create rolebindings.rbac.authorization.k8s.io in verbs',
        'get clusterroles.rbac.authorization.k8s.io named view in verbs',
      ],
      [
        'verbs-impersonator',
        'impersonate serviceaccounts named any in verbs',
        'get pods',
        'impersonate userextras/scopes.authentication.k8s.io named edit',
      ],
      ['verbs-owner', 'create serviceaccounts/token named any in verbs', 'impersonate users named ann in verbs'],
    ],
  },
];
