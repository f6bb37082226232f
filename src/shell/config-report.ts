/** What `backstep config` prints: where the config file is, what it changes, and what is wrong with it. */
import type { Config } from '../config/read-config.ts';
import { type Diagnostic, diagnosticText, findingOf } from '../diagnostics/diagnostic.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import type { Bindable } from '../keys/bindings.ts';
import { signOf } from '../keys/key-names.ts';
import type { ConfigFile } from '../store/config-file.ts';

/** The config file, as it was read. */
export type UserConfig = ConfigFile & {
  readonly config: Config | null;
  /** All actions whose keys can be chosen. */
  readonly bindables: readonly Bindable[];
};

/** An action, its keys now and by itself, and what it does. */
interface Row {
  readonly action: string;
  readonly keys: readonly string[];
  readonly before: readonly string[];
  readonly help: string;
}

/** The rows of all actions that have keys. One that several modes have is one row. */
function allRows({ config, bindables }: UserConfig): Row[] {
  const first = bindables.filter(
    ({ name }, index) => bindables.findIndex((each) => each.name === name) === index,
  );
  return first.map((each) => ({
    action: each.name,
    keys: nowOf(each, config).map(signOf),
    before: each.keys.map(signOf),
    help: helpOf(each),
  }));
}

function nowOf({ name, mode, keys }: Bindable, config: Config | null): readonly string[] {
  return config?.bindings?.[mode].keys.get(name) ?? keys;
}

function helpOf({ mode, help }: Bindable): string {
  const text = help === null ? '' : t(help);
  return mode === 'list' ? t`in lists: ${text}` : text;
}

function changed(rows: readonly Row[]): Row[] {
  return rows.filter(({ keys, before }) => keys.join(' ') !== before.join(' '));
}

/**
 * Where the file is, and a line for each action whose keys are others; with `isAll` for every action that has keys.
 *
 * Prose is the last column: terminals disagree about the width of Bangla.
 */
export function configLines(user: UserConfig, isAll: boolean): string[] {
  const rows = allRows(user);
  const changes = changed(rows);
  const name = sanitize(user.file);
  const head =
    user.text === null && user.fault === null
      ? t`${name} does not exist: no key is changed.`
      : changes.length === 0
        ? t`${name}: no key is changed.`
        : name;
  const example = [t`To choose keys, write for example:`, 'keys:', '  play: [F8, Space]'];
  const table = isAll
    ? tableOf(rows, ({ help }) => help)
    : tableOf(changes, ({ before }) => t`instead of ${before.join(' ')}`);
  return [head, ...table, ...(user.text === null && !isAll ? example : [])];
}

function tableOf(rows: readonly Row[], last: (row: Row) => string): string[] {
  const [names, keys] = [rows.map(({ action }) => action), rows.map((row) => row.keys.join(' '))];
  const [first, second] = [names, keys].map((texts) => Math.max(0, ...texts.map(({ length }) => length)));
  return rows.map((row, index) =>
    `  ${row.action.padEnd(first ?? 0)}  ${(keys[index] ?? '').padEnd(second ?? 0)}  ${last(row)}`.trimEnd(),
  );
}

/** The same as one JSON object. */
export function configJson(user: UserConfig, isAll: boolean): string[] {
  const rows = allRows(user);
  const plain = ({ action, keys, before }: Row) => ({ action, keys, before });
  const all = {
    file: user.file,
    exists: user.text !== null || user.fault !== null,
    errors: errorsOf(user).map(findingOf),
    changes: changed(rows).map(plain),
    ...(isAll ? { keys: rows.map(plain) } : {}),
  };
  return JSON.stringify(all, null, 2).split('\n');
}

/** What is wrong with the file, as text; null if nothing is. */
export function configErrors(user: UserConfig): string | null {
  const errors = errorsOf(user);
  const { file, text } = user;
  return errors.length === 0 ? null : errors.map((each) => diagnosticText(file, text ?? '', each)).join('\n');
}

function errorsOf({ config, fault }: UserConfig): readonly Diagnostic[] {
  if (fault === null) return config?.errors ?? [];
  const [expected, found, fix] = [
    t`a config file`,
    t`one that cannot be read (${fault})`,
    t`check its permissions`,
  ];
  return [{ severity: 'error', line: null, column: null, path: '', expected, found, fix }];
}
