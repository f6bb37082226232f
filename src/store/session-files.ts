/** The names of the files of sessions in the user's state folder. */
import { createHash } from 'node:crypto';
import path from 'node:path';

const EXTENSION = '.session';

/** `target-13.session`; for a scenario file its name and a digest of its path. */
export function fileName(key: string): string {
  return `${baseName(key)}${EXTENSION}`;
}

function baseName(key: string): string {
  if (!path.isAbsolute(key)) return key;
  const name = path
    .parse(key)
    .name.replace(/[^\w-]+/g, '_')
    .slice(0, 40);
  return `${name}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
}

/** Before the number of a further session of the same scenario. No scenario that is kept has it in its name. */
export const FURTHER = '~';

/** The names among those of files that are of further sessions of a scenario, the latest last. */
export function furtherOf(names: readonly string[], key: string): string[] {
  const start = startOf(key);
  return names
    .filter(
      (name) => name.startsWith(start) && name.endsWith(EXTENSION) && Number.isInteger(numberOf(name, key)),
    )
    .toSorted((a, b) => numberOf(a, key) - numberOf(b, key));
}

const startOf = (key: string) => `${baseName(key)}${FURTHER}`;
const numberOf = (name: string, key: string) => Number(name.slice(startOf(key).length, -EXTENSION.length));

/** The name for a further session, after all that there are: `target-13~2.session`. */
export function nextOf(names: readonly string[], key: string): string {
  const last = furtherOf(names, key).at(-1);
  return `${startOf(key)}${last === undefined ? 2 : numberOf(last, key) + 1}${EXTENSION}`;
}
