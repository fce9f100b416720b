/** What to check out; the most exact one that is set wins. @default the branch `main` */
export interface GitRef {
  /** A branch; its newest commit is checked out. @default - not set */
  readonly branch?: string;
  /** A tag. @default - not set */
  readonly tag?: string;
  /** A range of tags, such as `>=1.4.0 <2.0.0`; the highest is checked out. @default - not set */
  readonly semver?: string;
  /** A full commit hash; with `branch`, only that branch is fetched. @default - not set */
  readonly commit?: string;
  /** A full reference, such as `refs/heads/main`. @default - not set */
  readonly name?: string;
}
