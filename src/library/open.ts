/** Opens scenarios. */
import { Debugger as CoreDebugger } from '../commands/debugger.ts';
import { exactNumber } from '../core/exact-number.ts';
import { listChoices, suggestion } from '../diagnostics/suggestion.ts';
import { addLanguages } from '../i18n/locales.ts';
import { inLanguage, languages, t } from '../i18n/translate.ts';
import { noSiblingFiles, type ReadSiblingFile } from '../scenario/data/sibling-file.ts';
import type { Scenario, Variant } from '../scenario/format/scenario.ts';
import { Session } from '../session/session.ts';
import { ScenarioError } from './errors.ts';
import { OpenDebugger } from './open-debugger.ts';
import { plainDiagnostics } from './plain.ts';
import type { Debugger, OpenOptions, ScenarioSource } from './types.ts';

/**
 * Opens a scenario at its start.
 *
 * @param source its text (YAML or JSON), or the object that such a text stands for
 * @throws ScenarioError if the scenario has errors
 * @throws RangeError if there is no such variant or language
 */
export async function open(source: ScenarioSource, options: OpenOptions = {}): Promise<Debugger> {
  const { name = 'scenario', language: wanted = 'en', files = {}, variant } = options;
  const language = languages.find((each) => each === wanted);
  if (language === undefined)
    throw new RangeError(`There is no language "${wanted}": ${listChoices(languages)}`);
  const [{ parseScenario }] = await Promise.all([import('../scenario/parse.ts'), addLanguages([language])]);
  return inLanguage(language, () => {
    const isText = typeof source === 'string';
    const text = isText ? source : textOf(source);
    const parsed = parseScenario(text, filesOf(files));
    const plain = (found: Parameters<typeof plainDiagnostics>[0]) =>
      plainDiagnostics(found, name, isText ? source : null);
    if (!parsed.ok) {
      const diagnostics = plain(parsed.diagnostics);
      const message = diagnostics.map((each) => each.text).join('\n');
      throw new ScenarioError(message, diagnostics, parsed.further);
    }
    const { scenario, warnings } = parsed;
    const debug = new CoreDebugger(new Session(scenario, variantOf(scenario, variant)), exactNumber);
    return new OpenDebugger(debug, name, language, plain(warnings()));
  });
}

/** An object as text. A number that JSON does not have becomes a word, so that its error says what it was. */
function textOf(source: object): string {
  const written = (_key: string, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  return JSON.stringify(source, written, 1);
}

function filesOf(files: Readonly<Record<string, string>>): ReadSiblingFile {
  return (file) => {
    const text = Object.hasOwn(files, file) ? files[file] : undefined;
    return text === undefined ? noSiblingFiles(file) : { text };
  };
}

/** @throws RangeError if the scenario has no variant with that name */
function variantOf({ variants }: Scenario, wanted: string | undefined): Variant | null {
  if (wanted === undefined) return null;
  const found = variants.find(({ name }) => name === wanted);
  if (found) return found;
  const names = variants.map(({ name }) => name);
  throw new RangeError(t`There is no variant "${wanted}": ${suggestion(wanted, names)}`);
}
