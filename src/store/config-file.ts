/** The config file, which a user writes: where it is, and its text. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from './faults.ts';
import { configFolder } from './folders.ts';

export interface ConfigFile {
  readonly file: string;
  /** Null if there is no such file, or if it cannot be read. */
  readonly text: string | null;
  /** Why it cannot be read; null if it can, or if there is none. */
  readonly fault: string | null;
}

/** Reads the config file, if there is one. */
export async function readConfigFile(): Promise<ConfigFile> {
  const file = path.join(await configFolder(), 'config.yaml');
  try {
    return { file, text: readFileSync(file, 'utf8'), fault: null };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isAbsent = code === 'ENOENT' || code === 'ENOTDIR';
    return { file, text: null, fault: isAbsent ? null : reasonOf(error) };
  }
}
