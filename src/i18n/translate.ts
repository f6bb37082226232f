/**
 * The language that people are spoken to in. It is one setting of the process, as a locale is: nothing that is
 * computed depends on it. A text is written in English where it is needed; a table has it in other languages.
 */
export type Language = keyof typeof languageTable;

/**
 * Of each language its own name, that name in ASCII, and its digit 0. A new language takes a line here and a file of
 * texts in locales/.
 */
export const languageTable = {
  en: { name: 'English', asciiName: 'English', zero: '0' },
  bn: { name: 'বাংলা', asciiName: 'Bangla', zero: '০' },
} as const;

export const languages = Object.keys(languageTable) as readonly Language[];

/** The language after this one in the list; the first after the last. */
export function nextLanguage(language: Language): Language {
  return languages[(languages.indexOf(language) + 1) % languages.length] as Language;
}

/** Texts of a language by the English ones, in which {0}, {1} … stand for what varies. */
type Texts = Readonly<Record<string, string>>;

const tables = new Map<Language, Texts>();

let current: Language = 'en';

/**
 * Adds the texts of a language, in the groups of its file in locales/. A front end does so before it speaks the
 * language; the quick answer to `trace` speaks none and so loads no texts.
 */
export function addLanguage(language: Language, groups: Readonly<Record<string, Texts>>): void {
  tables.set(language, Object.assign({}, ...Object.values(groups)));
}

/** Texts are in this language from now on. */
export function setLanguage(language: Language): void {
  current = language;
}

/** The language that texts are in. */
export function currentLanguage(): Language {
  return current;
}

/** Marks a text of a table that is made when a module is loaded. `t` translates it where it is shown. */
export function msg(text: string): string {
  return text;
}

/** Keys of texts. Not by core/memo.ts: core is after this folder in the order of imports. */
// This file stands above the memo of core/.
const templates = new WeakMap<TemplateStringsArray, string>();

/**
 * A text in the language that is spoken: t`This run has no ${place}.` is looked up as `This run has no {0}.`
 * Counts are given as numbers and get the language's digits. What is compared with the screen or typed is given as
 * text: values, and the numbers of steps, epochs and lines. A text that `msg` marks is given as it is: t(text).
 */
export function t(text: string): string;
export function t(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string;
export function t(text: string | TemplateStringsArray, ...values: readonly (string | number)[]): string {
  if (typeof text === 'string') return tables.get(current)?.[text] ?? text;
  const known = templates.get(text);
  const template = known ?? templateOf(text);
  if (known === undefined) templates.set(text, template);
  return t(template).replace(/\{(\d)\}/g, (_place, index: string) => written(values[Number(index)]));
}

/** Text with the digits of every language as ASCII ones: what is typed may have either. */
export function toAsciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) as number;
    const zero = zeros.find((each) => code >= each && code < each + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}

/** The code point of each language's digit 0; its digits up to 9 come after it. */
const zeros = Object.values(languageTable).map(({ zero }) => zero.codePointAt(0) as number);

/** The key of a text in the tables. */
function templateOf(strings: readonly string[]): string {
  return strings.slice(1).reduce((text, part, index) => `${text}{${index}}${part}`, strings[0] ?? '');
}

/**
 * Digits of a language, as prose has them, grouped as it groups them: ৮৪,৬৫,৬০০. Numbers that are compared with a
 * column are given as text.
 */
const digits = new Map<Language, Intl.NumberFormat>();

function written(value: string | number | undefined): string {
  if (typeof value !== 'number') return value ?? '';
  if (current === 'en') return String(value);
  // Made when it is first needed: it takes longer than all else in this file.
  const format = digits.get(current) ?? new Intl.NumberFormat(current, { maximumFractionDigits: 20 });
  digits.set(current, format);
  return format.format(value);
}
