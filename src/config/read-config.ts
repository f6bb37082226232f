/** The text of a config file → the keys that its user has chosen, or what is wrong with it. */
import {
  type Diagnostic,
  describeValue,
  diagnostic,
  type Problem,
  quoted,
} from '../diagnostics/diagnostic.ts';
import { suggestion } from '../diagnostics/suggestion.ts';
import { t } from '../i18n/translate.ts';
import { type Bindable, type Bindings, FIXED_KEY } from '../keys/bindings.ts';
import { keyNamed, sameInTerminals, signOf } from '../keys/key-names.ts';
import { isMapping } from '../scenario/yaml/mapping.ts';
import { readYaml } from '../scenario/yaml/yaml.ts';
import { bindingsOf, type Chosen, type Collision, collisionsOf } from './bindings-of.ts';

/** A config file that was read. With errors none of it holds. */
export interface Config {
  readonly bindings: Bindings | null;
  readonly chosen: Chosen;
  readonly errors: readonly Diagnostic[];
}

/** What the values of a config file may take in memory. */
const MOST_BYTES = 10_000_000;

/**
 * Reads a config file. Never throws.
 *
 * @param bindables all actions whose keys can be chosen
 */
export function readConfig(source: string, bindables: readonly Bindable[]): Config {
  const { raw, diagnostics, readable, placeOf } = readYaml(source, MOST_BYTES);
  if (!readable) return failed(diagnostics);
  const problems: Problem[] = [];
  const chosen = chosenKeys(raw, bindables, problems);
  if (problems.length === 0)
    problems.push(...collisionsOf(chosen, bindables).map((each) => collision(each, chosen)));
  const found = problems.map((problem) => diagnostic(problem, placeOf(problem)));
  if (diagnostics.length + found.length > 0) return failed([...diagnostics, ...found]);
  return { bindings: bindingsOf(chosen, bindables), chosen, errors: [] };
}

function failed(errors: readonly Diagnostic[]): Config {
  return { bindings: null, chosen: new Map(), errors };
}

/** The keys of each action. What is wrong is added to `problems`. */
function chosenKeys(raw: unknown, bindables: readonly Bindable[], problems: Problem[]): Chosen {
  const chosen = new Map<string, readonly string[]>();
  // A file with nothing but comments changes nothing.
  if (raw === null || raw === undefined) return chosen;
  const example = t`for example, write keys: { play: [F8] }`;
  if (!isMapping(raw)) {
    problems.push({ path: [], expected: t`a mapping with keys`, found: describeValue(raw), fix: example });
    return chosen;
  }
  const names = [...new Set(bindables.map(({ name }) => name))];
  for (const [key, value] of Object.entries(raw)) {
    if (key !== 'keys')
      problems.push({
        path: [key],
        at: 'key',
        expected: t`a word that a config file can have`,
        found: quoted(key),
        fix: suggestion(key, ['keys']),
      });
    else if (isMapping(value))
      for (const [name, keys] of Object.entries(value)) chosen.set(name, keysOf(name, keys, names, problems));
    else if (value !== null)
      problems.push({
        path: [key],
        expected: t`actions with their keys`,
        found: describeValue(value),
        fix: example,
      });
  }
  return chosen;
}

function keysOf(
  name: string,
  value: unknown,
  names: readonly string[],
  problems: Problem[],
): readonly string[] {
  if (!names.includes(name)) {
    const fix = t`${suggestion(name, names)}; \`backstep config --keys\` lists all`;
    problems.push({
      path: ['keys', name],
      at: 'key',
      expected: t`the name of an action`,
      found: quoted(name),
      fix,
    });
    return [];
  }
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  const path = (index: number) => (Array.isArray(value) ? ['keys', name, index] : ['keys', name]);
  if (all.length === 0)
    problems.push({
      path: ['keys', name],
      expected: t`at least one key`,
      found: t`an empty list`,
      fix: t`write a key, or remove the line`,
    });
  return all.flatMap((each, index) => {
    const read = readKey(each);
    if (typeof read === 'string') return [read];
    problems.push({ path: path(index), expected: t`a key`, ...read });
    return [];
  });
}

/** The key that a value names, or what is wrong with it. */
function readKey(value: unknown): string | Pick<Problem, 'found' | 'fix'> {
  const isText = typeof value === 'string' || (typeof value === 'number' && /^\d$/.test(String(value)));
  if (!isText)
    return { found: describeValue(value), fix: t`write a character or a name in quotes, as in "~" or "F2"` };
  const text = String(value).normalize('NFC');
  const key = keyNamed(text);
  if (key === null)
    return {
      found: quoted(text),
      fix: t`write one character, or a name such as Space, Enter, →, F2, Ctrl-N, Shift-F3`,
    };
  if (key === FIXED_KEY)
    return { found: t`${signOf(key)}, which always leaves Backstep`, fix: t`choose another key` };
  const same = sameInTerminals.get(key);
  return same === undefined
    ? key
    : { found: t`${signOf(key)}, which terminals send as ${signOf(same)}`, fix: t`choose another key` };
}

function collision({ name, key, other, isOnly }: Collision, chosen: Chosen): Problem {
  const keys = chosen.get(name) ?? [];
  const sign = signOf(key);
  return {
    path: keys.length === 1 ? ['keys', name] : ['keys', name, keys.indexOf(key)],
    expected: t`a key that no other action has`,
    found: isOnly ? t`${sign}, the only key of ${other}` : t`${sign}, which ${other} has, too`,
    fix: isOnly
      ? t`choose another key, or give ${other} one: ${other}: [ … ]`
      : t`choose another key for one of the two`,
  };
}
