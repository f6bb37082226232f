/**
 * Which keys actions have, where a user has chosen others. Inside the program, and in its texts, a key is called by what it
 * is without that: its own name.
 */
import { signOf } from './key-names.ts';

/** In each of these the keys of actions are others. */
export const keyModes = ['session', 'menu', 'list'] as const;
export type KeyMode = (typeof keyModes)[number];

export interface ModeBindings {
  /** The keys of the actions that have other ones, by the names of the actions. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** What is pressed in the place of a key, where that is another one. */
  readonly instead: ReadonlyMap<string, string>;
  /** All keys that do something. */
  readonly pressed: ReadonlySet<string>;
}

export type Bindings = Readonly<Record<KeyMode, ModeBindings>>;

/** An action whose keys can be chosen. */
export interface Bindable {
  readonly name: string;
  readonly mode: KeyMode;
  readonly keys: readonly string[];
  /** What it does, in English: in lists a few words, if any. */
  readonly help: string | null;
}

/** Leaves the program at any time, so no action can have it. */
export const FIXED_KEY = 'ctrl-c';

let current: Bindings | null = null;

/** Sets the bindings with which texts are written from here on; null: every key is its own. */
export function setBindings(bindings: Bindings | null): void {
  current = bindings;
}

/** The key to press for what a key does without bindings. */
export function pressedKey(own: string, mode: KeyMode = 'session'): string {
  return current?.[mode].instead.get(own) ?? own;
}

/** All keys to press for what a key does without bindings, where that is the only one: first the one that is shown. */
export function pressedKeys(own: string, mode: KeyMode = 'session'): readonly string[] {
  const shown = pressedKey(own, mode);
  const chosen = [...(current?.[mode].keys.values() ?? [])];
  return chosen.find(([first]) => first === shown) ?? [shown];
}

/** The first of them as it is shown. */
export function keySign(own: string, mode: KeyMode = 'session'): string {
  return signOf(pressedKey(own, mode));
}

const made = new WeakMap<Bindings, WeakMap<readonly object[], readonly object[]>>();

/** The rows of a table of actions with the keys that they have now. They are the same objects at each call. */
export function withKeys<Row extends { readonly keys: readonly string[] }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  mode: KeyMode,
  bindings: Bindings | null = current,
): readonly Row[] {
  if (bindings === null) return rows;
  const tables = made.get(bindings) ?? new WeakMap<readonly object[], readonly object[]>();
  made.set(bindings, tables);
  const known = tables.get(rows);
  if (known) return known as readonly Row[];
  const { keys } = bindings[mode];
  const bound = rows.map((row) => ({ ...row, keys: keys.get(nameOf(row)) ?? row.keys }));
  tables.set(rows, bound);
  return bound;
}
