/** The application without a front end: sessions, and helpers that press keys. */

import { press } from '../../src/app/app.ts';
import type { Platform } from '../../src/app/platform.ts';
import { AppRunner } from '../../src/app/runner.ts';
import type { Capabilities } from '../../src/app/state/capabilities.ts';
import type { ScenarioEntry, State } from '../../src/app/state/state.ts';
import { currentLanguage } from '../../src/i18n/translate.ts';
import type { Bindings } from '../../src/keys/bindings.ts';
import { pageCapabilities } from '../../src/page/capabilities.ts';
import { aboutOf } from '../../src/scenario/about.ts';
import { stepCount } from '../../src/scenario/compile/step-count.ts';
import { load, sourceOf } from './scenario.ts';

/** A shipped scenario. */
export function shippedEntry(id: string): ScenarioEntry {
  const source = sourceOf(id);
  const scenario = load(id);
  return { id, about: aboutOf(scenario), scenario, source, key: id, steps: () => stepCount(scenario) };
}

export const everything: Capabilities = {
  isAscii: false,
  colouring: { depth: 256, backdrop: 'dark' },
  mayWriteFiles: true,
  mayReload: true,
  maySuspend: true,
  mayRedraw: true,
  mayQuit: true,
};

/** Saves nothing, and its clock stands still, so long work finishes in one slice. */
export const idlePlatform: Platform = {
  saves: null,
  quit() {},
  suspend() {},
  redraw() {},
  toClipboard() {},
  now: () => 0,
  later: () => () => {},
};

/**
 * A running application, in the current language.
 *
 * @param open the id of the entry to open; null for the menu
 */
export function runnerAt(
  entries: readonly ScenarioEntry[],
  open: string | null,
  platform: Platform = idlePlatform,
  bindings: Bindings | null = null,
): AppRunner {
  const entry = entries.find(({ id }) => id === open) ?? null;
  const options = {
    entries,
    open: entry,
    restore: null,
    language: currentLanguage(),
    capabilities: everything,
    bindings,
  };
  return new AppRunner(options, platform);
}

/** The application as a page opens it. Nothing is kept. */
export function pageRunner(id: string): AppRunner {
  const entry = shippedEntry(id);
  const capabilities = pageCapabilities('dark', false);
  const options = { entries: [entry], open: entry, restore: null, language: 'en' as const, capabilities };
  return new AppRunner(options, idlePlatform);
}

/** Presses the keys in a list separated by spaces. */
export function typed(runner: AppRunner, keys: string): AppRunner {
  for (const key of keys.split(' ').filter(Boolean)) runner.press(key);
  return runner;
}

/** The state after some keys; their effects are not carried out. */
export function pressed(state: State, keys: readonly string[]): State {
  return keys.reduce((before, key) => press(before, key).state, state);
}
