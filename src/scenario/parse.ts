/** Text → Scenario, or the list of its errors. */

import { memoizeRecent } from '../core/memo.ts';
import { type Diagnostic, diagnostic, type Problem } from '../diagnostics/diagnostic.ts';
import { type Findings, MOST_SHOWN, unlessRepeated } from '../diagnostics/shown.ts';
import { currentLanguage, type Language, languages, t } from '../i18n/translate.ts';
import { checkAddresses } from './checks/addresses.ts';
import { check } from './checks/check.ts';
import { checkPicture } from './checks/picture.ts';
import { checkSize } from './checks/size.ts';
import { checkTargets } from './checks/targets.ts';
import { findWarnings } from './checks/warnings.ts';
import { joinRows } from './data/joined-rows.ts';
import { noSiblingFiles, type ReadSiblingFile } from './data/sibling-file.ts';
import { readTable } from './data/table.ts';
import type { Scenario } from './format/scenario.ts';
import { type ScenarioDocument, scenarioSchema } from './format/schema.ts';
import { schemaDiagnostics } from './format/schema-errors.ts';
import { asMeant } from './format/unknown-keys.ts';
import { readOutline } from './reading/outline.ts';
import { toScenario } from './reading/to-scenario.ts';
import { withUsedFiles, withUsedOf } from './used-files.ts';
import { isMapping, type Mapping } from './yaml/mapping.ts';
import { type Reading, readYaml } from './yaml/yaml.ts';

export type ParseResult =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      /** What makes no sense, in the current language: the language may change after the scenario has been read. */
      readonly warnings: () => readonly Diagnostic[];
    }
  | ({ readonly ok: false } & Findings);

/** Where the memory is not known: what JavaScript takes at most on a machine with 8 GB. */
const STANDARD_MEMORY = 4_000_000_000;

/**
 * Reads a scenario from YAML (or JSON, which is YAML). Never throws: errors are in the result, in the order of the
 * file. The kind of targets and addresses are checked only if there are no other errors.
 *
 * @param beside reads a file that the scenario names
 * @param memory how many bytes the scenario and its run may take; one that takes more is an error
 */
export function parseScenario(
  source: string,
  beside: ReadSiblingFile = noSiblingFiles,
  memory = STANDARD_MEMORY,
): ParseResult {
  const reading = readYaml(source, memory);
  const { raw: written, diagnostics, readable, bytes, placeOf } = reading;
  if (!readable) return refused(reading, []);
  if (!isMapping(written)) return refused(reading, diagnostics.length > 0 ? [] : [noScenario(written)]);
  const parsed = scenarioSchema.safeParse(written, { reportInput: true });
  const { document: used, problems: ofFiles } = withUsedFiles(written, beside, memory);
  const schematic = parsed.success ? [] : schemaDiagnostics(parsed.error.issues);
  const { document: raw, problems: ofRows } = joinRows(used);
  // Without the right rows, nothing that follows is right.
  if (ofRows.length > 0) return refused(reading, [...schematic, ...ofRows]);
  const tooLarge = checkSize(raw, memory - bytes);
  if (tooLarge) return refused(reading, [...schematic, tooLarge]);
  const { table, ...wrong } = readTable(raw, beside);
  const problems = [...schematic, ...ofFiles, ...checkAsMeant(raw), ...wrong.problems];
  if (!parsed.success || diagnostics.length + problems.length + wrong.diagnostics.length > 0) {
    return refused(reading, problems, wrong);
  }
  const document = joinRows(parsed.data).document as ScenarioDocument;
  const scenario = toScenario(document, readOutline(raw), table);
  const found = [
    ...checkTargets(document, scenario),
    ...checkAddresses(document, scenario),
    ...checkPicture(document, scenario),
  ];
  if (found.length > 0) return refused(reading, found);
  const warningsIn = memoizeRecent(
    languages.length,
    (language: Language) => language,
    () =>
      findWarnings(document, scenario)
        .map((problem) => diagnostic(problem, placeOf(problem), 'warning'))
        .sort(byPlace),
  );
  return { ok: true, scenario, warnings: () => warningsIn(currentLanguage()) };
}

/**
 * The errors of a document in the order of the file, and after them those of its data file. Only the texts of those
 * that are shown are made.
 */
function refused(
  { diagnostics, placeOf }: Reading,
  problems: readonly Problem[],
  inFile: Findings = { diagnostics: [], further: 0 },
): { readonly ok: false } & Findings {
  const own = [
    ...diagnostics.map((each) => ({ ...each, make: () => each })),
    ...problems.map((problem) => {
      const place = placeOf(problem);
      const { expected, found } = problem;
      return { ...place, expected, found, make: () => diagnostic(problem, place) };
    }),
  ].sort(byPlace);
  const shown = own
    .filter(unlessRepeated())
    .slice(0, MOST_SHOWN)
    .map(({ make }) => make());
  const all = own.length + inFile.diagnostics.length + inFile.further;
  const told = [...shown, ...inFile.diagnostics].slice(0, MOST_SHOWN);
  return { ok: false, diagnostics: told, further: all - told.length };
}

/** The inconsistencies that stay when misspelt keys are mended: the others only follow from them. */
function checkAsMeant(raw: Mapping): Problem[] {
  const found = check(raw);
  if (found.length === 0) return [];
  const textOf = ({ path, expected }: Problem) => JSON.stringify([path, expected]);
  const mended = new Set(check(withUsedOf(raw, asMeant(raw))).map(textOf));
  return found.filter((problem) => mended.has(textOf(problem)));
}

type Placed = Pick<Diagnostic, 'line' | 'column'>;

function byPlace(a: Placed, b: Placed): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function noScenario(raw: unknown): Problem {
  const found =
    raw === null || raw === undefined ? t`an empty file` : Array.isArray(raw) ? t`a list` : t`a single value`;
  return {
    path: [],
    expected: t`a scenario`,
    found,
    fix: t`start with the keys title, inputs, layers and data`,
  };
}
