// flux-hub without its rules, but for the one that the fleet acknowledges; shapes are checked all the same. What differs from
// flux-hub is what the rules cost.
const { clusterRules } = require('../../build/lib/checks/rules.js');
clusterRules.splice(0, clusterRules.length, ...clusterRules.filter(({ id }) => id === 'tenancy/limits-missing'));
require('../../bin/flux-hub.js');
