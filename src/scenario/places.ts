/** Where in the text of a scenario its layers, nodes, formulas, parameters and phases stand. */
import type { Path } from '../diagnostics/diagnostic.ts';
import { noSiblingFiles, type ReadSiblingFile } from './data/sibling-file.ts';
import { readOutline } from './reading/outline.ts';
import { withUsedFiles } from './used-files.ts';
import { isMapping, type Mapping } from './yaml/mapping.ts';
import { readYaml } from './yaml/yaml.ts';

/** What the entry of a line is in a run. A formula is a node, and so is a parameter, in its update. */
export interface ScenarioPlace {
  /** Counted from 1. */
  readonly line: number;
  readonly kind: 'layer' | 'node' | 'phase';
  readonly name: string;
}

/** The phases that a key at the top of a scenario brings about. */
const phasesOfKeys = { loss: 'loss', optimizer: 'update' } as const;

/**
 * The places of a scenario that can be read, in the order of their kinds and of the file. A formula of a repetition or
 * of a definition stands at one line and is computed for each turn or call, so that line has several places.
 *
 * @param text the whole text of the file
 * @param beside reads a file that the scenario names
 */
export function scenarioPlaces(
  text: string,
  beside: ReadSiblingFile = noSiblingFiles,
): readonly ScenarioPlace[] {
  const { raw, placeOf } = readYaml(text, Number.POSITIVE_INFINITY);
  if (!isMapping(raw)) return [];
  const lineOf = (path: Path) => placeOf({ path, at: 'key', expected: '', found: '', fix: '' }).line;
  const { layers, formulas } = readOutline(withUsedFiles(raw, beside, Number.POSITIVE_INFINITY).document);
  const own = isMapping(raw.define) ? raw.define : {};
  // A definition of a file stands in that file.
  const isHere = ([part, head]: Path) => part === 'formulas' || (part === 'define' && String(head) in own);
  const ofLayers = layers.flatMap(({ index, name, raw: layer, nodes }): ScenarioPlace[] => {
    const path = ['layers', index];
    const ofNodes = nodesOf(layer, nodes).map((node) => ({
      line: lineOf([...path, 'nodes', node]),
      kind: 'node' as const,
      name: node,
    }));
    return name === null ? ofNodes : [{ line: lineOf(path), kind: 'layer', name }, ...ofNodes];
  });
  const ofFormulas = formulas
    .filter(({ path }) => isHere(path))
    .map(({ name, path }) => ({ line: lineOf(path), kind: 'node' as const, name }));
  // The update of a parameter has the name of the parameter.
  const parameters = 'optimizer' in raw && isMapping(raw.parameters) ? Object.keys(raw.parameters) : [];
  const ofParameters = parameters.map((name) => ({
    line: lineOf(['parameters', name]),
    kind: 'node' as const,
    name,
  }));
  const ofPhases = Object.entries(phasesOfKeys)
    .filter(([key]) => key in raw)
    .map(([key, name]) => ({ line: lineOf([key]), kind: 'phase' as const, name }));
  return [...ofParameters, ...ofLayers, ...ofFormulas, ...ofPhases];
}

/** The nodes that are written one by one. Those of a layer with a size have no entries of their own. */
function nodesOf(layer: Mapping, nodes: readonly { readonly name: string }[]): string[] {
  return isMapping(layer.nodes) ? nodes.map(({ name }) => name) : [];
}
