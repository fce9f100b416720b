// Loaded before flux-hub, takes its rules away; shapes are checked all the same. What differs from flux-hub is what the rules cost.
const { clusterRules } = require('../../build/lib/checks/rules.js');
clusterRules.length = 0;
