/** What a new scenario is made of, and how each answer is read, typed at a question or given as an option. */
import { anyNumber, type Bounds } from '../core/operations/operation.ts';
import { type ActivationName, activationNames } from '../core/operations.ts';
import { quoted } from '../diagnostics/diagnostic.ts';
import { suggestion } from '../diagnostics/suggestion.ts';
import { t } from '../i18n/translate.ts';
import { isReserved } from '../scenario/checks/network.ts';
import type { CsvSettings } from '../scenario/data/settings.ts';
import { identifier } from '../scenario/format/table-schema.ts';
import { type ExpectedTargets, outputExpectations, suits } from '../scenario/losses/common/expectations.ts';
import { type Predicted, targetKindOf } from '../scenario/losses/common/targets.ts';
import { type LossName, losses, lossNames } from '../scenario/losses/losses.ts';
import { type OptimizerName, optimizerNames } from '../scenario/optimizers/optimizers.ts';
import { layerName } from './layer-names.ts';

export const kinds = ['network', 'formulas', 'table'] as const;
export type Kind = (typeof kinds)[number];

export interface Row {
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
}

/** The columns of a CSV file that a scenario uses. */
export interface Columns {
  /** The path from the scenario's folder. */
  readonly file: string;
  /** How it is written, as far as it has to be said. */
  readonly settings: Omit<CsvSettings, 'file'>;
  /** A cell that could be another number, with the other decimal sign; null if there is none. */
  readonly doubt: {
    readonly text: string;
    readonly is: number | null;
    readonly other: number | null;
    readonly decimal: string;
  } | null;
  readonly inputs: readonly string[];
  /** The inputs that are numbers. */
  readonly numbers: readonly string[];
  /** Those that are not all the same, so that they can be standardized. */
  readonly varying: readonly string[];
  /** The inputs that are words, with their texts. */
  readonly categories: readonly { readonly name: string; readonly texts: readonly string[] }[];
  readonly target: string;
  /** Whether it is standardized, because its numbers are large. */
  readonly isTargetStandardized: boolean;
  /** The texts in the column of the target, if it has no numbers: each is a class, and has an output. */
  readonly classes: readonly string[] | null;
  readonly predicted: Predicted;
  /** What becomes of missing cells: of all, or by column; null if there are none. */
  readonly missing: 'drop' | readonly { readonly name: string; readonly fill: 'mean' | 'drop' }[] | null;
  /** The number of rows that are used. */
  readonly rows: number;
  /** Whether some of them are held out. */
  readonly isSplit: boolean;
  /** The columns that are not used, and why. */
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
}

/** All that a new scenario is made of. */
export interface Answers {
  readonly title: string;
  readonly inputs: readonly string[];
  /** Whether it is written as formulas, or as layers. */
  readonly isFormulas: boolean;
  /** The nodes of each hidden layer. Formulas have none. */
  readonly hidden: readonly number[];
  readonly activation: ActivationName;
  readonly outputs: number;
  readonly loss: LossName;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  readonly epochs: number;
  /** The examples; null if they are in a table. */
  readonly rows: readonly Row[] | null;
  readonly columns: Columns | null;
}

/** An answer that was read; or what was expected and how to mend it. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly expected: string; readonly fix: string };

const good = <Value>(value: Value): Answer<Value> => ({ ok: true, value });
const bad = (expected: string, fix: string) => ({ ok: false, expected, fix }) as const;

/** The most inputs, outputs, layers and nodes that are asked for here. A file can have more. */
const MOST = 100;

const wordsIn = (text: string) => text.split(/[\s,]+/).filter(Boolean);
const isCount = (word: string, least: number) =>
  /^\d+$/.test(word) && Number(word) >= least && Number(word) <= MOST;

/**
 * The names of the inputs, from names or from their number.
 *
 * @param hasLayers whether layers have names, too
 */
export function readInputs(text: string, hasLayers: boolean): Answer<readonly string[]> {
  const words = wordsIn(text);
  const [first = ''] = words;
  if (words.length === 1 && isCount(first, 1))
    return good(
      Number(first) === 1 ? ['x'] : Array.from({ length: Number(first) }, (_, index) => `x${index}`),
    );
  const another = (name: string) => t`choose another name for ${quoted(name)}`;
  const reserved = words.find(isReserved);
  if (reserved !== undefined)
    return bad(t`a name for ${t('an input')} that is not a reserved word`, another(reserved));
  const ofLayer = hasLayers ? words.find((word) => layerName.test(word)) : undefined;
  if (ofLayer !== undefined) return bad(t`names that layers do not have here`, another(ofLayer));
  const isNames = words.length > 0 && words.length <= MOST && words.every((word) => identifier.test(word));
  if (isNames && new Set(words).size === words.length) return good(words);
  return bad(t`a number from 1 to ${MOST}, or names`, t`write, for example, 2, or: hours, coffee`);
}

/** The nodes of each hidden layer: `3,2`; 0 for no hidden layer. */
export function readHidden(text: string): Answer<readonly number[]> {
  const words = wordsIn(text);
  if (words.length === 1 && words[0] === '0') return good([]);
  if (words.length > 0 && words.length <= MOST && words.every((word) => isCount(word, 1)))
    return good(words.map(Number));
  return bad(
    t`the number of nodes of each hidden layer, from 1 to ${MOST}`,
    t`write, for example, 3, or 3,2; or 0 for none`,
  );
}

