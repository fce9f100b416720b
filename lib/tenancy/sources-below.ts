import type { IConstruct } from 'constructs';
import type { RenderedSource } from '../flux/source';
import { KubeObject } from '../object/kube-object';
import { isPlainUrl, sourceAddress } from '../policies/source-address';

/** Where the sources below a construct lead, as admission policies hold them against what is allowed. */
export function sourcesBelow(scope: IConstruct): string[] {
  return scope.node.findAll().flatMap((construct) => {
    const address = isReferredTo(construct) ? sourceAddress(construct.manifest) : undefined;
    return address !== undefined && isPlainUrl(address) ? [address] : [];
  });
}

function isReferredTo(construct: IConstruct): construct is RenderedSource {
  return KubeObject.isKubeObject(construct) && 'reference' in construct;
}
