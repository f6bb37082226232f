/** The folders for what the program keeps, and making them. */
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import { homeFolder } from './home.ts';

const OWN_RIGHTS = 0o700;

/** The folder for what this user's programs remember. */
export function stateFolder(): Promise<string> {
  return userFolder('XDG_STATE_HOME', '.local/state', 'data');
}

/** The folder for what this user sets. */
export function configFolder(): Promise<string> {
  return userFolder('XDG_CONFIG_HOME', '.config', 'config');
}

/** The folder that a variable names. The XDG specification says that relative paths must be ignored. */
function absolute(named: string | undefined): string | null {
  return named && path.isAbsolute(named) ? named : null;
}

/**
 * @param variable names the folder, on any system
 * @param usual where it is otherwise, in the home folder
 * @param kind what it is called elsewhere than on Linux
 */
async function userFolder(variable: string, usual: string, kind: 'data' | 'config'): Promise<string> {
  const named = absolute(process.env[variable]);
  if (named !== null) return path.join(named, 'backstep');
  if (process.platform === 'darwin' || process.platform === 'win32') {
    const { default: envPaths } = await import('env-paths');
    return envPaths('backstep', { suffix: '' })[kind];
  }
  return path.join(homeFolder(), usual, 'backstep');
}

/** The folder for what this user's programs can make again. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const { platform } = process;
  const named = absolute(
    platform === 'win32' ? LOCALAPPDATA : platform === 'darwin' ? undefined : XDG_CACHE_HOME,
  );
  if (named !== null) return path.join(named, 'backstep');
  return path.join(homeFolder(), platform === 'darwin' ? 'Library/Caches' : '.cache', 'backstep');
}

/**
 * Makes a folder, and those above it.
 *
 * @param mode the permissions of new folders, before the user's umask: by default only this user can read them
 * @throws Error from the system, or one that names the folder in which nothing can be made
 */
export function makeFolder(folder: string, mode = OWN_RIGHTS): void {
  const missing: string[] = [];
  for (let at = folder; at !== nearestTo(at); at = path.dirname(at)) missing.unshift(at);
  // One after the other: Node's way to make them all never ends where a folder cannot be made, as in /proc.
  for (const each of missing) {
    try {
      mkdirSync(each, { mode });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') throw new Error(t`no folder can be made in ${sanitize(path.dirname(each))}`);
      // Another program may have made it at the same time.
      if (code !== 'EEXIST' || !statSync(each).isDirectory()) throw error;
    }
  }
}

/** @throws Error from the system if nothing can be written to a folder, or to the nearest one above it that exists */
export function checkWritable(folder: string): void {
  accessSync(nearestTo(folder), constants.W_OK);
}

/** A folder itself, if it exists; otherwise the nearest one above it that does. */
function nearestTo(folder: string): string {
  const above = path.dirname(folder);
  return statSync(folder, { throwIfNoEntry: false }) || above === folder ? folder : nearestTo(above);
}