export function readOutputs(text: string): Answer<number> {
  if (isCount(text.trim(), 1)) return good(Number(text));
  return bad(t`a number from 1 to ${MOST}`, t`write, for example, 1`);
}

export function readRate(text: string): Answer<number> {
  const value = Number(text.trim() === '' ? Number.NaN : text);
  if (Number.isFinite(value) && value > 0) return good(value);
  return bad(t`a number above 0`, t`write, for example, 0.1`);
}

export function readEpochs(text: string): Answer<number> {
  if (/^[1-9]\d{0,8}$/.test(text.trim())) return good(Number(text));
  return bad(t`a whole number above 0`, t`write, for example, 10`);
}

/** An example: its inputs, a colon, its targets. */
export function readRow(text: string, inputs: number, outputs: number): Answer<Row> {
  const [before = '', after = '', ...more] = text.split(':');
  const [own, targets] = [before, after].map((part) => wordsIn(part).map(Number)) as [number[], number[]];
  const isRight = own.length === inputs && targets.length === outputs && more.length === 0;
  if (isRight && [...own, ...targets].every(Number.isFinite)) return good({ inputs: own, targets });
  const numbers = (count: number, first: number) =>
    Array.from({ length: count }, (_, index) => first + index).join(' ');
  const example = `${numbers(inputs, 1)}: ${numbers(outputs, 0)}`;
  return bad(
    t`the inputs (${inputs}), a colon, and the targets (${outputs})`,
    t`write, for example, ${quoted(example)}`,
  );
}

/** One of several words. */
export function readWord<Word extends string>(text: string, words: readonly Word[]): Answer<Word> {
  const found = words.find((word) => word === text);
  return found ? good(found) : bad(words.join(', '), suggestion(text, words));
}

/** The activations of hidden layers and of formulas. */
export const activations: readonly ActivationName[] = activationNames;

/** The words that these options take. Losses that need more outputs than one are among them. */
export const optionWords = (): Readonly<Record<string, readonly string[]>> => ({
  '--kind': kinds,
  '--activation': activations,
  '--loss': lossNames.filter(isOffered),
  '--optimizer': optimizerNames,
});

/** The targets that losses expect, in the order in which the losses are offered. */
const targetOrder: Readonly<Record<'numbers' | 'classes', readonly ExpectedTargets[]>> = {
  numbers: ['anything', 'probabilities', 'signs or bits', 'shares of 1'],
  classes: ['shares of 1', 'anything', 'probabilities', 'signs or bits'],
};

/** Whether it is offered. Of the probabilities of classes none is: no layer here has softmax. */
const isOffered = (name: LossName) => !outputExpectations[losses[name].expects.outputs].areShares;

/**
 * The losses that fit the outputs, the usual one for what is predicted first.
 *
 * @param bounds where all outputs lie
 */
export function lossesFor(
  outputs: number,
  predicted: Predicted,
  bounds: Bounds = anyNumber,
): readonly LossName[] {
  const fitting = lossNames.filter((name) => {
    const { expects, leastOutputs } = losses[name];
    return isOffered(name) && suits(bounds, expects.outputs) && outputs >= (leastOutputs?.count ?? 1);
  });
  const usual = fitting.filter((name) => losses[name].usualFor === predicted);
  const order = targetOrder[predicted === 'classes' ? 'classes' : 'numbers'];
  const others = order.flatMap((targets) =>
    fitting.filter((name) => losses[name].expects.targets === targets),
  );
  return [...new Set([...usual, ...others])];
}

/** What the targets of examples are. One value alone does not tell two classes. */
export function predictedIn(targets: readonly (readonly number[])[]): Predicted {
  if (new Set(targets.flat()).size < 2) return 'numbers';
  const kind = targetKindOf(targets.map((own) => ({ inputs: [], targets: own })));
  const isOneOfSeveral = (own: readonly number[]) =>
    own.length > 1 && own.reduce((total, each) => total + each, 0) === 1;
  return kind === 'bits' && targets.every(isOneOfSeveral) ? 'classes' : kind;
}

/** What a loss computes, in a sentence. */
export const lossHint = (name: LossName): string => losses[name].sentence();

/**
 * Examples to begin with, with targets as the loss takes them.
 *
 * @param most no target is larger: what the output can reach
 */
export function usualRows(
  inputs: number,
  outputs: number,
  loss: LossName,
  most = Number.POSITIVE_INFINITY,
): Row[] {
  const expected = losses[loss].expects.targets;
  return Array.from({ length: Math.max(4, outputs) }, (_, row) => {
    const own = Array.from({ length: inputs }, (_each, index) => (row >> (index % 2)) & 1);
    const sum = own.reduce((total, each) => total + each, 0);
    const targets = Array.from({ length: outputs }, (_each, index) => {
      if (expected === 'shares of 1') return Number(index === row % outputs);
      if (expected === 'signs or bits') return row % 2 === 0 ? -1 : 1;
      return expected === 'probabilities' ? row % 2 : Math.min(sum + index, most);
    });
    return { inputs: own, targets };
  });
}
