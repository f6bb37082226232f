/** Whatever the document names by its address must be there. */
import type { SlotInfo } from '../../core/program.ts';
import { type Problem, shown } from '../../diagnostics/diagnostic.ts';
import { suggestion } from '../../diagnostics/suggestion.ts';
import { t } from '../../i18n/translate.ts';
import { compile } from '../compile/compile.ts';
import {
  isMapping,
  isSized,
  listOf,
  type Mapping,
  type Outline,
  type OutlineLayer,
  parameterAddresses,
  settableAddresses,
} from '../format/outline.ts';
import { toScenario } from '../format/scenario.ts';
import {
  identifier,
  layerActivations,
  type NodeDocument,
  type OptimizerDocument,
  type ParameterDocument,
  type ScenarioDocument,
} from '../format/schema.ts';
import { lossNames, OWN_LOSS } from '../losses/losses.ts';
import { optimizerNames } from '../optimizers/optimizers.ts';
import { checkFormulas } from './formulas.ts';

/** Checks the addresses of `frozen`, of variants, of notes and of questions. */
export function checkAddresses(document: Outline): Problem[] {
  return [...checkFrozen(document), ...checkVariants(document), ...checkPlaces(document)];
}

function checkFrozen(document: Outline): Problem[] {
  const parameters = parameterAddresses(document);
  const known = new Set(parameters);
  return listOf(document.raw.frozen).flatMap((address, index) => {
    if (typeof address !== 'string' || known.has(address)) return [];
    const expected = t`the address of a weight or a bias`;
    const fix = suggestion(address, parameters);
    return [{ path: ['frozen', index], expected, found: shown(address), fix }];
  });
}

function checkVariants(document: Outline): Problem[] {
  const { variants } = document.raw;
  const settable = settableAddresses(document);
  const known = new Set(settable);
  return Object.entries(isMapping(variants) ? variants : {}).flatMap(([name, variant]) =>
    Object.keys(isMapping(variant) && isMapping(variant.set) ? variant.set : {}).flatMap((address) => {
      if (known.has(address)) return [];
      const expected = t`the address of a weight, a bias, the learning rate, an input or a target`;
      const path = ['variants', name, 'set', address];
      return [
        { path, at: 'key' as const, expected, found: shown(address), fix: suggestion(address, settable) },
      ];
    }),
  );
}

/** A note may stand at every address that the tape has, and only the tape knows them all. A question asks for a result. */
function checkPlaces(document: Outline): Problem[] {
  const at = (key: 'notes' | 'questions') =>
    listOf(document.raw[key]).map((entry) => (isMapping(entry) ? entry.at : undefined));
  const [notes, questions] = [at('notes'), at('questions')];
  const sketch = [...notes, ...questions].some((each) => typeof each === 'string')
    ? sketchOf(document)
    : null;
  if (!sketch) return [];
  const named = compile(toScenario(sketch)).slots.filter(({ role }) => role !== 'constant');
  const computed = named.filter(({ role }) => role === 'computed');
  return [
    ...unknownPlaces('notes', notes, named, t`an address of this scenario`),
    ...unknownPlaces('questions', questions, computed, t`the address of a value that is computed`),
  ];
}

function unknownPlaces(
  key: string,
  places: readonly unknown[],
  slots: readonly SlotInfo[],
  expected: string,
): Problem[] {
  const addresses = slots.flatMap(({ names }) => names);
  const shownFirst = slots.flatMap(({ names }) => names.slice(0, 1));
  const known = new Set(addresses);
  return places.flatMap((at, index) => {
    if (typeof at !== 'string' || known.has(at)) return [];
    return [
      { path: [key, index, 'at'], expected, found: shown(at), fix: suggestion(at, addresses, shownFirst) },
    ];
  });
}

/**
 * A document with the same addresses that compiles although the one at hand has faults, or null where too
 * little is known. What is written wrongly is taken to be whatever gives the most addresses.
 */
