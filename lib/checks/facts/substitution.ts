import type { Manifest } from '../../manifest/manifest';

/** What the variables of a Flux Kustomization come to. */
export interface Substitution {
  /** Every variable that is known by name, with where its value comes from and whether anything uses it. */
  readonly variables: readonly {
    readonly name: string;
    /** `substitute`, or the ConfigMap or Secret that gives it. */
    readonly from: string;
    readonly used: boolean;
  }[];
  /** Used without value or default, where nothing unknown may give one. */
  readonly undefined: readonly { readonly name: string; readonly object: SubstitutedObject }[];
  /** What looks like a variable and is none. */
  readonly unescaped: readonly {
    readonly source: string;
    /** Why; a clause that follows the expression. */
    readonly message: string;
    readonly object: SubstitutedObject;
  }[];
}

/** An object that variables are replaced in. */
export interface SubstitutedObject {
  readonly manifest: Manifest;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}
