/** Text → Scenario, or the list of its errors. */

import type { Diagnostic, Problem } from '../diagnostics/diagnostic.ts';
import { t } from '../i18n/translate.ts';
import { checkAddresses } from './checks/addresses.ts';
import { check } from './checks/check.ts';
import { checkPicture } from './checks/picture.ts';
import { checkSize } from './checks/size.ts';
import { checkTargets } from './checks/targets.ts';
import { findWarnings } from './checks/warnings.ts';
import { noSiblingFiles, type ReadSiblingFile } from './data/sibling-file.ts';
import { readTable } from './data/table.ts';
import { isMapping, type Mapping } from './format/outline.ts';
import type { Scenario } from './format/scenario.ts';
import { scenarioSchema } from './format/schema.ts';
import { schemaDiagnostics } from './format/schema-errors.ts';
import { toScenario } from './format/to-scenario.ts';
import { asMeant } from './format/unknown-keys.ts';
import { readYaml } from './format/yaml.ts';

export type ParseResult =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      /** What makes no sense, in the current language: the language may change after the scenario has been read. */
      readonly warnings: () => readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

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
  const { raw, diagnostics, readable, bytes, locate } = readYaml(source, memory);
  if (!readable) return { ok: false, diagnostics };
  if (!isMapping(raw)) {
    return { ok: false, diagnostics: diagnostics.length > 0 ? diagnostics : [locate(noScenario(raw))] };
  }
  const parsed = scenarioSchema.safeParse(raw, { reportInput: true });
  const schematic = parsed.success ? [] : schemaDiagnostics(parsed.error.issues);
  const tooLarge = checkSize(raw, memory - bytes);
  if (tooLarge) {
    const early = [...schematic, tooLarge].map((problem) => locate(problem));
    return { ok: false, diagnostics: [...diagnostics, ...early].sort(byPlace) };
  }
  const { table, ...wrong } = readTable(raw, beside);
  const problems = [...schematic, ...checkAsMeant(raw), ...wrong.problems];
  const own = [...diagnostics, ...problems.map((problem) => locate(problem))].sort(byPlace);
  if (!parsed.success || own.length + wrong.diagnostics.length > 0) {
    return { ok: false, diagnostics: [...own, ...wrong.diagnostics] };
  }
  const scenario = toScenario(parsed.data, table);
  const found = [
    ...checkTargets(parsed.data, scenario),
    ...checkAddresses(parsed.data, scenario),
    ...checkPicture(parsed.data, scenario),
  ];
  const late = found.map((problem) => locate(problem)).sort(byPlace);
  if (late.length > 0) return { ok: false, diagnostics: late };
  const warnings = () =>
    findWarnings(parsed.data, scenario)
      .map((problem) => locate(problem, 'warning'))
      .sort(byPlace);
  return { ok: true, scenario, warnings };
}

/** The inconsistencies that stay when misspelt keys are mended: the others only follow from them. */
function checkAsMeant(raw: Mapping): Problem[] {
  const textOf = ({ path, expected }: Problem) => JSON.stringify([path, expected]);
  const mended = new Set(check(asMeant(raw)).map(textOf));
  return check(raw).filter((problem) => mended.has(textOf(problem)));
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
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
