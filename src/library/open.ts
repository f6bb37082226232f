/** Opens scenarios. */
import { Debugger as CoreDebugger } from '../commands/debugger.ts';
import { exactNumber } from '../core/exact-number.ts';
import { type ArgumentFault, foreignClass, kind, mapping, oneOf } from '../diagnostics/arguments.ts';
import { describeValue } from '../diagnostics/diagnostic.ts';
import { addLanguages } from '../i18n/locales.ts';
import { inLanguage, t } from '../i18n/translate.ts';
import { noSiblingFiles, type ReadSiblingFile } from '../scenario/data/sibling-file.ts';
import type { Scenario, Variant } from '../scenario/format/scenario.ts';
import { Session } from '../session/session.ts';
import { check, openOptions } from './arguments.ts';
import { ScenarioError } from './errors.ts';
import { OpenDebugger } from './open-debugger.ts';
import { plainDiagnostics } from './plain.ts';
import type { Debugger, OpenOptions, ScenarioSource } from './types.ts';

const scenarioText = kind(
  (value) => typeof value === 'string',
  () => t`a scenario`,
);

/**
 * Opens a scenario at its start.
 *
 * @param source its text (YAML or JSON), or the object that such a text stands for
 * @throws ArgumentError if an argument is wrong, also if there is no such variant
 * @throws ScenarioError if the scenario has errors
 */
export async function open(source: ScenarioSource, options: OpenOptions = {}): Promise<Debugger> {
  const isText = typeof source === 'string';
  const text = isText ? source : textOf(source);
  check('open', 'source', text ?? source, scenarioText);
  check('open', 'options', options, openOptions);
  const { name = 'scenario', language = 'en', files = {}, variant } = options;
  const [{ parseScenario }] = await Promise.all([import('../scenario/parse.ts'), addLanguages([language])]);
  return inLanguage(language, () => {
    const parsed = parseScenario(text as string, filesOf(files));
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

/**
 * An object as text; null if it is no mapping. What JSON does not have, as NaN or a Map, becomes a word, so that its
 * error says what it was.
 *
 * @throws ArgumentError if JSON has no text for it: one that contains itself
 */
function textOf(source: object): string | null {
  const written = (_key: string, value: unknown) =>
    foreignClass(value) ?? (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value);
  if (mapping(source, '')) return null;
  try {
    return JSON.stringify(source, written, 1);
  } catch (error) {
    const found = `${describeValue(source)}: ${(error as Error).message}`;
    check('open', 'source', source, (value, path) => ({
      ...(scenarioText(value, path) as ArgumentFault),
      found,
    }));
    return null;
  }
}

function filesOf(files: Readonly<Record<string, string>>): ReadSiblingFile {
  return (file) => {
    const text = Object.hasOwn(files, file) ? files[file] : undefined;
    return text === undefined ? noSiblingFiles(file) : { text };
  };
}

/** @throws ArgumentError if the scenario has no variant with that name */
function variantOf({ variants }: Scenario, wanted: string | undefined): Variant | null {
  if (wanted === undefined) return null;
  check('open', 'options.variant', wanted, oneOf(variants.map(({ name }) => name)));
  return variants.find(({ name }) => name === wanted) ?? null;
}
