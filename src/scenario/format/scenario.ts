/** The Scenario as the rest of the program uses it: with defaults filled in, and only one form of each value. */
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import type { ActivationName } from '../../core/operations.ts';
import type { Example } from '../../core/program.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { type FormulaTree, parseFormula } from '../../expression/formula.ts';
import { currentLanguage, type Language, languages } from '../../i18n/translate.ts';
import { LOSS_FORMULA, type LossName, losses } from '../losses/losses.ts';
import type { Setting } from '../losses/setting.ts';
import { optimizers } from '../optimizers/optimizers.ts';
import type { OptimizerChoice } from '../optimizers/updates.ts';
import { initialWeights } from './initial-weights.ts';
import { elementIndexes, elementName, outputsOf } from './outline.ts';
import { type NodeDocument, type ScenarioDocument, settingOf, type TextDocument } from './schema.ts';

type LayerDocument = NonNullable<ScenarioDocument['layers']>[number];

/** A text in one or more languages; always in English. */
export type Text = Readonly<Partial<Record<Language, string>> & { en: string }>;

export interface ScenarioNode {
  readonly name: string;
  /** One weight for each incoming value; empty if the node passes a value on. */
  readonly weights: readonly number[];
  readonly bias: number | null;
  /** The name of the value that the node passes on; null for a node with weights. */
  readonly from: string | null;
}

export interface ScenarioLayer {
  readonly name: string;
  readonly activation: ActivationName | 'softmax';
  /** A bias shared by the layer's nodes. */
  readonly bias: number | null;
  /** Dropout in training: the probability that a value is set to 0, and the seed of the random numbers. */
  readonly dropout: { readonly rate: number; readonly seed: number } | null;
  readonly nodes: readonly ScenarioNode[];
}

/** A value that is computed from inputs, parameters and earlier formulas. */
interface Formula {
  readonly name: string;
  /** The text in the file. */
  readonly text: string;
  readonly term: FormulaTree;
}

/** One number that formulas use and an optimizer changes. */
interface Parameter {
  /** Its address: `w[0][1]`. */
  readonly name: string;
  /** The name in the file, and the indexes of the number in it: none if the parameter is a single number. */
  readonly array: string;
  readonly indexes: readonly number[];
  readonly value: number;
}

export interface Variant {
  readonly name: string;
  readonly title: Text;
  readonly set: Readonly<Record<string, number>>;
}

/** The standardization of an input: its column's mean and standard deviation over the training set. */
export interface Scale {
  readonly input: string;
  readonly mean: number;
  readonly deviation: number;
}

/** Examples read from a CSV file. */
export interface Table {
  readonly examples: readonly Example[];
  /** The held-out examples. */
  readonly test: readonly Example[];
  readonly scales: readonly Scale[];
}

type LastPhase = 'forward' | 'loss' | 'backward' | 'update';

export interface Scenario {
  readonly title: Text;
  readonly intro: Text;
  readonly teaches: Text;
  /** Sort key in the menu. */
  readonly order: number;
  readonly inputs: readonly string[];
  readonly layers: readonly ScenarioLayer[];
  /** The formulas and their parameters, in a scenario without layers. */
  readonly formulas: readonly Formula[];
  readonly parameters: readonly Parameter[];
  /** The names of the outputs: the last layer's nodes, or the formulas that no other formula uses. */
  readonly outputs: readonly string[];
  readonly data: readonly Example[];
  /** The test set: held-out examples that are not used in training. */
  readonly test: readonly Example[];
  readonly scales: readonly Scale[];
  readonly loss: LossName | null;
  /** Whether there is a loss: one of the named losses, or a formula that is the loss. */
  readonly hasLoss: boolean;
  /** The value of each setting of the loss. */
  readonly lossSettings: Readonly<Record<string, number>>;
  readonly reduction: 'mean' | 'sum';
  /** The given gradient of each output, for a network without a loss. */
  readonly outputGradient: readonly number[] | null;
  readonly inputGradients: boolean;
  readonly optimizer: OptimizerChoice | null;
  readonly frozen: readonly string[];
  readonly epochs: number;
  readonly batch: number;
  readonly finish: boolean;
  /** The seed for shuffling the examples in each epoch; null: the order of the data. */
  readonly shuffle: number | null;
  readonly lastPhase: LastPhase;
  readonly variants: readonly Variant[];
  readonly notes: readonly { readonly at: string; readonly text: Text }[];
  /** Questions of the quiz: the address of the value to predict, and the text of the question. */
  readonly questions: readonly { readonly at: string; readonly ask: Text }[];
}

/** A text in `language`, which defaults to the current one; in English if it is not available. */
export function localized(text: Text, language: Language = currentLanguage()): string {
  return text[language] ?? text.en;
}

/**
 * Converts a document that has no errors to a Scenario: fills in defaults.
 *
 * @param table the examples of the CSV file, if the document names one
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
    lossSettings: document.loss ? settingsOf(losses[document.loss].keys ?? {}, document) : {},
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

/** Settings that are not in the file have the usual values from the papers. */
function settingsOf(
  keys: Readonly<Record<string, Setting>>,
  document: Parameters<typeof settingOf>[0],
): Record<string, number> {
  const settings = Object.entries(keys).map(
    ([key, { standard }]) => [key, settingOf(document, key) ?? standard] as const,
  );
  return Object.fromEntries(settings);
}

function toOptimizer({ optimizer, training }: ScenarioDocument): OptimizerChoice | null {
  if (!optimizer) return null;
  const { kind, learning_rate: learningRate, schedule } = optimizer;
  return {
    kind,
    learningRate,
    settings: settingsOf(optimizers[kind].keys, optimizer),
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
  return loss !== undefined || LOSS_FORMULA in formulas;
}

function batchSize(document: ScenarioDocument, examples: number): number {
  const batch = document.training?.batch ?? 1;
  return batch === 'all' ? examples : Math.min(batch, examples);
}

/** All numbers of all parameters; a matrix row by row. */
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
    return parsed.ok ? [{ name, text: sanitize(written), term: parsed.term }] : [];
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
  return initialWeights(init, incoming, size).map((weights, index) => ({
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
  if (typeof text === 'string') return { en: sanitize(text) };
  const written = languages.flatMap((language) => {
    const each = text[language];
    return each === undefined ? [] : [[language, sanitize(each)] as const];
  });
  return { ...Object.fromEntries(written), en: sanitize(text.en) };
}
