/** The optimisers: how each makes a new weight of a gradient, in scalar steps. */
import type { OpName } from '../../core/operations.ts';
import type { Slot, TapeBuilder } from '../../core/program.ts';

/** Which numbers each has beside its learning rate and its schedule. */
const table = {
  /** weight − learning rate × gradient. */
  sgd: ['l2'],
  /** Polyak 1964, as PyTorch has it: velocity = momentum × velocity + gradient. */
  momentum: ['momentum', 'l2'],
  /** Nesterov 1983, as PyTorch has it: gradient + momentum × velocity is what is followed. */
  nesterov: ['momentum', 'l2'],
  /** Tieleman & Hinton 2012, "Lecture 6.5: rmsprop". */
  rmsprop: ['decay', 'epsilon', 'l2'],
  /** Kingma & Ba 2015, "Adam: a method for stochastic optimization". */
  adam: ['beta1', 'beta2', 'epsilon', 'l2'],
  /** Loshchilov & Hutter 2019, "Decoupled weight decay regularization". */
  adamw: ['beta1', 'beta2', 'epsilon', 'weight_decay'],
} as const;

export type OptimizerName = keyof typeof table;

export const optimizerNames = Object.keys(table) as OptimizerName[];

export const optimizerKeys: Readonly<Record<OptimizerName, readonly string[]>> = table;

export const allOptimizerKeys: readonly string[] = [...new Set(Object.values(optimizerKeys).flat())];

/** How the learning rate changes from epoch to epoch. */
type Schedule =
  /** Multiplied by a factor every so many epochs. */
  | { readonly kind: 'step'; readonly every: number; readonly factor: number }
  /** Half a wave of the cosine down to 0 (Loshchilov & Hutter 2017, "SGDR", eq. 5, without restarts). */
  | { readonly kind: 'cosine'; readonly epochs: number };

export interface Optimizer {
  readonly kind: OptimizerName;
  readonly learningRate: number;
  readonly momentum: number;
  readonly decay: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly l2: number;
  readonly weightDecay: number;
  readonly schedule: Schedule | null;
}

/** One parameter, while its update is emitted. */
interface Updated {
  readonly parameter: Slot;
  readonly name: string;
  readonly gradient: Slot;
  readonly gradientName: string;
}

/**
 * Emits a batch's update, parameter by parameter.
 *
 * Names: `delta(p)`, what is subtracted, and `delta(p).WORD` for what it is made from; what is kept from update to
 * update is `velocity(p)`, `m(p)`, `v(p)`, and of all parameters together `m.power`, `v.power`,
 * `learning_rate.updates`.
 */
export class Updates {
  /** What is taken over when the update is complete. */
  readonly carry: { from: Slot; to: Slot }[] = [];
  readonly #builder: TapeBuilder;
  readonly #optimizer: Optimizer;
  readonly #rate: { readonly slot: Slot; readonly name: string };
  /** 1 − β to the power of the updates so far. */
  readonly #corrections: { readonly m: Slot; readonly v: Slot } | null;
  readonly #decayRate: Slot | null;

  /** Emits what all parameters share. @param batches so many updates an epoch has */
  constructor(builder: TapeBuilder, optimizer: Optimizer, rate: Slot, batches: number) {
    this.#builder = builder;
    this.#optimizer = optimizer;
    const { kind, schedule, beta1, beta2, weightDecay } = optimizer;
    const isAdam = kind === 'adam' || kind === 'adamw';
    if (schedule || isAdam) builder.enter({ phase: 'update', layer: null, node: null });
    this.#rate = schedule
      ? { slot: this.#scheduled(rate, schedule, batches), name: 'learning_rate.now' }
      : { slot: rate, name: 'learning_rate' };
    this.#corrections = isAdam ? { m: this.#correction('m', beta1), v: this.#correction('v', beta2) } : null;
    this.#decayRate =
      kind === 'adamw'
        ? this.#step('learning_rate.decay', 'multiply', this.#rate.slot, builder.constant(weightDecay))
        : null;
  }

  /** Emits the update of one parameter. */
  emit(parameter: Slot, name: string, gradient: Slot, gradientName: string): void {
    const builder = this.#builder;
    const own = this.#penalized({ parameter, name, gradient, gradientName });
    const direction = this.#direction(own);
    const directionName = direction === gradient ? gradientName : null;
    const shrunk = this.#shrunk(own);
    const names = directionName === null ? null : [this.#rate.name, directionName];
    const delta = builder.emit('multiply', [this.#rate.slot, direction], names);
    builder.name(delta, `delta(${name})`);
    const updated = builder.apply('subtract', shrunk, delta);
    builder.name(updated, name);
    this.carry.push({ from: updated, to: parameter });
  }

  #step(name: string, op: OpName, ...operands: Slot[]): Slot {
    const slot = this.#builder.apply(op, ...operands);
    this.#builder.name(slot, name);
    return slot;
  }

  /** Something that is kept from update to update: its slot before this one. */
  #state(name: string, initial: number): Slot {
    const slot = this.#builder.slot('setting', initial);
    this.#builder.name(slot, name);
    return slot;
  }

  /** The learning rate of this update's epoch: from the number of updates before it. */
  #scheduled(rate: Slot, schedule: Schedule, batches: number): Slot {
    const builder = this.#builder;
    const name = (word: string) => `learning_rate.${word}`;
    const before = this.#state(name('updates'), 0);
    const perPeriod = batches * (schedule.kind === 'step' ? schedule.every : 1);
    const periods = this.#step(name('periods'), 'divide', before, builder.constant(perPeriod));
    const whole = this.#step(name('whole'), 'floor', periods);
    const factor =
      schedule.kind === 'step'
        ? this.#step(name('factor'), 'power', builder.constant(schedule.factor), whole)
        : this.#cosine(whole, schedule.epochs, name);
    const now = this.#step(name('now'), 'multiply', rate, factor);
    const after = this.#step(name('updates'), 'add', before, builder.constant(1));
    this.carry.push({ from: after, to: before });
    return now;
  }

  /** ½ + ½ cos(π × epochs so far ÷ epochs). */
  #cosine(whole: Slot, epochs: number, name: (word: string) => string): Slot {
    const builder = this.#builder;
    const angle = this.#step(name('angle'), 'multiply', builder.constant(Math.PI / epochs), whole);
    const wave = this.#step(name('wave'), 'cos', angle);
    const half = this.#step(name('half'), 'multiply', builder.constant(0.5), wave);
    return this.#step(name('factor'), 'add', builder.constant(0.5), half);
  }

