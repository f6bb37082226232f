/** What the arguments of the library have to be. Programs without types can give anything. */
import { type Kind, kind, mappingOf, oneOf, onlyEntries, text, whole } from '../diagnostics/arguments.ts';
import { summaryOf } from '../diagnostics/diagnostic.ts';
import { languages, t } from '../i18n/translate.ts';
import { pictureNames } from '../scenario/format/picture-names.ts';
import { SMALLEST } from '../view/size-classes.ts';
import { ArgumentError } from './errors.ts';

/** @throws ArgumentError if an argument of a method is not what it has to be */
export function check(method: string, path: string, value: unknown, one: Kind): void {
  const fault = one(value, path);
  if (fault === null) return;
  const { expected, found } = fault;
  throw new ArgumentError(`${method}: ${summaryOf(fault)}`, `${method}: ${fault.path}`, expected, found);
}

export const callable = kind(
  (value) => typeof value === 'function',
  () => t`a function`,
);

const signal = kind(
  (value) => typeof (value as { readonly aborted?: unknown } | null)?.aborted === 'boolean',
  () => 'AbortSignal',
);

/** Of a variant, the scenario knows which there are. */
export const openOptions = onlyEntries({
  name: text,
  variant: text,
  language: oneOf(languages),
  files: mappingOf(text),
});

export const runOptions = onlyEntries({ signal, onProgress: callable });

/** The most columns, and the most rows: a mistake such as `rows: 1e9` is said, and not drawn. */
const MOST = 1000;

export const screenOptions = onlyEntries({
  columns: whole(SMALLEST.columns, MOST),
  rows: whole(SMALLEST.rows, MOST),
  view: oneOf(pictureNames),
  theme: oneOf(['dark', 'light']),
});
