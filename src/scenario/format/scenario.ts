/** The Scenario as the rest of the program uses it: with defaults filled in, and only one form of each value. */
import type { ActivationName } from '../../core/operations.ts';
import type { Example } from '../../core/program.ts';
import type { Shape, Terms } from '../../expression/arrays/terms.ts';
import { currentLanguage, type Language } from '../../i18n/translate.ts';
import type { LossName } from '../losses/losses.ts';
import type { ScenarioLoss, ScenarioTarget } from '../losses/scenario-losses.ts';
import type { OptimizerChoice } from '../optimizers/updates.ts';
import type { ScenarioPicture } from './picture-names.ts';

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

/** The rules by which initial weights are drawn. */
export const initKinds = ['uniform', 'normal', 'xavier', 'he'] as const;

/** How the initial weights of a layer are drawn. */
export interface Init {
  readonly kind: (typeof initKinds)[number];
  readonly seed: number;
  /** Of `uniform` and `normal` alone: the largest absolute value of a weight, or the standard deviation. */
  readonly scale?: number | undefined;
}

export interface ScenarioLayer {
  readonly name: string;
  readonly activation: ActivationName | 'softmax';
  /** A bias shared by the layer's nodes. */
  readonly bias: number | null;
  /** Dropout in training: the probability that a value is set to 0, and the seed of the random numbers. */
  readonly dropout: { readonly rate: number; readonly seed: number } | null;
  /** How the initial weights were drawn; null if they are written. */
  readonly init: Init | null;
  readonly nodes: readonly ScenarioNode[];
}

/** A value, or an array of them, that is computed from inputs, parameters and earlier formulas. */
export interface Formula extends Terms {
  readonly name: string;
  /** The text in the file. */
  readonly text: string;
  /** The call or the turn of a repetition that it belongs to; null if it stands alone. */
  readonly frame: string | null;
  /** The arrays that it uses as a whole or in parts, not only single numbers of them. */
  readonly wholes: readonly string[];
}

/** An array that is given: its name and shape. */
interface NamedArray {
  readonly name: string;
  readonly shape: Shape;
}

/** What one formula of a repetition gives in all turns: `rnn.h`, the list of `rnn[0].h`, `rnn[1].h` … */
export interface TurnList extends NamedArray {
  readonly turns: readonly string[];
}

