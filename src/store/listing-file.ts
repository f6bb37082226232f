/** The NumPy code as a file: editors show it, and set breakpoints at its lines. */
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { attempt } from '../diagnostics/attempt.ts';
import { cacheFolder, makeFolder } from './folders.ts';
import { replaceFile } from './replace-file.ts';

/** It is made from the scenario: a change to it would have no effect. */
const READ_ONLY = 0o444;
const DIGEST_LENGTH = 8;

/**
 * Writes the code. The same scenario has the same file each time, so that an editor keeps its breakpoints.
 *
 * @param key identifies the scenario and its variant
 * @returns the path
 * @throws Error from the system
 */
export function writeListing(id: string, key: string, lines: readonly string[]): string {
  const folder = path.join(cacheFolder(), 'numpy');
  makeFolder(folder);
  const digest = createHash('sha256').update(key).digest('hex').slice(0, DIGEST_LENGTH);
  const name = path
    .basename(id)
    .replace(/\.\w+$/, '')
    .replace(/[^\w-]/g, '_');
  const file = path.join(folder, `${name}-${digest}.py`);
  const text = `${lines.join('\n')}\n`;
  if (attempt(() => readFileSync(file, 'utf8')) !== text) replaceFile(file, [text], READ_ONLY);
  return realpathSync(file);
}
