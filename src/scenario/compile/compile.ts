/** Scenario → Run: writes the tape of one example, of a batch's update, and of the finish. */
import { type Address, printAddress } from '../../core/address.ts';
import { differentiate, type Root } from '../../core/differentiate.ts';
import { type Masked, Masks } from '../../core/dropout.ts';
import {
  type Example,
  type Naming,
  type Program,
  type Role,
  type Run,
  type Slot,
  TapeBuilder,
} from '../../core/program.ts';
import { epochOrders } from '../../core/random.ts';
import type { LayerActivation, StepRole } from '../../core/step-role.ts';
import type { Scenario, ScenarioLayer, ScenarioNode, Variant } from '../format/scenario.ts';
import { emitLoss } from '../losses/emit-loss.ts';
import { OWN_LOSS } from '../losses/losses.ts';
import { emitExponentials } from '../losses/softmax.ts';
import { type OptimizerChoice, Updates } from '../optimizers/updates.ts';
import { emitFormula } from './formula.ts';

/** A node's names, in the order in which they are preferred where one slot has several. */
const ranks = { node: 0, act: 0.5, in: 1, sum: 2, product: 3, bias: 5, batch: 50 };

/** The frame that a parameter belongs to. */
interface Owner {
  readonly layer: string | null;
  readonly node: string | null;
}

const nothing: Program = { instructions: [], carry: [] };

/** Where the backward phase starts, and what the loss phase has computed. */
interface Losses {
  readonly roots: readonly Root[];
  readonly seeds: readonly Slot[];
  readonly loss: Slot | null;
  readonly batchLoss: Slot | null;
}

const noLoss: Losses = { roots: [], seeds: [], loss: null, batchLoss: null };

/**
 * Compiles a scenario, with a variant's numbers in place of its own where one is given.
 * The scenario has passed all checks: compiling it cannot fail.
 */
export function compile(scenario: Scenario, variant?: Variant): Run {
  return new Compiler(scenario, variant?.set ?? {}).compile();
}

class Compiler {
  readonly #scenario: Scenario;
  /** A map, because a name may also be that of a property which every object has (`constructor`). */
  readonly #set: ReadonlyMap<string, number>;
  readonly #builder = new TapeBuilder();
  readonly #parameters: Slot[] = [];
  readonly #owners = new Map<Slot, Owner>();
  readonly #carry: { from: Slot; to: Slot }[] = [];
  /** The masks of layers with dropout, as far as they are compiled. */
  readonly #masked: (Masked & { readonly slots: Slot[] })[] = [];
  #share: Slot | null = null;

  constructor(scenario: Scenario, set: Readonly<Record<string, number>>) {
    this.#scenario = scenario;
    this.#set = new Map(Object.entries(set));
  }

