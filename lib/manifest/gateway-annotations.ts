/** Says on a Gateway or ListenerSet why routes of every namespace may attach to it: whoever reports that tells the reason. */
export const openToAllAnnotation = 'cdk8s-flux-hub/open-to-all';
