/** The keys that the user has chosen in the config file. */
import path from 'node:path';
import type { Config } from '../config/read-config.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import type { Bindable, Bindings } from '../keys/bindings.ts';
import { type ConfigFile, readConfigFile } from '../store/config-file.ts';

export interface UserKeys {
  readonly bindings: Bindings | null;
  /** That the file has errors, and how to read them; null if there is nothing to say. */
  readonly notice: { readonly text: string; readonly way: string } | null;
}

/**
 * Reads the config file. A wrong one changes no key, and what reads it is loaded only if there is one.
 *
 * @param bindables all actions whose keys can be chosen
 */
export async function userKeys(bindables: readonly Bindable[]): Promise<UserKeys> {
  const { file, config, fault } = await readUserConfig(bindables);
  if (fault !== null) return { bindings: null, notice: noticeOf(`${path.basename(file)} (${fault})`) };
  const [error] = config?.errors ?? [];
  if (!config || error === undefined) return { bindings: config?.bindings ?? null, notice: null };
  return { bindings: null, notice: noticeOf(`${path.basename(file)}:${error.line}:${error.column}`) };
}

function noticeOf(place: string): UserKeys['notice'] {
  return {
    text: t`Your keys are not used, since ${sanitize(place)} has an error.`,
    way: t`See \`backstep config\`.`,
  };
}

/** The config file, and what is in it; null if there is none or it cannot be read. */
export async function readUserConfig(
  bindables: readonly Bindable[],
): Promise<ConfigFile & { readonly config: Config | null }> {
  const read = await readConfigFile();
  if (read.text === null) return { ...read, config: null };
  const { readConfig } = await import('../config/read-config.ts');
  return { ...read, config: readConfig(read.text, bindables) };
}