/** One number that formulas use, and that an optimizer or, if it is kept, a formula changes. */
export interface Parameter {
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

/** The standardization of an input or a target: its column's mean and standard deviation over the training set. */
export interface Scale {
  readonly of: 'input' | 'target';
  /** Index among the inputs, or among the targets of an example. */
  readonly index: number;
  readonly mean: number;
  readonly deviation: number;
}

/** Which cell of its row an input or a target is made from. */
export interface CellUse {
  /** Index in the columns that the scenario uses. */
  readonly column: number;
  /** The text for which the value is 1, in a column of words; null for a column of numbers. */
  readonly category: string | null;
}

/** A column of a CSV file that the scenario uses. */
export interface UsedColumn {
  readonly name: string;
  /**
   * What missing cells of all examples are filled with: the mean of the training set, or a number of the scenario;
   * null if none are.
   */
  readonly fill: { readonly kind: 'mean' | 'given'; readonly value: number; readonly cells: number } | null;
  /** The examples (indexes in `data`) whose cell was missing. */
  readonly filled: readonly number[];
}

/** The CSV file that the examples are from, and how it was read. */
export interface DataSource {
  readonly file: string;
  readonly separator: string;
  /** Whether there are decimal commas, and the sign between thousands; null if there is none. */
  readonly decimalComma: boolean;
  readonly thousands: string | null;
  /** How percentages were read; null if there are none. */
  readonly percent: 'fraction' | 'number' | null;
  /** Number of lines above the table. */
  readonly skipped: number;
  /** Number of rows in the file, and of those that were left out because a cell is missing. */
  readonly rows: number;
  readonly dropped: number;
  readonly columns: readonly UsedColumn[];
  readonly inputs: readonly CellUse[];
  readonly targets: readonly CellUse[];
  /** Of an example of `data` (its index): its line in the file, and the texts of its cells, one for each used column. */
  readonly lineOf: (example: number) => number;
  readonly cellsOf: (example: number) => readonly string[];
}

/** Examples read from a CSV file. */
export interface Table {
  readonly examples: readonly Example[];
  /** The held-out examples. */
  readonly test: readonly Example[];
  readonly scales: readonly Scale[];
  readonly source: DataSource;
}

export type LastPhase = 'forward' | 'loss' | 'backward' | 'update';

/** Maximum number of nodes in a layer, because each weight takes a few steps. */
export const LARGEST_LAYER = 1000;

/** The headings of the menu, in their order. */
export const groups = ['chapter', 'formulas', 'training', 'troubles'] as const;
type Group = (typeof groups)[number];

export interface Scenario {
  readonly title: Text;
  readonly intro: Text;
  readonly teaches: Text;
  /** The heading that it stands under in the menu; null for none. */
  readonly group: Group | null;
  /** Sort key in the menu. */
  readonly order: number;
  /** The picture that it opens with. */
  readonly picture: ScenarioPicture;
  /** The names of the inputs. A column of words is one input for each category: `colour.red`. */
  readonly inputs: readonly string[];
  /** The arrays that formulas know the inputs and the parameters by; none with layers. */
  readonly arrays: readonly NamedArray[];
  readonly layers: readonly ScenarioLayer[];
  /** The formulas and their parameters, in a scenario without layers. */
  readonly formulas: readonly Formula[];
  readonly parameters: readonly Parameter[];
  /** The numbers that are kept from batch to batch, as they are at the start. */
  readonly kept: readonly Parameter[];
  /** The formulas of the next kept values, in their order. Those of a call are before the one that calls. */
  readonly nexts: readonly Formula[];
  readonly lists: readonly TurnList[];
  /**
   * The names of the outputs: the last layer's nodes, or the formulas that no other formula uses; of several losses, what
   * the first one compares with targets. The first targets of an example are theirs.
   */
  readonly outputs: readonly string[];
  readonly data: readonly Example[];
  /** The test set: held-out examples that are not used in training. */
  readonly test: readonly Example[];
  readonly scales: readonly Scale[];
  /** Where the examples are from; null if they are written in the scenario. */
  readonly source: DataSource | null;
  /** The loss that compares the outputs with their targets; null if none does. */
  readonly loss: LossName | null;
  /** Whether there is a loss: one of the named losses, or a formula that is the loss. */
  readonly hasLoss: boolean;
  /** The losses that the loss is the sum of; none if it is a formula. */
  readonly losses: readonly ScenarioLoss[];
  /** The targets of each example, in their order. */
  readonly targets: readonly ScenarioTarget[];
  readonly reduction: 'mean' | 'sum';
  /** The given gradient of each output, for a network without a loss. */
  readonly outputGradient: readonly number[] | null;
  readonly inputGradients: boolean;
  readonly optimizer: OptimizerChoice | null;
  readonly frozen: readonly string[];
  readonly epochs: number;
  /** The examples between two updates. */
  readonly batch: number;
  /** The examples of a micro-batch, if the gradients of several are added up for an update; otherwise null. */
  readonly microBatch: number | null;
  readonly finish: boolean;
  /** How many examples of the file are the rows of one example; null if each is one. */
  readonly rows: number | null;
  /** The seed for shuffling the examples in each epoch; null: the order of the data. */
  readonly shuffle: number | null;
  readonly lastPhase: LastPhase;
  readonly variants: readonly Variant[];
  readonly notes: readonly { readonly at: string; readonly text: Text }[];
  /** Questions of the quiz: the address of the value to predict, and the text of the question. */
  readonly questions: readonly { readonly at: string; readonly ask: Text }[];
}

/** The losses that the file has: one for all examples that are taken together. */
export function writtenLosses({ losses, rows }: Scenario): readonly ScenarioLoss[] {
  return rows === null ? losses : losses.slice(0, 1);
}

/** Whether these values are the nodes of the last layer. */
export function isLastLayer({ layers }: Scenario, values: readonly string[]): boolean {
  const nodes = layers.at(-1)?.nodes ?? [];
  return nodes.length === values.length && nodes.every(({ name }, index) => name === values[index]);
}

/** The activation of the last layer, if the outputs are its nodes; otherwise null. */
export function outputActivation(scenario: Scenario): ScenarioLayer['activation'] | null {
  const last = scenario.layers.at(-1);
  return last && isLastLayer(scenario, scenario.outputs) ? last.activation : null;
}

/** A text in `language`, which defaults to the current one; in English if it is not available. */
export function localized(text: Text, language: Language = currentLanguage()): string {
  return text[language] ?? text.en;
}
