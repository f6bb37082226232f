/** A document that has no errors → Scenario: defaults are filled in, and each value gets its one form. */
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import type { Example } from '../../core/program.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { elementName } from '../../expression/arrays/terms.ts';
import { languages } from '../../i18n/translate.ts';
import { drawnNodes } from '../format/initial-weights.ts';
import type {
  Formula,
  LastPhase,
  Parameter,
  Scenario,
  ScenarioLayer,
  ScenarioNode,
  Table,
  Text,
} from '../format/scenario.ts';
import type {
  ExampleDocument,
  Nested,
  NodeDocument,
  ScenarioDocument,
  TextDocument,
} from '../format/schema.ts';
import { LOSS_FORMULA } from '../losses/losses.ts';
import { mainLoss, scenarioLosses, scenarioTargets } from '../losses/scenario-losses.ts';
import type { OutlineFormula } from './formulas.ts';
import type { Outline } from './outline.ts';
import { toOptimizer } from './to-optimizer.ts';
import { elementIndexes } from './written-values.ts';

type LayerDocument = NonNullable<ScenarioDocument['layers']>[number];

/**
 * Converts a document that has no errors to a Scenario: fills in defaults.
 *
 * @param outline its outline
 * @param table the examples of the CSV file, if the document names one
 */
export function toScenario(document: ScenarioDocument, outline: Outline, table: Table | null): Scenario {
  const written = Array.isArray(document.data) ? document.data : [];
  const inputs = outline.inputs ?? [];
  const layers = toLayers(document, inputs.length);
  const names = outline.losses?.targets.map(({ name }) => name) ?? [];
  const losses = scenarioLosses(document, outline);
  const data = table?.examples ?? written.map((each) => toExample(each, names));
  return {
    title: toText(document.title),
    intro: toText(document.intro ?? ''),
    teaches: toText(document.teaches ?? ''),
    group: document.group ?? null,
    order: document.order ?? Number.POSITIVE_INFINITY,
    picture: document.picture ?? 'network',
    inputs,
    arrays: outline.arrays,
    layers,
    formulas: toFormulas(outline.formulas),
    parameters: toParameters(document.parameters),
    kept: toParameters(keptStarts(document)),
    nexts: toFormulas(outline.nexts),
    lists: outline.lists,
    outputs: outline.outputs ?? [],
    data,
    test: table?.test ?? [],
    scales: table?.scales ?? [],
    source: table?.source ?? null,
    loss: outline.rows === null ? (mainLoss(losses)?.kind ?? null) : null,
    hasLoss: hasLoss(document),
    losses,
    targets: scenarioTargets(document, outline),
    reduction: document.reduction ?? 'mean',
    outputGradient: document.output_gradient === undefined ? null : numbersIn(document.output_gradient),
    inputGradients: document.input_gradients ?? false,
    optimizer: toOptimizer(document),
    frozen: document.frozen ?? [],
    epochs: document.training?.epochs ?? 1,
    ...batchSizes(document, data.length),
    rows: outline.rows,
    finish: document.training?.finish === 'loss',
    shuffle: document.training?.shuffle?.seed ?? null,
    lastPhase: lastPhase(document),
    variants: Object.entries(document.variants ?? {}).map(([name, { title, set }]) => ({
      name,
      title: toText(title ?? name),
      set,
    })),
    notes: (document.notes ?? []).map(({ at, text }) => ({ at, text: toText(text) })),
    questions: (document.questions ?? []).map(({ at, ask }) => ({ at, ask: toText(ask) })),
  };
}

function lastPhase(document: ScenarioDocument): LastPhase {
  if (document.stop_after) return document.stop_after;
  if (!hasLoss(document) && document.output_gradient === undefined) return 'forward';
  return document.optimizer ? 'update' : 'backward';
}

function hasLoss({ loss, formulas = {} }: ScenarioDocument): boolean {
  return loss !== undefined || LOSS_FORMULA in formulas;
}

function batchSizes({ training = {} }: ScenarioDocument, examples: number) {
  const { batch: written = 1, accumulate = 1 } = training;
  const batch = written === 'all' ? examples : Math.min(written, examples);
  return {
    batch: Math.min(batch * accumulate, examples),
    microBatch: accumulate === 1 ? null : batch,
  } satisfies Partial<Scenario>;
}

/** @param names the names of its targets, if there are several losses */
function toExample({ inputs, target }: ExampleDocument, names: readonly string[]): Example {
  const targets = isNested(target) ? numbersIn(target) : names.flatMap((name) => numbersIn(target[name]));
  return { inputs: numbersIn(inputs), targets };
}

function isNested(target: ExampleDocument['target']): target is Nested | undefined {
  return typeof target !== 'object' || Array.isArray(target);
}

/** All numbers of all parameters; a matrix row by row. */
function toParameters(parameters: Readonly<Record<string, Nested>> = {}): Parameter[] {
  return Object.entries(parameters).flatMap(([array, value]) => {
    const numbers = numbersIn(value);
    return elementIndexes(value).map((indexes, place) => ({
      name: elementName(array, indexes),
      array,
      indexes,
      value: numbers[place] as number,
    }));
  });
}

/** What the kept values start with. */
function keptStarts({ keep = {} }: ScenarioDocument): Record<string, Nested> {
  return Object.fromEntries(Object.entries(keep).map(([name, { start }]) => [name, start]));
}

function toFormulas(formulas: readonly OutlineFormula[]): Formula[] {
  return formulas.flatMap(({ name, frame, raw, parsed }) =>
    parsed?.ok
      ? [{ name, frame, text: sanitize(String(raw)), ...parsed.terms, wholes: [...parsed.wholes] }]
      : [],
  );
}

/** @param inputs their number */
function toLayers(document: ScenarioDocument, inputs: number): ScenarioLayer[] {
  let incoming = inputs;
  return (document.layers ?? []).map((layer): ScenarioLayer => {
    const { name, activation = NO_ACTIVATION, bias, init = null, dropout = null } = layer;
    const nodes = toNodes(layer, incoming);
    incoming = nodes.length;
    return { name, activation, bias: typeof bias === 'number' ? bias : null, dropout, init, nodes };
  });
}

function toNodes({ name, nodes, size = 0, init, bias }: LayerDocument, incoming: number): ScenarioNode[] {
  if (nodes) return Object.entries(nodes).map(([node, value]) => toNode(node, value));
  return init ? drawnNodes({ name, init, size, incoming, bias: bias === false ? null : 0 }) : [];
}

function toNode(name: string, node: NodeDocument): ScenarioNode {
  if (Array.isArray(node)) return { name, weights: node, bias: null, from: null };
  if ('from' in node) return { name, weights: [], bias: null, from: node.from };
  return { name, weights: node.weights, bias: node.bias ?? null, from: null };
}

/** The numbers of a value, those of a matrix row by row; none if it is not written. */
function numbersIn(value: Nested | readonly Nested[] | undefined): readonly number[] {
  if (value === undefined) return [];
  if (typeof value === 'number') return [value];
  // Most lists are long and not nested.
  return value.every((each) => typeof each === 'number')
    ? (value as readonly number[])
    : value.flatMap(numbersIn);
}

function toText(text: TextDocument): Text {
  if (typeof text === 'string') return { en: sanitize(text) };
  const written = languages.flatMap((language) => {
    const each = text[language];
    return each === undefined ? [] : [[language, sanitize(each)] as const];
  });
  return { ...Object.fromEntries(written), en: sanitize(text.en) };
}
