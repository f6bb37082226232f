/** Scenarios and what to show of them as JSON, for a front end that is opened later and elsewhere. */
import { jsonNumber } from '../../core/exact-number.ts';
import type { PrintedDiagnostic } from '../../diagnostics/diagnostic.ts';
import { currentLanguage, inLanguage, type Language, languages } from '../../i18n/translate.ts';
import { aboutOf } from '../../scenario/about.ts';
import type { PictureName } from '../../scenario/format/picture-names.ts';
import { type KeptScenario, keepScenario, restoreScenario } from '../../scenario/kept-scenario.ts';
import type { ThemeName } from '../../view/colours/theme.ts';
import type { ScenarioEntry } from './state.ts';

interface KeptEntry {
  readonly id: string;
  readonly key: string;
  readonly source: string;
  readonly scenario: KeptScenario;
  readonly steps: number;
  readonly warnings: Readonly<Record<Language, readonly PrintedDiagnostic[]>>;
}

/** What a front end opens with. */
export interface Opening {
  /** The scenarios of the menu. */
  readonly entries: readonly ScenarioEntry[];
  /** The id of the scenario to open; null starts with the menu. */
  readonly open: string | null;
  /** The text of a saved session of the scenario to open; null for none. */
  readonly restore: string | null;
  /** The step to go to; null for the start, or where the saved session left off. */
  readonly step: number | null;
  /** The picture in the large panel; null for that of the scenario, or of the saved session. */
  readonly picture: PictureName | null;
  readonly language: Language;
  /** The background; null for what the reader prefers. */
  readonly theme: ThemeName | null;
  /** The address to which leaving the menu leads, in each language; null if there is nothing to leave to. */
  readonly home: Readonly<Record<Language, string>> | null;
  /** The scenario that follows in another page; null if none does. */
  readonly next: { readonly id: string; readonly address: string } | null;
}

type KeptOpening = Omit<Opening, 'entries'> & { readonly entries: readonly KeptEntry[] };

/** JSON has no numbers for NaN, the infinities and −0: each is an object with its word. */
function keepNumber(_key: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  const kept = jsonNumber(value);
  return typeof kept === 'number' ? value : { number: kept };
}

function restoreNumber(_key: string, value: unknown): unknown {
  const isWord = typeof value === 'object' && value !== null && 'number' in value;
  return isWord && typeof value.number === 'string' ? Number(value.number) : value;
}

/** An opening as JSON. Warnings are kept in all languages, whose texts must have been added. */
export function openingText(opening: Opening): string {
  const kept: KeptOpening = { ...opening, entries: opening.entries.map(keepEntry) };
  return JSON.stringify(kept, keepNumber);
}

/** The opening that a text of `openingText` was made from. */
export function openingFrom(text: string): Opening {
  const hasWords = text.includes('{"number":"');
  const kept = JSON.parse(text, hasWords ? restoreNumber : undefined) as KeptOpening;
  return { ...kept, entries: kept.entries.map(restoreEntry) };
}

function keepEntry({ id, key, source, scenario, steps, warnings }: ScenarioEntry): KeptEntry {
  const all = Object.fromEntries(
    languages.map((language) => [language, inLanguage(language, () => warnings?.() ?? [])]),
  ) as KeptEntry['warnings'];
  return { id, key, source, scenario: keepScenario(scenario), steps: steps(), warnings: all };
}

function restoreEntry({ scenario, steps, warnings, ...entry }: KeptEntry): ScenarioEntry {
  const restored = restoreScenario(scenario);
  return {
    ...entry,
    about: aboutOf(restored),
    scenario: restored,
    steps: () => steps,
    warnings: () => warnings[currentLanguage()],
  };
}