  compile(): Run {
    const { lastPhase, data, epochs, batch, finish, optimizer, loss, shuffle } = this.#scenario;
    const builder = this.#builder;
    const inputs = this.#scenario.inputs.map((name) => this.#given('input', { kind: 'value', name }));
    for (const { input, mean, deviation } of this.#scenario.scales) {
      builder.name(builder.slot('statistic', mean), { kind: 'statistic', input, part: 'mean' });
      builder.name(builder.slot('statistic', deviation), { kind: 'statistic', input, part: 'std' });
    }
    const { outputs: names, formulas } = this.#scenario;
    const single = names.length === 1;
    const targets = (loss ? names : []).map((_name, index) => {
      const slot = this.#given('target', { kind: 'target', index: single ? null : index });
      if (single) builder.name(slot, { kind: 'target', index }, 1);
      return slot;
    });
    const outputs = formulas.length > 0 ? this.#formulas(inputs) : this.#layers(inputs);
    const own = outputs.find(({ name }) => name === OWN_LOSS)?.slot ?? null;
    const losses = lastPhase === 'forward' ? { ...noLoss, loss: own } : this.#loss(outputs, targets, own);
    const { roots } = losses;
    const finishing = builder.instructions.length;
    const backward = lastPhase === 'backward' || lastPhase === 'update';
    const gradients = backward ? this.#backward(roots, inputs) : new Map<Slot, Slot>();
    const example: Program = { instructions: builder.instructions.splice(0), carry: [...this.#carry] };
    const update = lastPhase === 'update' && optimizer ? this.#update(gradients, optimizer) : nothing;
    return {
      slots: builder.slots(),
      example,
      update,
      finish: finish ? { ...example, instructions: example.instructions.slice(0, finishing) } : nothing,
      inputs,
      targets,
      parameters: this.#parameters,
      outputs: outputs.map(({ slot }) => slot),
      seeds: losses.seeds,
      loss: losses.loss,
      batchLoss: losses.batchLoss,
      masks: this.#masked.length === 0 ? null : new Masks(this.#masked, data.length, epochs),
      share: this.#share,
      data: data.map((row) => this.#example(row)),
      order: shuffle === null || data.length === 1 ? null : epochOrders(data.length, shuffle, epochs),
      epochs,
      batch,
    };
  }

  #given(role: Role, address: Address, value = 0, rank = 0): Slot {
    const slot = this.#builder.slot(role, this.#set.get(printAddress(address)) ?? value);
    this.#builder.name(slot, address, rank);
    return slot;
  }

  #parameter(owner: Owner, address: Address, value: number, rank = 0): Slot {
    const slot = this.#given('parameter', address, value, rank);
    this.#parameters.push(slot);
    this.#owners.set(slot, owner);
    return slot;
  }

  /** An example's numbers, with those that the variant sets. */
  #example({ inputs, targets }: Example): Example {
    const single = targets.length === 1;
    return {
      inputs: inputs.map((value, index) => this.#set.get(this.#scenario.inputs[index] as string) ?? value),
      targets: targets.map((value, index) => this.#set.get(single ? 'target' : `target[${index}]`) ?? value),
    };
  }

  /** A frame for each formula, whose name its value has. */
  #formulas(inputs: readonly Slot[]): { slot: Slot; name: string }[] {
    const { formulas, parameters, inputs: names, outputs } = this.#scenario;
    const builder = this.#builder;
    const known = new Map(names.map((name, index) => [name, inputs[index] as Slot]));
    for (const { name, value } of parameters) {
      known.set(name, this.#parameter({ layer: null, node: name }, { kind: 'value', name }, value));
    }
    for (const { name, term } of formulas) {
      builder.enter({ phase: 'forward', layer: null, node: name });
      known.set(name, emitFormula(builder, name, term, known));
    }
    return outputs.map((name) => ({ name, slot: known.get(name) as Slot }));
  }

  #layers(inputs: readonly Slot[]): { slot: Slot; name: string }[] {
    const named = new Map(this.#scenario.inputs.map((name, index) => [name, inputs[index] as Slot]));
    let incoming = [...named].map(([name, slot]) => ({ name, slot }));
    for (const layer of this.#scenario.layers) {
      const shared =
        layer.bias === null
          ? null
          : this.#parameter(
              { layer: layer.name, node: null },
              { kind: 'layer', layer: layer.name, part: 'bias', index: null },
              layer.bias,
              ranks.bias,
            );
      const arriving = incoming.map(({ slot }) => slot);
      if (layer.dropout) this.#masked.push({ ...layer.dropout, slots: [] });
      const nodes = layer.nodes.map((node) => {
        const slot = this.#node(layer, node, arriving, shared, named);
        return { name: node.name, slot };
      });
      incoming = layer.activation === 'softmax' ? this.#softmax(layer.name, nodes) : nodes;
      for (const { name, slot } of incoming) named.set(name, slot);
    }
    return incoming;
  }

  #node(
    layer: ScenarioLayer,
    node: ScenarioNode,
    incoming: readonly Slot[],
    shared: Slot | null,
    named: ReadonlyMap<string, Slot>,
  ): Slot {
    const builder = this.#builder;
    builder.enter({ phase: 'forward', layer: layer.name, node: node.name });
    const { activation } = layer;
    const sum =
      node.from === null ? this.#sum(layer, node, incoming, shared) : (named.get(node.from) as Slot);
    builder.name(sum, { kind: 'node', node: node.name, part: 'in' }, ranks.in);
    if (activation === 'softmax') return sum;
    const value =
      activation === 'identity'
        ? sum
        : builder.emit(activation, [sum], { kind: 'activation', activation, formula: null });
    const result = layer.dropout ? this.#masking(node.name, value) : value;
    builder.name(result, { kind: 'value', name: node.name }, ranks.node);
    return result;
  }

