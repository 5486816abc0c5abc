/** What a library says of itself as a package. All else follows from its code and from the workspace. */
export interface LibraryOptions {
  /** One sentence, for the registry's page. */
  readonly description: string;
  /** The public entries, by their files in `src`. Default: `index` alone. `index` is the package, `dto` is `<package>/dto`. */
  readonly entries?: readonly string[];
  /**
   * What the app brings, since there must be one of it: the ranges, by package. `workspace:^` is a library of this
   * workspace, at the version it is built with. What a library imports and does not name here becomes a dependency.
   */
  readonly peers?: Readonly<Record<string, string>>;
  /** Those of the peers that only some apps need. */
  readonly optionalPeers?: readonly string[];
  /** Files of the library's folder that belong in the package. README.md is always there. */
  readonly files?: readonly string[];
}
