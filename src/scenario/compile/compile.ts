/** Scenario → Run: emits the Programs of an example, of a batch's update and of the finish. */
import { type Address, inLoss, printAddress } from '../../core/address.ts';
import { DropoutMasks } from '../../core/dropout.ts';
import { differentiate, type LeafGradient, type Root } from '../../core/gradients/differentiate.ts';
import { memoize } from '../../core/memo.ts';
import type { Carry, Example, Program, Run, Slot } from '../../core/program.ts';
import { epochOrders } from '../../core/random.ts';
import type { StepRole } from '../../core/step-role.ts';
import { TapeBuilder, type Watch } from '../../core/tape-builder.ts';
import { ratedParameters } from '../format/rate-groups.ts';
import type { Scenario, Variant } from '../format/scenario.ts';
import { LOSS_FORMULA } from '../losses/losses.ts';
import type { Updated } from '../optimizers/common/optimizer.ts';
import { emitUpdates, type OptimizerChoice } from '../optimizers/updates.ts';
import { emitFormulas, emitNexts } from './formulas.ts';
import { Given } from './given.ts';
import { Layers, type Value } from './layers.ts';
import { type Computed, emitLosses } from './losses.ts';

/** Rank of addresses of whole batches: a slot's other addresses are shown first. */
const BATCH_RANK = 50;

const nothing: Program = { instructions: [], carries: [] };

/** The starts of the backward phase, and the results of the loss phase. */
interface Losses {
  readonly roots: readonly Root[];
  readonly seeds: readonly Slot[];
  readonly loss: Slot | null;
  readonly batchLoss: Slot | null;
}

/** What the loss phase can use. */
interface Known extends Computed {
  readonly outputs: readonly Value[];
  /** The loss, if it is a formula. */
  readonly own: Slot | null;
}

/** The other address of a target that is alone under its name. */
function singleTarget(address: Address): Address | null {
  if (address.kind === 'target') return address.index === null ? { ...address, index: 0 } : null;
  const inner = address.kind === 'ofLoss' ? singleTarget(address.of) : null;
  return inner && ({ ...address, of: inner } as Address);
}

const noLoss: Losses = { roots: [], seeds: [], loss: null, batchLoss: null };

/**
 * Compiles a scenario. If a variant is given, its numbers replace those of the scenario.
 * The scenario must have passed all checks; then compiling does not fail.
 */
export function compile(scenario: Scenario, variant?: Variant): Run {
  if (variant) return new Compiler(scenario, variant.set, null).compile();
  return compileAsWritten({ scenario, watch: null });
}

/**
 * Compiles a scenario as it is written, so that `compile` has it at once from then on.
 *
 * @param watch is told of the progress. If it throws, nothing is kept, and the error is passed on
 */
export function compileWatched(scenario: Scenario, watch: Watch): Run {
  return compileAsWritten({ scenario, watch });
}

/** Compiled once: the checks of a scenario need its Run, and so does the session that is opened then. */
const compileAsWritten = memoize(
  ({ scenario }: { readonly scenario: Scenario; readonly watch: Watch | null }) => scenario,
  ({ scenario, watch }) => new Compiler(scenario, {}, watch).compile(),
);

class Compiler {
  readonly #scenario: Scenario;
  readonly #builder: TapeBuilder;
  readonly #given: Given;
  readonly #carry: Carry[] = [];
  #share: Slot | null = null;

  constructor(scenario: Scenario, set: Readonly<Record<string, number>>, watch: Watch | null) {
    this.#scenario = scenario;
    this.#builder = new TapeBuilder(watch);
    this.#given = new Given(this.#builder, set);
  }

