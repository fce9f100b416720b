/** A claim that one Pod at a time mounts, as charts take it. */
export function volumeClaim(storage: string) {
  return { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } };
}