  /** A node's value times its mask. */
  #masking(node: string, value: Slot): Slot {
    const builder = this.#builder;
    builder.name(value, { kind: 'node', node, part: 'act' }, ranks.act);
    const mask = builder.slot('mask', 1);
    builder.name(mask, { kind: 'node', node, part: 'mask' });
    this.#masked.at(-1)?.slots.push(mask);
    return builder.emit('multiply', [value, mask], { kind: 'dropout', node });
  }

  /** The layer's sums → its values, in a frame of the layer. */
  #softmax(layer: string, sums: readonly { slot: Slot; name: string }[]): { slot: Slot; name: string }[] {
    const builder = this.#builder;
    builder.enter({ phase: 'forward', layer, node: null });
    const slots = sums.map(({ slot }) => slot);
    const { exps, total } = emitExponentials(builder, slots, {
      layer,
      all: (part, index) => ({ kind: 'layer', layer, part, index }),
      each: (part, index) => ({ kind: 'node', node: sums[index]?.name as string, part }),
    });
    return sums.map(({ name }, index) => {
      const role: StepRole = { kind: 'softmaxPart', part: 'share', layer };
      const slot = builder.emit('divide', [exps[index] as Slot, total], role);
      builder.name(slot, { kind: 'value', name }, ranks.node);
      return { slot, name };
    });
  }

  /** Products and their sum, left to right: ((product 0 + product 1) + product 2) … + bias. */
  #sum(
    layer: ScenarioLayer,
    { name: node, weights: values, bias: own }: ScenarioNode,
    incoming: readonly Slot[],
    shared: Slot | null,
  ): Slot {
    const builder = this.#builder;
    const owner = { layer: layer.name, node };
    const activation: LayerActivation | null = layer.activation === 'identity' ? null : layer.activation;
    const weights = values.map((value, index) =>
      this.#parameter(owner, { kind: 'nodeItem', node, part: 'w', index }, value),
    );
    const bias =
      own === null ? shared : this.#parameter(owner, { kind: 'node', node, part: 'bias' }, own, ranks.bias);
    const products = weights.map((weight, index) => {
      const operands = [incoming[index] as Slot, weight];
      const product = builder.emit('multiply', operands, { kind: 'product', node, activation });
      builder.name(product, { kind: 'nodeItem', node, part: 'product', index }, ranks.product);
      return product;
    });
    let sum = products[0] as Slot;
    products.slice(1).forEach((product, index) => {
      const progress = { count: index + 2, all: products.length };
      sum = builder.emit('add', [sum, product], { kind: 'sum', node, activation, ...progress });
      builder.name(sum, { kind: 'nodeItem', node, part: 'sum', index: index + 1 }, ranks.sum);
    });
    if (bias === null) return sum;
    return builder.emit('add', [sum, bias], { kind: 'bias', node, activation, isShared: bias === shared });
  }

  /** Emits the loss, where one is written, and says where the backward phase starts. @param own a formula that is it */
  #loss(
    outputs: readonly { slot: Slot; name: string }[],
    targets: readonly Slot[],
    own: Slot | null,
  ): Losses {
    const { loss, hasLoss, huberDelta, outputGradient, batch, reduction } = this.#scenario;
    const builder = this.#builder;
    if (!hasLoss) {
      const roots = outputs.map(({ slot, name }, index) => {
        const address: Address = { kind: 'gradient', of: { kind: 'value', name } };
        const seed = this.#given('setting', address, outputGradient?.[index] ?? 0);
        return { slot, seed };
      });
      return { ...noLoss, roots, seeds: roots.map(({ seed }) => seed) };
    }
    const one = builder.constant(1);
    const total =
      loss === null ? (own as Slot) : emitLoss(builder, loss, outputs, targets, { huber_delta: huberDelta });
    if (batch === 1) return { ...noLoss, roots: [{ slot: total, seed: one }], loss: total };
    builder.enter({ phase: 'loss', layer: null, node: null });
    let term = total;
    if (reduction === 'mean') {
      this.#share = this.#given('setting', { kind: 'batch', part: 'share' }, 1, ranks.batch);
      term = builder.emit('multiply', [total, this.#share], { kind: 'batchPart' });
      builder.name(term, { kind: 'batch', part: 'loss.term' }, ranks.batch);
    }
    const sum = this.#accumulate({ kind: 'batch', part: 'loss' }, term, { kind: 'batchLoss' });
    return { ...noLoss, roots: [{ slot: sum, seed: one }], loss: total, batchLoss: sum };
  }

  #backward(roots: readonly Root[], inputs: readonly Slot[]): Map<Slot, Slot> {
    const builder = this.#builder;
    const parameters = new Set(this.#parameters);
    const wanted = new Set([...this.#parameters, ...(this.#scenario.inputGradients ? inputs : [])]);
    const gradients = differentiate(builder, [...builder.instructions], roots, wanted, (slot) =>
      parameters.has(slot),
    );
    if (this.#scenario.batch === 1) return gradients;
    builder.enter({ phase: 'backward', layer: null, node: null });
    const sums = new Map<Slot, Slot>();
    for (const [parameter, gradient] of gradients) {
      if (!parameters.has(parameter)) continue;
      const address: Address = { kind: 'batchGradient', of: this.#addressOf(parameter) };
      this.#accumulate(address, gradient, { kind: 'batchGradient', parameter });
      sums.set(parameter, this.#carry.at(-1)?.to as Slot);
    }
    return sums;
  }

  /** Adds to a sum that goes on through the examples of a batch; it starts at 0. */
  #accumulate(address: Address, term: Slot, role: StepRole): Slot {
    const builder = this.#builder;
    const before = builder.slot('accumulator');
    const after = builder.emit('add', [before, term], role);
    builder.name(before, address, ranks.batch);
    builder.name(after, address, ranks.batch);
    this.#carry.push({ from: after, to: before });
    return after;
  }

  /** What the optimiser does with each parameter, in the order in which gradients finish. */
  #update(gradients: ReadonlyMap<Slot, Slot>, optimizer: OptimizerChoice): Program {
    const builder = this.#builder;
    const { frozen, batch, data } = this.#scenario;
    const rate = this.#given('setting', { kind: 'learningRate', part: null }, optimizer.learningRate);
    const updates = new Updates(builder, optimizer, rate, Math.ceil(data.length / batch));
    const isFree = new Set(
      this.#parameters.filter((slot) => !frozen.includes(printAddress(this.#addressOf(slot)))),
    );
    let last: Owner | null = null;
    for (const [parameter, gradient] of gradients) {
      if (!isFree.has(parameter)) continue;
      const address = this.#addressOf(parameter);
      const owner = this.#owners.get(parameter) as Owner;
      if (owner !== last) builder.enter({ phase: 'update', ...owner });
      last = owner;
      updates.emit({
        parameter,
        address,
        gradient,
        gradientAddress: { kind: batch === 1 ? 'gradient' : 'batchGradient', of: address },
      });
    }
    return { instructions: builder.instructions.splice(0), carry: updates.carry };
  }

  #addressOf(parameter: Slot): Address {
    return (this.#builder.namings(parameter)[0] as Naming).address;
  }
}
