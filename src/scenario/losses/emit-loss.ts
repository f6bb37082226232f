/** Emits the loss phase of an example: the terms of the outputs, and their sum or mean. */
import { type Address, inLoss, type LossAddress } from '../../core/address.ts';
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

/** What the scenario gives for a loss. */
export interface LossGiven {
  /** The name of the loss, if there are several; otherwise null. */
  readonly name: string | null;
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
 * Emits a loss of one example and returns its slot.
 *
 * Names: `error[i]`, `error[i].squared`, `loss.term[i]`, `loss.sum[i]`, `loss`, and `loss.WORD[i]` for other
 * intermediate values; with one output also `error` and `error.squared`. Of several losses, those of `aux` are
 * `error(aux)[i]`, `loss(aux)` and so on.
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
  const called = (of: LossAddress) => inLoss(given.name, of);
  const pairs = outputs.map(({ slot }, index) => ({ output: slot, target: targets[index] as Slot, index }));
  const writer = new TapeLossWriter(builder, name, pairs, given);
  // The steps shared by all outputs have their own frame.
  builder.enter({ phase: 'loss', layer: null, node: null });
  const emitTerm = prepare(writer);
  const terms = outputs.map(({ name: node }, index) => {
    builder.enter({ phase: 'loss', layer: null, node });
    const term = emitTerm(pairs[index] as Pair);
    builder.name(term, called({ kind: 'lossPart', part: 'term', index }), ranks.term);
    return term;
  });
  const isMean = reduction === 'mean' && all > 1;
  if (all > 1) builder.enter({ phase: 'loss', layer: null, node: null });
  let total = terms[0] as Slot;
  terms.slice(1).forEach((term, index) => {
    total = builder.emit('add', [total, term], { kind: 'lossSum', loss: name, count: index + 2, all });
    builder.name(total, called({ kind: 'lossPart', part: 'sum', index: index + 1 }), ranks.sum);
  });
  if (isMean) {
    const role = { kind: 'lossMean', loss: name, over: 'outputs', size: all } as const;
    total = builder.emit('multiply', [builder.constant(1 / all), total], role);
  }
  if (finish) total = finish(writer, total);
  builder.name(total, called({ kind: 'loss' }), ranks.loss);
  return total;
}

class TapeLossWriter implements LossWriter<string> {
  readonly targets: TargetKind;
  readonly pairs: readonly Pair[];
  readonly #builder: TapeBuilder;
  readonly #name: string | null;
  readonly #loss: LossName;
  readonly #settings: LossGiven['settings'];
  readonly #softmax: LossGiven['softmax'];
  readonly #classWeights: LossGiven['classWeights'];

  constructor(
    builder: TapeBuilder,
    loss: LossName,
    pairs: readonly Pair[],
    { name, settings, targets, softmax, classWeights }: LossGiven,
  ) {
    this.#name = name;
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
    const role: StepRole = { kind: 'error', loss: this.#loss, outputs: this.pairs.length };
    const error = this.#builder.emit('subtract', [output, target], role);
    return this.#nameError(error, index, false);
  }

  squaredError(pair: Pair): Slot {
    const role: StepRole = { kind: 'squaredError', loss: this.#loss };
    const squared = this.#builder.emit('square', [this.error(pair)], role);
    return this.#nameError(squared, pair.index, true);
  }

  half(slot: Slot): Slot {
    const role: StepRole = { kind: 'halfSquaredError', loss: this.#loss };
    return this.#builder.emit('multiply', [this.constant(0.5), slot], role);
  }

  exponentials(): Exponentials {
    if (this.#softmax !== null) return this.#softmax;
    const values = this.pairs.map(({ output }) => output);
    const each = (part: string, index: number | null) => this.#called({ kind: 'lossPart', part, index });
    const max = (index: number | null) => each('max', index);
    return emitExponentials(this.#builder, values, { layer: null, max, each });
  }

  part(part: string, index: number | null, op: OpName, ...operands: Slot[]): Slot {
    const slot = this.#builder.emit(op, operands, { kind: 'lossPart', loss: this.#loss, part });
    const word = losses[this.#loss].parts[part]?.word ?? null;
    if (word !== null)
      this.#builder.name(slot, this.#called({ kind: 'lossPart', part: word, index }), ranks.part);
    return slot;
  }

  total(part: string, values: readonly Slot[]): Slot {
    const total = values.reduce((before, value, index) => this.part(part, index, 'add', before, value));
    const word = losses[this.#loss].parts[part]?.word ?? null;
    if (word !== null)
      this.#builder.name(total, this.#called({ kind: 'lossPart', part: word, index: null }), ranks.total);
    return total;
  }

  #called(address: LossAddress): Address {
    return inLoss(this.#name, address);
  }

  /** Names an error or its square. If there is one output, it also has a name without an index. */
  #nameError(slot: Slot, index: number, isSquared: boolean): Slot {
    const rank = isSquared ? ranks.squared : ranks.error;
    const name = (at: number | null) =>
      this.#builder.name(slot, this.#called({ kind: 'error', index: at, isSquared }), rank);
    if (this.pairs.length === 1) name(null);
    name(index);
    return slot;
  }
}
