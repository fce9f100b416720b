export { renderCluster, renderHub, type RenderOptions, renderTenant } from './render';
export type { Rendering } from './rendering';
export type { Subject } from '../rbac/can';
