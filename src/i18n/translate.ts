/**
 * The language that people are spoken to in. It is one setting of the process, as a locale is: nothing that is
 * computed depends on it. A text is written in English where it is needed; a table has it in other languages.
 */
import { bangla } from './locales/bn.ts';

export const languages = ['en', 'bn'] as const;
export type Language = (typeof languages)[number];

const tables: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en: {}, bn: bangla };

/**
 * Digits of a language, as prose has them, grouped as it groups them: ৮৪,৬৫,৬০০. Numbers that are compared with a
 * column are given as text.
 */
const digits: Readonly<Record<Language, Intl.NumberFormat | null>> = {
  en: null,
  bn: new Intl.NumberFormat('bn', { maximumFractionDigits: 20 }),
};

let current: Language = 'en';

/** Speaks this language from now on. */
export function speak(language: Language): void {
  current = language;
}

/** The language that is spoken. */
export function spoken(): Language {
  return current;
}

/** A text of a table, which is written in English, in the language that is spoken. */
export function translated(english: string): string {
  return tables[current][english] ?? english;
}

/** A text of a table that is made when a module is loaded: marked for the tables here, and `translated` when shown. */
export function english(text: string): string {
  return text;
}

const templates = new WeakMap<TemplateStringsArray, string>();

/**
 * A text in the language that is spoken: t`This run has no ${place}.` is looked up as `This run has no {0}.`
 * Counts are given as numbers and get the language's digits. What is compared with the screen or typed is given as
 * text: values, and the numbers of steps, epochs and lines.
 */
export function t(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const known = templates.get(strings);
  const template = known ?? templateOf(strings);
  if (known === undefined) templates.set(strings, template);
  return translated(template).replace(/\{(\d)\}/g, (_place, index: string) => written(values[Number(index)]));
}

/** Text with its Bangla digits as ASCII ones: what is typed may have either. */
export function latinDigits(text: string): string {
  return text.replace(/[০-৯]/g, (digit) => String(digit.charCodeAt(0) - 0x9e6));
}

/** The key of a text in the tables. */
function templateOf(strings: readonly string[]): string {
  return strings.slice(1).reduce((text, part, index) => `${text}{${index}}${part}`, strings[0] ?? '');
}

function written(value: string | number | undefined): string {
  return typeof value === 'number' ? (digits[current]?.format(value) ?? String(value)) : (value ?? '');
}
