export type { Subject } from '../rbac/subject';
export { type RenderOptions, renderCluster, renderHub, renderTenant } from './render';
export type { HubRendering, Rendering } from './rendering';
