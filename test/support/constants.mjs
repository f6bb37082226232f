/** What the build puts in the place of some names, for tests of the sources: as JavaScript. */
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

export const constants = {
  BACKSTEP_VERSION: JSON.stringify(version),
  BACKSTEP_ROOT: JSON.stringify('../../..'),
};
