/** The files of definitions that a scenario uses: `use: [attention]`. */
import type { Problem } from '../diagnostics/diagnostic.ts';
import { t } from '../i18n/translate.ts';
import type { ReadSiblingFile } from './data/sibling-file.ts';
import { type Definition, definitionsOf, filePattern, usedDefinitions } from './format/definitions.ts';
import { listOf } from './reading/written-values.ts';
import type { Mapping } from './yaml/mapping.ts';
import { readYaml } from './yaml/yaml.ts';

/**
 * Another form of a document with what the document has besides its keys: the definitions that it uses, and its rows.
 */
export function withUsedOf(document: Mapping, other: Mapping): Mapping {
  const kept = Object.getOwnPropertySymbols(document).map((key) => [key, document[key as never]] as const);
  return kept.length === 0 ? other : { ...other, ...Object.fromEntries(kept) };
}

/** The folder beside a scenario, and among the shipped ones, that has the files. */
const FOLDER = 'definitions';

/**
 * Reads the definitions of the files that a document uses. Shipped ones stand in `scenarios/definitions/`.
 *
 * @param memory how many bytes a file may take
 * @returns the document with them, and what is wrong
 */
export function withUsedFiles(
  raw: Mapping,
  beside: ReadSiblingFile,
  memory: number,
): { readonly document: Mapping; readonly problems: readonly Problem[] } {
  const names = listOf(raw.use);
  const definitions: Definition[] = [];
  const problems: Problem[] = [];
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string' || !filePattern.test(name)) continue;
    const file = `${FOLDER}/${name}.yaml`;
    const read = beside(file);
    const reading = 'text' in read ? readYaml(read.text, memory) : null;
    const found = reading?.readable && reading.diagnostics.length === 0 ? reading.raw : null;
    const own = definitionsOf((found as Mapping | null)?.define, file);
    if (own.length > 0) definitions.push(...own);
    else {
      const expected = t`a file ${file} with definitions, beside the scenario or among the shipped ones`;
      const fault = 'text' in read ? t`no definitions in it` : read.found;
      problems.push({ path: ['use', index], expected, found: fault, fix: '' });
    }
  }
  const document = names.length === 0 ? raw : { ...raw, [usedDefinitions]: definitions };
  return { document, problems };
}
