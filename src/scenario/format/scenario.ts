/** The Scenario as the rest of the program sees it: defaults filled in, one shape for each thing. */
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import type { ActivationName } from '../../core/operations.ts';
import type { Example } from '../../core/program.ts';
import { printable } from '../../diagnostics/printable.ts';
import { parseFormula, type Term } from '../../expression/formula.ts';
import { type Language, spoken } from '../../i18n/translate.ts';
import { type LossName, OWN_LOSS } from '../losses/losses.ts';
import { optimizers } from '../optimizers/optimizers.ts';
import type { OptimizerChoice } from '../optimizers/updates.ts';
import { firstWeights } from './initial-weights.ts';
import { elementIndexes, elementName, outputsOf } from './outline.ts';
import { type NodeDocument, type ScenarioDocument, settingOf, type TextDocument } from './schema.ts';

type LayerDocument = NonNullable<ScenarioDocument['layers']>[number];

/** A text in the languages that it was written in. */
export type Text = Readonly<Partial<Record<Language, string>> & { en: string }>;

export interface ScenarioNode {
  readonly name: string;
  /** One weight for each value coming in; empty where a value is only passed on. */
  readonly weights: readonly number[];
  readonly bias: number | null;
  /** The value that is passed on without a product. */
  readonly from: string | null;
}

export interface ScenarioLayer {
  readonly name: string;
  readonly activation: ActivationName | 'softmax';
  /** A bias shared by the layer's nodes. */
  readonly bias: number | null;
  /** How likely a value is set to 0 while training, and the seed of that chance. */
  readonly dropout: { readonly rate: number; readonly seed: number } | null;
  readonly nodes: readonly ScenarioNode[];
}

/** A value that is computed from inputs, parameters and earlier formulas. */
interface Formula {
  readonly name: string;
  /** As it was written. */
  readonly text: string;
  readonly term: Term;
}

/** A number that formulas use and an optimiser changes: its address, and what it is at first. */
interface Parameter {
  /** Its address: `w[0][1]`. */
  readonly name: string;
  /** What the file calls it, and where the number stands in it: none for a number alone. */
  readonly array: string;
  readonly indexes: readonly number[];
  readonly value: number;
}

export interface Variant {
  readonly name: string;
  readonly title: Text;
  readonly set: Readonly<Record<string, number>>;
}

/** What an input was standardized by: its column's mean and standard deviation over the examples trained on. */
export interface Scale {
  readonly input: string;
  readonly mean: number;
  readonly deviation: number;
}

/** Examples that were read from a file. */
export interface Table {
  readonly examples: readonly Example[];
  /** Those kept apart. */
  readonly test: readonly Example[];
  readonly scales: readonly Scale[];
}

type LastPhase = 'forward' | 'loss' | 'backward' | 'update';

export interface Scenario {
  readonly title: Text;
  readonly intro: Text;
  readonly teaches: Text;
  /** Place in the menu. */
  readonly order: number;
  readonly inputs: readonly string[];
  readonly layers: readonly ScenarioLayer[];
  /** What is computed where there are no layers, and with what parameters. */
  readonly formulas: readonly Formula[];
  readonly parameters: readonly Parameter[];
  /** The names of what comes out: the last layer's nodes, or the formulas that no other uses. */
  readonly outputs: readonly string[];
  readonly data: readonly Example[];
  /** Examples that are kept apart: nothing is trained on them. */
  readonly test: readonly Example[];
  readonly scales: readonly Scale[];
  readonly loss: LossName | null;
  /** Whether there is a loss: one of the format's, or a formula that says what it is. */
  readonly hasLoss: boolean;
  /** Where the loss of Huber goes over into a straight line. */
  readonly huberDelta: number;
  readonly reduction: 'mean' | 'sum';
  /** The gradient of each output, where it comes from beyond the figure. */
  readonly outputGradient: readonly number[] | null;
  readonly inputGradients: boolean;
  readonly optimizer: OptimizerChoice | null;
  readonly frozen: readonly string[];
  readonly epochs: number;
  readonly batch: number;
  readonly finish: boolean;
  /** The seed of the order in which an epoch has the examples; null for their own order. */
  readonly shuffle: number | null;
  readonly lastPhase: LastPhase;
  readonly variants: readonly Variant[];
  readonly notes: readonly { readonly at: string; readonly text: Text }[];
  /** What the room is asked to predict: the address whose value is wanted, and the question. */
  readonly questions: readonly { readonly at: string; readonly ask: Text }[];
}

/** A text in the language that is spoken or asked for, else in English. */
export function inLanguage(text: Text, language: Language = spoken()): string {
  return text[language] ?? text.en;
}

/**
 * Fills in the defaults of a document that has passed all checks.
 *
 * @param table what was read from the file that the document names, where it names one
 */
