import { type Packed, PackedTexts } from './packed-texts.ts';
import { textKey } from './text-digest.ts';

/**
 * The language of all texts. It is one setting of the process, like a locale; no computed number depends on it. The
 * code contains the English texts, and a table for each other language contains their translations.
 */
export type Language = keyof typeof languageTable;

/**
 * For each language: its own name, that name in ASCII, and its digit 0. To add a language, add a line here and a file
 * of texts in locales/.
 */
export const languageTable = {
  en: { name: 'English', asciiName: 'English', zero: '0' },
  bn: { name: 'বাংলা', asciiName: 'Bangla', zero: '০' },
} as const;

export const languages = Object.keys(languageTable) as readonly Language[];

/** The next language in the list; after the last, the first. */
export function nextLanguage(language: Language): Language {
  return languages[(languages.indexOf(language) + 1) % languages.length] as Language;
}

/**
 * Translations by their English text, or in the bundle by its key: the code has the English texts already. {0}, {1} …
 * are placeholders for values.
 */
type Texts = Readonly<Record<string, string>>;

const tables = new Map<Language, Texts | PackedTexts>();

let current: Language = 'en';

/**
 * Adds the texts of a language, in the groups of its file in locales/, or as the build has packed them. A front end must
 * do so before `setLanguage`. The fast path of `trace` prints no translated text, so it does not load them.
 */
export function addLanguage(language: Language, texts: Readonly<Record<string, Texts>> | Packed): void {
  tables.set(language, isPacked(texts) ? new PackedTexts(texts) : Object.assign({}, ...Object.values(texts)));
}

function isPacked(texts: object): texts is Packed {
  return 'keys' in texts && typeof texts.keys === 'string';
}

/** The table of a language that was added; empty for English. */
export function textsOf(language: Language): Texts {
  const table = tables.get(language) ?? {};
  return table instanceof PackedTexts ? table.all() : table;
}

/** Sets the language of all texts from now on. */
export function setLanguage(language: Language): void {
  current = language;
}

/** The current language. */
export function currentLanguage(): Language {
  return current;
}

/**
 * Does work that says texts in a language. The language stays what it was: several debuggers of one process can have
 * theirs.
 */
export function inLanguage<Result>(language: Language, work: () => Result): Result {
  const before = current;
  current = language;
  try {
    return work();
  } finally {
    current = before;
  }
}

/**
 * Marks a text in a table that is created when its module is loaded, before the language is known. It returns the
 * English text; `t(text)` translates it when it is shown.
 */
export function msg(text: string): string {
  return text;
}

/** Cache of lookup keys, by template. `memoize` of core/memo.ts is not used: i18n may not import from core. */
const templates = new WeakMap<TemplateStringsArray, string>();

/**
 * Translates a text into the current language. t`This run has no ${place}.` is looked up as `This run has no {0}.` A
 * text marked by `msg` is translated by t(text). Without a translation the English text is returned.
 *
 * Pass counts as numbers: they are written with the language's digits. Pass as text what the reader compares with the
 * screen or types: values, and the numbers of steps, epochs and lines. These stay in ASCII digits.
 */
export function t(text: string): string;
export function t(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string;
export function t(text: string | TemplateStringsArray, ...values: readonly (string | number)[]): string {
  if (typeof text === 'string') {
    const table = tables.get(current);
    return (table && translation(table, text)) ?? text;
  }
  const known = templates.get(text);
  const template = known ?? templateOf(text);
  if (known === undefined) templates.set(text, template);
  return t(template).replace(/\{(\d)\}/g, (_place, index: string) => written(values[Number(index)]));
}

function translation(table: Texts | PackedTexts, text: string): string | undefined {
  return table instanceof PackedTexts ? table.get(textKey(text)) : (table[text] ?? table[textKey(text)]);
}

/** Replaces the digits of every language of the program by ASCII digits. Typed text may have either. */
export function toAsciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) as number;
    const zero = zeros.find((each) => code >= each && code < each + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}

/** The code point of each language's digit 0. The digits 1 to 9 follow it. */
const zeros = Object.values(languageTable).map(({ zero }) => zero.codePointAt(0) as number);

/** The lookup key of a template: its text with {0}, {1} … as placeholders. */
function templateOf(strings: readonly string[]): string {
  return strings.slice(1).reduce((text, part, index) => `${text}{${index}}${part}`, strings[0] ?? '');
}

/**
 * Number formats for prose, with the digits and the grouping of each language: ৮৪,৬৫,৬০০.
 */
const digits = new Map<Language, Intl.NumberFormat>();

function written(value: string | number | undefined): string {
  if (typeof value !== 'number') return value ?? '';
  // English needs no table, which would delay the start.
  if (current === 'en')
    return String(value).replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
  // Created only when needed, because it is the slowest part of this file.
  const format = digits.get(current) ?? new Intl.NumberFormat(current, { maximumFractionDigits: 20 });
  digits.set(current, format);
  return format.format(value);
}
