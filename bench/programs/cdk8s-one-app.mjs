// Stock cdk8s: one App with a Chart, and so a file, per cluster. A Chart per tenant takes many times as long.
import { ApiObject, App, Chart } from 'cdk8s';
import { fleet } from './arguments.mjs';
import { clusterNames, tenantFiles, tenantNames } from './fleet.mjs';

const app = new App({ outdir: fleet.out });
for (const cluster of clusterNames(fleet.clusters)) addCluster(app, cluster);
app.synth();

function addCluster(scope, cluster) {
  const chart = new Chart(scope, cluster);
  for (const tenant of tenantNames(fleet.tenants))
    for (const { objects } of tenantFiles(cluster, tenant))
      for (const object of objects) new ApiObject(chart, `${tenant}-${object.kind}`, object);
}
