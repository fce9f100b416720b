import { Releases } from 'cdk8s-flux-hub';

/** Versions per environment: the YAML files beside this one, which people and bots edit. */
export const releases = Releases.in(__dirname);
