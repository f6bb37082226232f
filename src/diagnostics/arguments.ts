/** Arguments that other programs give: what each has to be, and the first that is something else. */
import { t } from '../i18n/translate.ts';
import { describeValue, quoted } from './diagnostic.ts';
import { nearest, suggestion } from './suggestion.ts';

/** An argument that is not what it has to be. */
export interface ArgumentFault {
  /** Its place among the arguments: `times`, `options.files["line.csv"]`, `breakpoints[0].line`. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** What an argument has to be. Finds the first fault of a value; null if there is none. */
export type Kind = (value: unknown, path: string) => ArgumentFault | null;

/** The class of a value, also of one from another window: `Array`, `Promise`, `Uint8Array`. */
const classOf = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1);

/** The class of a value that JSON has not: `Map`, `Function`, `BigInt`; null of one that it has. */
export function foreignClass(value: unknown): string | null {
  const name = classOf(value);
  return /^(?:Array|Boolean|Null|Number|Object|String|Undefined)$/.test(name) ? null : name;
}

/** @param expected what the values for which it holds are called, in the language of the moment */
export function kind(holds: (value: unknown) => boolean, expected: () => string): Kind {
  return (value, path) =>
    holds(value) ? null : { path, expected: expected(), found: foreignClass(value) ?? describeValue(value) };
}

export const text = kind(
  (value) => typeof value === 'string',
  () => t`text`,
);
/** Text with more in it than spaces and a comment. */
export const filled = kind(
  (value) => typeof value === 'string' && /^\s*[^\s#]/.test(value),
  () => t`text that is not empty`,
);
export const number = kind(
  (value) => typeof value === 'number',
  () => t`a number`,
);
export const mapping = kind(
  (value) => classOf(value) === 'Object',
  () => t`a mapping`,
);
export const truth = kind(
  (value) => typeof value === 'boolean',
  () => t`true or false`,
);

/** A whole number in a range, with its ends. */
export function whole(from: number, to = Number.POSITIVE_INFINITY): Kind {
  return kind(
    (value) => Number.isSafeInteger(value) && Number(value) >= from && Number(value) <= to,
    () =>
      to < Number.POSITIVE_INFINITY
        ? t`a whole number from ${from} to ${to}`
        : t`a whole number, ${from} or more`,
  );
}

export function oneOf(words: readonly (string | number)[]): Kind {
  return kind(
    (value) => words.some((each) => each === value),
    () => (words.length === 0 ? t`nothing` : t`one of ${words.join(', ')}`),
  );
}

function first(faults: readonly (ArgumentFault | null)[]): ArgumentFault | null {
  return faults.find((each) => each !== null) ?? null;
}

/** A list of any length. */
export function listOf(one: Kind): Kind {
  const list = kind(Array.isArray, () => t`a list`);
  return (value, path) =>
    list(value, path) ??
    first(Array.from(value as unknown[], (each, index) => one(each, `${path}[${index}]`)));
}

/** A mapping, all of whose values are of a kind. */
export function mappingOf(one: Kind): Kind {
  return (value, path) =>
    mapping(value, path) ??
    first(Object.entries(value as object).map(([key, each]) => one(each, `${path}[${JSON.stringify(key)}]`)));
}

/** A mapping with these entries. Each may be left out, and those of other names are passed over. */
export function entries(kinds: Readonly<Record<string, Kind>>): Kind {
  return (value, path) =>
    mapping(value, path) ??
    first(
      Object.entries(kinds).map(([key, one]) => {
        const entry = (value as Record<string, unknown>)[key];
        return entry === undefined ? null : one(entry, path === '' ? key : `${path}.${key}`);
      }),
    );
}

/**
 * The same, without those of other names.
 *
 * @param isOpen whether those are passed over that are not nearly one of the names
 */
export function onlyEntries(kinds: Readonly<Record<string, Kind>>, isOpen = false): Kind {
  const known = Object.keys(kinds);
  const fault = (key: string, path: string): ArgumentFault | null => {
    const isNear = nearest(key, known) !== null;
    if (known.includes(key) || (isOpen && !isNear)) return null;
    const found = t`unknown key ${quoted(key)}`;
    const expected = t`one of ${known.join(', ')}`;
    return { path, expected, found: found + (isNear ? `: ${suggestion(key, known)}` : '') };
  };
  return (value, path) =>
    entries(kinds)(value, path) ?? first(Object.keys(value as object).map((key) => fault(key, path)));
}