  #correction(mean: 'm' | 'v', beta: number): Slot {
    const builder = this.#builder;
    const before = this.#state(`${mean}.power`, 1);
    const power = this.#step(`${mean}.power`, 'multiply', builder.constant(beta), before);
    this.carry.push({ from: power, to: before });
    return this.#step(`${mean}.correction`, 'subtract', builder.constant(1), power);
  }

  /** The gradient of the loss with its penalty on large weights. */
  #penalized(own: Updated): Updated {
    const { l2, kind } = this.#optimizer;
    if (l2 === 0 || kind === 'adamw') return own;
    const penalty = this.#step(
      `delta(${own.name}).penalty`,
      'multiply',
      this.#builder.constant(l2),
      own.parameter,
    );
    const gradientName = `delta(${own.name}).gradient`;
    const gradient = this.#builder.emit(
      'add',
      [own.gradient, penalty],
      [own.gradientName, `delta(${own.name}).penalty`],
    );
    this.#builder.name(gradient, gradientName);
    return { ...own, gradient, gradientName };
  }

  /** What is multiplied by the learning rate. */
  #direction(own: Updated): Slot {
    const { kind, momentum, decay, beta1, beta2 } = this.#optimizer;
    const { name, gradient } = own;
    const builder = this.#builder;
    switch (kind) {
      case 'sgd':
        return gradient;
      case 'momentum':
        return this.#velocity(own);
      case 'nesterov': {
        const ahead = this.#step(
          `velocity(${name}).ahead`,
          'multiply',
          builder.constant(momentum),
          this.#velocity(own),
        );
        return this.#step(`delta(${name}).direction`, 'add', gradient, ahead);
      }
      case 'rmsprop': {
        const square = this.#mean(own, 'v', decay, this.#step(`v(${name}).square`, 'square', gradient));
        return this.#step(`delta(${name}).direction`, 'divide', gradient, this.#root(name, square));
      }
      case 'adam':
      case 'adamw': {
        const mean = this.#mean(own, 'm', beta1, gradient);
        const square = this.#mean(own, 'v', beta2, this.#step(`v(${name}).square`, 'square', gradient));
        const corrected = (word: 'm' | 'v', slot: Slot) =>
          this.#step(`${word}(${name}).corrected`, 'divide', slot, this.#corrections?.[word] as Slot);
        const top = corrected('m', mean);
        const root = this.#root(name, corrected('v', square));
        return this.#step(`delta(${name}).direction`, 'divide', top, root);
      }
    }
  }

  #velocity({ name, gradient }: Updated): Slot {
    const before = this.#state(`velocity(${name})`, 0);
    const momentum = this.#builder.constant(this.#optimizer.momentum);
    const kept = this.#step(`velocity(${name}).kept`, 'multiply', momentum, before);
    const after = this.#step(`velocity(${name})`, 'add', kept, gradient);
    this.carry.push({ from: after, to: before });
    return after;
  }

  /** A mean over the updates so far, in which the older ones count less and less. */
  #mean({ name }: Updated, mean: 'm' | 'v', keep: number, value: Slot): Slot {
    const builder = this.#builder;
    const before = this.#state(`${mean}(${name})`, 0);
    const kept = this.#step(`${mean}(${name}).kept`, 'multiply', builder.constant(keep), before);
    const added = this.#step(`${mean}(${name}).added`, 'multiply', builder.constant(1 - keep), value);
    const after = this.#step(`${mean}(${name})`, 'add', kept, added);
    this.carry.push({ from: after, to: before });
    return after;
  }

  /** The root of a mean square, which nothing is divided by before a little is added. */
  #root(name: string, square: Slot): Slot {
    const root = this.#step(`v(${name}).root`, 'sqrt', square);
    return this.#step(`v(${name}).safe`, 'add', root, this.#builder.constant(this.#optimizer.epsilon));
  }

  /** The weight itself, with adamw made a little smaller. */
  #shrunk({ parameter, name }: Updated): Slot {
    if (this.#decayRate === null) return parameter;
    const decay = this.#step(`delta(${name}).decay`, 'multiply', this.#decayRate, parameter);
    return this.#step(`delta(${name}).shrunk`, 'subtract', parameter, decay);
  }
}
