/** Emits the loss phase of an example: the terms of the outputs, and their sum or mean. */
import type { Address } from '../../core/address.ts';
import type { OpName } from '../../core/operations.ts';
import type { Slot } from '../../core/program.ts';
import type { StepRole } from '../../core/step-role.ts';
import type { TapeBuilder } from '../../core/tape-builder.ts';
import type { LossWriter, Pair } from './common/loss.ts';
import { type Exponentials, emitExponentials } from './common/softmax.ts';
import type { TargetKind } from './common/targets.ts';
import { type LossName, losses } from './losses.ts';

/** Ranks of the names in the loss phase. The name with the lowest rank is shown. */
const ranks = { loss: 0, error: 1, total: 1, squared: 2, part: 2, sum: 3, term: 4 };

interface Output {
  readonly slot: Slot;
  readonly name: string;
}

/** What the scenario gives for its loss. */
export interface LossGiven {
  /** The value of each setting of the loss. */
  readonly settings: Readonly<Record<string, number>>;
  /** The kind of the targets of all examples. */
  readonly targets: TargetKind;
  /** A weight for each class; null if the scenario gives none. */
  readonly classWeights: readonly number[] | null;
  /** The softmax of the last layer, if its outputs are one; otherwise null. */
  readonly softmax: Exponentials | null;
}

/**
 * Emits the loss phase for one example and returns the slot of `loss`.
 *
 * Names: `error[i]`, `error[i].squared`, `loss.term[i]`, `loss.sum[i]`, `loss`, and `loss.WORD[i]` for other
 * intermediate values; with one output also `error` and `error.squared`.
 */
export function emitLoss(
  builder: TapeBuilder,
  name: LossName,
  outputs: readonly Output[],
  targets: readonly Slot[],
  given: LossGiven,
): Slot {
  const { prepare, reduction, finish } = losses[name];
  const all = outputs.length;
  const pairs = outputs.map(({ slot }, index) => ({ output: slot, target: targets[index] as Slot, index }));
  const writer = new TapeLossWriter(builder, name, pairs, given);
  // The steps shared by all outputs have their own frame.
  builder.enter({ phase: 'loss', layer: null, node: null });
  const emitTerm = prepare(writer);
  const terms = outputs.map(({ name: node }, index) => {
    builder.enter({ phase: 'loss', layer: null, node });
    const term = emitTerm(pairs[index] as Pair);
    builder.name(term, { kind: 'lossPart', part: 'term', index }, ranks.term);
    return term;
  });
  const isMean = reduction === 'mean' && all > 1;
  if (all > 1) builder.enter({ phase: 'loss', layer: null, node: null });
  let total = terms[0] as Slot;
  terms.slice(1).forEach((term, index) => {
    total = builder.emit('add', [total, term], { kind: 'lossSum', count: index + 2, all });
    builder.name(total, { kind: 'lossPart', part: 'sum', index: index + 1 }, ranks.sum);
  });
  if (isMean) {
    total = builder.emit('multiply', [builder.constant(1 / all), total], { kind: 'lossMean', outputs: all });
  }
  if (finish) total = finish(writer, total);
  builder.name(total, { kind: 'loss' }, ranks.loss);
  return total;
}

class TapeLossWriter implements LossWriter<string> {
  readonly targets: TargetKind;
  readonly pairs: readonly Pair[];
  readonly #builder: TapeBuilder;
  readonly #loss: LossName;
  readonly #settings: LossGiven['settings'];
  readonly #softmax: LossGiven['softmax'];
  readonly #classWeights: LossGiven['classWeights'];

  constructor(
    builder: TapeBuilder,
    loss: LossName,
    pairs: readonly Pair[],
    { settings, targets, softmax, classWeights }: LossGiven,
  ) {
    this.targets = targets;
    this.#builder = builder;
    this.#loss = loss;
    this.pairs = pairs;
    this.#classWeights = classWeights;
    this.#settings = settings;
    this.#softmax = softmax;
  }

  constant(value: number): Slot {
    return this.#builder.constant(value);
  }

  classWeight(index: number): Slot | null {
    const weight = this.#classWeights?.[index];
    return weight === undefined ? null : this.constant(weight);
  }

  setting(key: string): number {
    return this.#settings[key] as number;
  }

  error({ output, target, index }: Pair): Slot {
    const role: StepRole = { kind: 'error', outputs: this.pairs.length };
    const error = this.#builder.emit('subtract', [output, target], role);
    return this.#nameError(error, index, false);
  }

  squaredError(pair: Pair): Slot {
    const squared = this.#builder.emit('square', [this.error(pair)], { kind: 'squaredError' });
    return this.#nameError(squared, pair.index, true);
  }

  half(slot: Slot): Slot {
    return this.#builder.emit('multiply', [this.constant(0.5), slot], { kind: 'halfSquaredError' });
  }

  exponentials(): Exponentials {
    if (this.#softmax !== null) return this.#softmax;
    const values = this.pairs.map(({ output }) => output);
    const each = (part: string, index: number | null): Address => ({ kind: 'lossPart', part, index });
    const max = (index: number | null) => each('max', index);
    return emitExponentials(this.#builder, values, { layer: null, max, each });
  }

  part(part: string, index: number | null, op: OpName, ...operands: Slot[]): Slot {
    const slot = this.#builder.emit(op, operands, { kind: 'lossPart', part });
    const word = losses[this.#loss].parts[part]?.word ?? null;
    if (word !== null) this.#builder.name(slot, { kind: 'lossPart', part: word, index }, ranks.part);
    return slot;
  }

  total(part: string, values: readonly Slot[]): Slot {
    const total = values.reduce((before, value, index) => this.part(part, index, 'add', before, value));
    const word = losses[this.#loss].parts[part]?.word ?? null;
    if (word !== null) this.#builder.name(total, { kind: 'lossPart', part: word, index: null }, ranks.total);
    return total;
  }

  /** Names an error or its square. If there is one output, it also has a name without an index. */
  #nameError(slot: Slot, index: number, isSquared: boolean): Slot {
    const rank = isSquared ? ranks.squared : ranks.error;
    if (this.pairs.length === 1) this.#builder.name(slot, { kind: 'error', index: null, isSquared }, rank);
    this.#builder.name(slot, { kind: 'error', index, isSquared }, rank);
    return slot;
  }
}