function sketchOf(document: Outline): ScenarioDocument | null {
  const { raw, inputs, layers, formulas, outputs } = document;
  const names = [
    ...(inputs ?? []),
    ...layers.flatMap(({ nodes }) => nodes.map(({ name }) => name)),
    ...Object.keys(isMapping(raw.parameters) ? raw.parameters : {}),
    ...formulas.map(({ name }) => name),
  ];
  const clear =
    names.every((name) => identifier.test(name.replace(/\[\d+\]$/, ''))) &&
    new Set(names).size === names.length;
  if (!clear || !inputs || !outputs || layers.some(({ nodes }) => nodes.length === 0)) return null;
  if (checkFormulas(document).length > 0 || formulas.some(({ raw: text }) => typeof text !== 'string')) {
    return null;
  }
  const earlier = new Set(inputs);
  const sketched = layers.map((layer) => {
    const sketch = sketchLayer(layer, earlier);
    for (const { name } of layer.nodes) earlier.add(name);
    return sketch;
  });
  const training: Mapping = isMapping(raw.training) ? raw.training : {};
  const row = { inputs: inputs.map(() => 0), target: outputs.map(() => 0) };
  return {
    title: 'sketch',
    inputs: [...inputs],
    ...(formulas.length === 0 ? { layers: sketched } : sketchFormulas(document)),
    data: isMapping(raw.data) || listOf(raw.data).length > 1 ? [row, row] : [row],
    ...(raw.loss === undefined ? {} : { loss: oneOf(lossNames, raw.loss, 'half_squared_error') }),
    ...(raw.output_gradient === undefined ? {} : { output_gradient: outputs.map(() => 0) }),
    ...(raw.input_gradients === true ? { input_gradients: true } : {}),
    ...(raw.optimizer === undefined ? {} : { optimizer: sketchOptimizer(raw.optimizer) }),
    ...(raw.reduction === 'sum' ? { reduction: 'sum' as const } : {}),
    ...(raw.stop_after === undefined ? {} : stopAfter(raw)),
    frozen: listOf(raw.frozen).filter((address) => typeof address === 'string'),
    training: { batch: training.batch === undefined || training.batch === 1 ? 1 : 'all' },
  };
}

function sketchFormulas({ raw, formulas }: Outline): Pick<ScenarioDocument, 'parameters' | 'formulas'> {
  const parameters = Object.entries(isMapping(raw.parameters) ? raw.parameters : {});
  return {
    parameters: Object.fromEntries(parameters.map(([name, value]) => [name, zerosLike(value)])),
    formulas: Object.fromEntries(formulas.map(({ name, raw: text }) => [name, String(text)])),
  };
}

/** As many numbers as there ought to be. */
function zerosLike(value: unknown): ParameterDocument {
  return Array.isArray(value) ? (value.map(zerosLike) as ParameterDocument) : 0;
}

function stopAfter({ stop_after: stop, loss, output_gradient: gradient, formulas }: Mapping) {
  if (stop === 'forward') return { stop_after: 'forward' as const };
  const hasLoss = loss !== undefined || (isMapping(formulas) && OWN_LOSS in formulas);
  if (stop === 'loss' && hasLoss) return { stop_after: 'loss' as const };
  const goesBack = hasLoss || gradient !== undefined;
  return stop === 'backward' && goesBack ? { stop_after: 'backward' as const } : {};
}

/** The optimiser's kind and schedule decide which addresses there are. */
function sketchOptimizer(raw: unknown): OptimizerDocument {
  const { kind, l2, schedule } = isMapping(raw) ? raw : {};
  const scheduled =
    isMapping(schedule) && schedule.kind === 'step'
      ? { schedule: { kind: 'step' as const, every: 1, factor: 1 } }
      : schedule === undefined
        ? {}
        : { schedule: { kind: 'cosine' as const } };
  const penalty = l2 === undefined ? {} : { l2: 1 };
  return { kind: oneOf(optimizerNames, kind, 'sgd'), learning_rate: 0, ...penalty, ...scheduled };
}

function sketchLayer({ index, name, raw, nodes, incoming }: OutlineLayer, earlier: ReadonlySet<string>) {
  const weights = (incoming ?? []).map(() => 0);
  return {
    name: name ?? `layer_${index}`,
    activation: oneOf(layerActivations, raw.activation ?? 'identity', 'relu'),
    ...(raw.bias === undefined || isSized(raw) ? {} : { bias: 0 }),
    ...(raw.dropout === undefined || raw.activation === 'softmax' ? {} : { dropout: { rate: 0.5, seed: 0 } }),
    nodes: Object.fromEntries(
      nodes.map(({ name: node, hasBias, from }): [string, NodeDocument] => {
        if (typeof from === 'string' && earlier.has(from)) return [node, { from }];
        return [node, hasBias ? { weights, bias: 0 } : weights];
      }),
    ),
  };
}

function oneOf<Name extends string>(names: readonly Name[], value: unknown, otherwise: Name): Name {
  return names.find((name) => name === value) ?? otherwise;
}
