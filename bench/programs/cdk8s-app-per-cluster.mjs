// Stock cdk8s: an App per cluster, dropped once it is written.
import { ApiObject, App, Chart } from 'cdk8s';
import { fleet } from './arguments.mjs';
import { clusterNames, tenantFiles, tenantNames } from './fleet.mjs';

for (const cluster of clusterNames(fleet.clusters)) {
  const app = new App({ outdir: fleet.out });
  const chart = new Chart(app, cluster);
  for (const tenant of tenantNames(fleet.tenants))
    for (const { objects } of tenantFiles(cluster, tenant))
      for (const object of objects) new ApiObject(chart, `${tenant}-${object.kind}`, object);
  app.synth();
}
