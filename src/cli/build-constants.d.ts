/** The version in package.json, inserted by the build. */
declare const BACKSTEP_VERSION: string;

/** The relative path from the code to the root of the package: from dist/ in the bundle, from src/cli/loading/ in tests. */
declare const BACKSTEP_ROOT: string;

/** The chunks with the command line and with the quick trace, as `./cli-….js`; inserted by the build. */
declare const BACKSTEP_CLI: string;
declare const BACKSTEP_TRACE: string;