  compile(): Run {
    const { lastPhase, data, epochs, batch, microBatch, rows, finish, optimizer, shuffle } = this.#scenario;
    const builder = this.#builder;
    const inputs = this.#scenario.inputs.map((name) => this.#given.slot('input', { kind: 'value', name }));
    this.#nameStatistics();
    const { outputs: names, formulas } = this.#scenario;
    const targets = this.#targetAddresses().map((address) => {
      const slot = this.#given.slot('target', address);
      const single = singleTarget(address);
      if (single) builder.name(slot, single, 1);
      return slot;
    });
    const layers = new Layers(this.#given);
    const values =
      formulas.length > 0
        ? emitFormulas(this.#given, this.#scenario, inputs)
        : layers.emit(this.#scenario, inputs);
    const outputs = names.map((name): Value => ({ name, slot: values.get(name) as Slot }));
    const own = outputs.find(({ name }) => name === LOSS_FORMULA)?.slot ?? null;
    const known: Known = { values, outputs, targets, own, softmax: layers.softmax };
    const losses = lastPhase === 'forward' ? { ...noLoss, loss: own } : this.#loss(known);
    const { roots } = losses;
    const finishing = builder.instructions.length;
    const backward = lastPhase === 'backward' || lastPhase === 'update';
    const gradients = backward ? this.#backward(roots, inputs) : [];
    const example: Program = { instructions: builder.instructions.splice(0), carries: [...this.#carry] };
    // The next kept values come first: the weights still are those that the batch was computed with.
    const kept = emitNexts(builder, this.#scenario, values);
    const updates = lastPhase === 'update' && optimizer ? this.#update(gradients, optimizer) : null;
    return {
      slots: builder.slots(),
      example,
      update: {
        instructions: builder.instructions.splice(0),
        carries: [...kept, ...(updates?.carries ?? [])],
      },
      finish: finish ? { ...example, instructions: example.instructions.slice(0, finishing) } : nothing,
      inputs,
      targets,
      parameters: this.#given.parameters,
      updates: updates?.updates ?? [],
      outputs: outputs.map(({ slot }) => slot),
      seeds: losses.seeds,
      loss: losses.loss,
      batchLoss: losses.batchLoss,
      masks: layers.masked.length === 0 ? null : new DropoutMasks(layers.masked, data.length, epochs),
      batchShare: this.#share,
      data: this.#given.setsNothing ? data : data.map((row) => this.#example(row)),
      order: shuffle === null || data.length === 1 ? null : epochOrders(data.length, shuffle, epochs),
      epochs,
      batch,
      microBatch,
      rows,
    };
  }

  /** An example, with the numbers that the variant sets. */
  #example({ inputs, targets }: Example): Example {
    const names = this.#scenario.inputs;
    const addresses = this.#targetAddresses();
    return {
      inputs: inputs.map((value, index) =>
        this.#given.number({ kind: 'value', name: names[index] as string }, value),
      ),
      targets: targets.map((value, index) => {
        const address = addresses[index];
        return address ? this.#given.number(address, value) : value;
      }),
    };
  }

  /** The mean and the standard deviation of what is standardized are values of the run. */
  #nameStatistics(): void {
    const builder = this.#builder;
    const targets = this.#targetAddresses();
    for (const { of: kind, index, mean, deviation } of this.#scenario.scales) {
      const name = this.#scenario.inputs[index] as string;
      const of: Address = kind === 'input' ? { kind: 'value', name } : (targets[index] as Address);
      builder.name(builder.slot('statistic', mean), { kind: 'statistic', of, part: 'mean' });
      builder.name(builder.slot('statistic', deviation), { kind: 'statistic', of, part: 'std' });
    }
  }

  /** The address of each target. One that is alone under its name has no index. */
  #targetAddresses(): Address[] {
    return this.#scenario.targets.flatMap(({ name, count }) =>
      Array.from({ length: count }, (_each, index) =>
        inLoss(name, { kind: 'target', index: count === 1 ? null : index }),
      ),
    );
  }

  /** Emits the loss, if there is one, and finds the backward phase's roots. */
  #loss(known: Known): Losses {
    const { losses, hasLoss, outputGradient, batch, reduction } = this.#scenario;
    const { outputs, own } = known;
    const builder = this.#builder;
    if (!hasLoss) {
      const roots = outputs.map(({ slot, name }, index) => {
        const address: Address = { kind: 'gradient', of: { kind: 'value', name } };
        const seed = this.#given.slot('outputGradient', address, outputGradient?.[index] ?? 0);
        return { slot, seed };
      });
      return { ...noLoss, roots, seeds: roots.map(({ seed }) => seed) };
    }
    const one = builder.constant(1);
    const total = losses.length === 0 ? (own as Slot) : emitLosses(this.#given, this.#scenario, known);
    if (batch === 1) return { ...noLoss, roots: [{ slot: total, seed: one }], loss: total };
    builder.enter({ phase: 'loss', layer: null, node: null });
    let term = total;
    if (reduction === 'mean') {
      this.#share = this.#given.slot('setting', { kind: 'batch', part: 'share' }, 1, BATCH_RANK);
      term = builder.emit('multiply', [total, this.#share], { kind: 'batchPart' });
      builder.name(term, { kind: 'batch', part: 'loss.term' }, BATCH_RANK);
    }
    const { from: sum } = this.#accumulate({ kind: 'batch', part: 'loss' }, term, { kind: 'batchLoss' });
    return { ...noLoss, roots: [{ slot: sum, seed: one }], loss: total, batchLoss: sum };
  }

  #backward(roots: readonly Root[], inputs: readonly Slot[]): readonly LeafGradient[] {
    const builder = this.#builder;
    const wanted = [...this.#given.parameters, ...(this.#scenario.inputGradients ? inputs : [])];
    const isParameter = (slot: Slot) => builder.kindOf(slot) === 'parameter';
    const gradients = differentiate(builder, [...builder.instructions], roots, wanted, isParameter);
    if (this.#scenario.batch === 1) return gradients;
    builder.enter({ phase: 'backward', layer: null, node: null });
    const sums: LeafGradient[] = [];
    for (const { leaf: parameter, gradient } of gradients) {
      if (builder.kindOf(parameter) !== 'parameter') continue;
      const address = { kind: 'batchGradient', of: this.#given.addressOf(parameter) } as const;
      const called: Address = { kind: 'gradient', of: address.of };
      const { to } = this.#accumulate(address, gradient, { kind: 'batchGradient', parameter }, called);
      sums.push({ leaf: parameter, gradient: to });
    }
    return sums;
  }

  /**
   * Adds to an accumulator that starts at 0 in each batch. Returns the slots after and before the addition.
   *
   * @param called the address to show for the term; null: its first address
   */
  #accumulate(address: Address, term: Slot, role: StepRole, called: Address | null = null): Carry {
    const builder = this.#builder;
    const before = builder.slot('accumulator');
    const after = builder.emit('add', [before, term], role, [null, called]);
    builder.name(before, address, BATCH_RANK);
    builder.name(after, address, BATCH_RANK);
    const carry = { from: after, to: before };
    this.#carry.push(carry);
    return carry;
  }

  /** Emits the updates of the parameters that are not frozen, in the order in which their gradients are finished. */
  #update(gradients: readonly LeafGradient[], optimizer: OptimizerChoice) {
    const builder = this.#builder;
    const { frozen, batch, data } = this.#scenario;
    const rate = this.#given.slot('setting', { kind: 'learningRate', part: null }, optimizer.learningRate);
    const rates = new Map(
      Object.entries(optimizer.rates).map(([group, value]) => [
        group,
        this.#given.slot('setting', { kind: 'groupRate', group, part: null }, value),
      ]),
    );
    const groups = ratedParameters(this.#scenario);
    // Usually nothing is frozen, and then no address needs to be printed.
    const isFrozen = (address: Address) => frozen.length > 0 && frozen.includes(printAddress(address));
    const all: Updated[] = [];
    for (const { leaf: parameter, gradient } of gradients) {
      if (builder.kindOf(parameter) !== 'parameter') continue;
      const address = this.#given.addressOf(parameter);
      if (isFrozen(address)) continue;
      const gradientAddress: Address = { kind: batch === 1 ? 'gradient' : 'batchGradient', of: address };
      const group = groups.size === 0 ? null : (groups.get(printAddress(address)) ?? null);
      const owner = this.#given.ownerOf(parameter);
      all.push({ parameter, address, owner, gradient, gradientAddress, group });
    }
    const batches = Math.ceil(data.length / batch);
    return emitUpdates(builder, optimizer, { rate, rates, batches }, all);
  }
}
