/** The version in package.json, put in by the build. */
declare const BACKSTEP_VERSION: string;

/** The way from where the code lies to the root of the package: from dist/ in the bundle, from src/cli/ in tests. */
declare const BACKSTEP_ROOT: string;