export function toScenario(document: ScenarioDocument, table: Table | null = null): Scenario {
  const written = Array.isArray(document.data) ? document.data : [];
  const layers = toLayers(document);
  const formulas = toFormulas(document);
  const data = table?.examples ?? written.map(({ inputs, target }) => ({ inputs, targets: asList(target) }));
  return {
    title: toText(document.title),
    intro: toText(document.intro ?? ''),
    teaches: toText(document.teaches ?? ''),
    order: document.order ?? Number.POSITIVE_INFINITY,
    inputs: document.inputs,
    layers,
    formulas,
    parameters: toParameters(document),
    outputs: layers.at(-1)?.nodes.map(({ name }) => name) ?? outputsOf(formulas),
    data,
    test: table?.test ?? [],
    scales: table?.scales ?? [],
    loss: document.loss ?? null,
    hasLoss: hasLoss(document),
    huberDelta: document.huber_delta ?? 1,
    reduction: document.reduction ?? 'mean',
    outputGradient: document.output_gradient === undefined ? null : asList(document.output_gradient),
    inputGradients: document.input_gradients ?? false,
    optimizer: toOptimizer(document),
    frozen: document.frozen ?? [],
    epochs: document.training?.epochs ?? 1,
    batch: batchSize(document, data.length),
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

/** Numbers that are not written are those of the papers, as everybody takes them. */
function toOptimizer({ optimizer, training }: ScenarioDocument): OptimizerChoice | null {
  if (!optimizer) return null;
  const { kind, learning_rate: learningRate, schedule } = optimizer;
  const settings = Object.entries(optimizers[kind].keys).map(
    ([key, { standard }]) => [key, settingOf(optimizer, key) ?? standard] as const,
  );
  return {
    kind,
    learningRate,
    settings: Object.fromEntries(settings),
    schedule:
      schedule?.kind === 'cosine'
        ? { kind: 'cosine', epochs: schedule.epochs ?? training?.epochs ?? 1 }
        : (schedule ?? null),
  };
}

function lastPhase(document: ScenarioDocument): LastPhase {
  if (document.stop_after) return document.stop_after;
  if (!hasLoss(document) && document.output_gradient === undefined) return 'forward';
  return document.optimizer ? 'update' : 'backward';
}

function hasLoss({ loss, formulas = {} }: ScenarioDocument): boolean {
  return loss !== undefined || OWN_LOSS in formulas;
}

function batchSize(document: ScenarioDocument, examples: number): number {
  const batch = document.training?.batch ?? 1;
  return batch === 'all' ? examples : Math.min(batch, examples);
}

/** The numbers of all parameters by their addresses: those of a matrix row by row. */
function toParameters({ parameters = {} }: ScenarioDocument): Parameter[] {
  return Object.entries(parameters).flatMap(([array, value]) => {
    const numbers = [value].flat(2);
    return elementIndexes(value).map((indexes, place) => ({
      name: elementName(array, indexes),
      array,
      indexes,
      value: numbers[place] as number,
    }));
  });
}

function toFormulas(document: ScenarioDocument): Formula[] {
  const known = [...document.inputs, ...toParameters(document).map(({ name }) => name)];
  return Object.entries(document.formulas ?? {}).flatMap(([name, written]) => {
    const parsed = parseFormula(written, known);
    known.push(name);
    return parsed.ok ? [{ name, text: printable(written), term: parsed.term }] : [];
  });
}

function toLayers({ inputs, layers = [] }: ScenarioDocument): ScenarioLayer[] {
  let incoming = inputs.length;
  return layers.map((layer): ScenarioLayer => {
    const { name, activation = NO_ACTIVATION, bias, dropout = null } = layer;
    const nodes = toNodes(layer, incoming);
    incoming = nodes.length;
    return { name, activation, bias: typeof bias === 'number' ? bias : null, dropout, nodes };
  });
}

function toNodes({ name, nodes, size = 0, init, bias }: LayerDocument, incoming: number): ScenarioNode[] {
  if (nodes) return Object.entries(nodes).map(([node, value]) => toNode(node, value));
  if (!init) return [];
  return firstWeights(init, incoming, size).map((weights, index) => ({
    name: `${name}[${index}]`,
    weights,
    bias: bias === false ? null : 0,
    from: null,
  }));
}

function toNode(name: string, node: NodeDocument): ScenarioNode {
  if (Array.isArray(node)) return { name, weights: node, bias: null, from: null };
  if ('from' in node) return { name, weights: [], bias: null, from: node.from };
  return { name, weights: node.weights, bias: node.bias ?? null, from: null };
}

function asList(value: number | readonly number[] | undefined): readonly number[] {
  if (value === undefined) return [];
  return typeof value === 'number' ? [value] : value;
}

function toText(text: TextDocument): Text {
  if (typeof text === 'string') return { en: printable(text) };
  return text.bn === undefined
    ? { en: printable(text.en) }
    : { en: printable(text.en), bn: printable(text.bn) };
}
