/** Writes the backward phase, from the loss back to the first layer. */
import { inLoss } from '../core/address.ts';
import { NO_ACTIVATION } from '../core/operations/activations/identity.ts';
import type { Slot } from '../core/program.ts';
import { writeArrayGradients } from './formula-gradients.ts';
import { type NumpyLayer, parametersOf } from './variables/layers.ts';
import { batchName, gradientName } from './variables/names.ts';
import type { NumpyNetwork } from './variables/network.ts';
import type { LineWriter } from './writing/line-writer.ts';
import type { MatrixForm } from './writing/matrix-form.ts';

/** The gradient of a parameter or of the inputs, or its sum over a batch: its slots, and the variable's shape. */
export interface Gradient {
  /** The variable of the parameter, not of the gradient. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly slots: readonly (Slot | null)[];
}

/**
 * Writes all gradients of an example.
 *
 * @returns the computed gradients: of the parameters, then of the inputs
 */
export function writeBackward(
  writer: LineWriter,
  network: NumpyNetwork,
  inputGradients: boolean,
): Gradient[] {
  const { layers, run, formulas } = network;
  writer.add('# backward');
  if (formulas.length > 0) return writeFormulaGradients(writer, network);
  const gradients: Gradient[] = [];
  const isOwn = ownership(network);
  for (const [index, listed] of [...layers.entries()].reverse()) {
    const after = layers[index + 1] ?? null;
    const slots = listed.outputs.map((slot, node) =>
      isOwn(slot, listed, node) ? network.gradient(slot) : null,
    );
    if (after === null) writeOutputGradient(writer, network, listed, slots);
    else define(writer, gradientName(listed.names.values), slots, matrixForm(after));
    gradients.push(...writeLayer(writer, network, listed));
  }
  const [first] = layers;
  if (!inputGradients || !first) return gradients;
  const ofInputs = run.inputs.map((slot) => network.gradient(slot));
  if (!define(writer, 'grad_x', ofInputs, matrixForm(first))) return gradients;
  return [...gradients, { name: 'x', shape: [ofInputs.length], slots: ofInputs }];
}

/** Writes the lines that add the gradients of parameters to their sums over the batch. */
export function writeSumsOfBatch(
  writer: LineWriter,
  network: NumpyNetwork,
  gradients: readonly Gradient[],
): void {
  for (const { name, shape, slots } of sumsOfBatch(network, gradients)) {
    writer.change(batchName(name), shape, slots);
  }
}

/** The sums over a batch of the gradients that have one; empty if a batch is one example. */
export function sumsOfBatch({ run }: NumpyNetwork, gradients: readonly Gradient[]): Gradient[] {
  const sums = new Map<Slot, Slot>();
  for (const { role, operands, result } of run.example.instructions) {
    if (role.kind === 'batchGradient') sums.set(operands[1] as Slot, result);
  }
  return gradients
    .map((each) => ({
      ...each,
      slots: each.slots.map((slot) => (slot === null ? null : (sums.get(slot) ?? null))),
    }))
    .filter(({ slots }) => slots.some((slot) => slot !== null));
}

/** Returns whether a node's value belongs to it. A node that passes a value on has the value of an earlier node. */
function ownership({ layers, run }: NumpyNetwork) {
  const owners = new Map<Slot, string>(run.inputs.map((slot) => [slot, 'x']));
  for (const { outputs, names } of layers) {
    outputs.forEach((slot, node) => {
      if (!owners.has(slot)) owners.set(slot, `${names.values}[${node}]`);
    });
  }
  return (slot: Slot, { names }: NumpyLayer, node: number) => owners.get(slot) === `${names.values}[${node}]`;
}

/** Writes a vector of gradients, unless all are null. Returns whether it was written. */
function define(
  writer: LineWriter,
  name: string,
  slots: readonly (Slot | null)[],
  form: MatrixForm | null,
): boolean {
  if (slots.every((slot) => slot === null)) return false;
  writer.define(name, [slots.length], slots, form);
  return true;
}

/** Writes the gradients of the loss's intermediate values and of the last layer's outputs. */
function writeOutputGradient(
  writer: LineWriter,
  network: NumpyNetwork,
  last: NumpyLayer,
  slots: readonly (Slot | null)[],
): void {
  writeLossGradient(writer, network);
  define(writer, gradientName(last.names.values), slots, null);
}

/** Writes the gradients of the losses' intermediate values. */
function writeLossGradient(writer: LineWriter, network: NumpyNetwork): void {
  // Vectors have no variable: they are written as part of the expressions that use them.
  const ofParts = network.lossParts
    .map(({ name, loss, shape, slots: [part] }) => ({
      name,
      size: network.losses.find((each) => each.name === loss)?.of.length ?? 0,
      slot: shape.length === 0 ? network.gradient(part as Slot) : null,
    }))
    .sort((a, b) => network.orderOf(a.slot) - network.orderOf(b.slot));
  for (const { name, size, slot } of ofParts) {
    if (slot !== null) writer.defineTotal(gradientName(name), slot, size);
  }
  for (const { name, of, error } of network.losses) {
    const ofErrors = of.map((_value, index) => {
      const slot = network.slot(inLoss(name, { kind: 'error', index, isSquared: false }));
      return slot === null ? null : network.gradient(slot);
    });
    const isSame = ofErrors.every((slot, index) => slot === gradientOf(network, of[index] as string));
    const [first = null] = ofErrors;
    if (isSame) continue;
    if (name !== null && of.length === 1 && first !== null) writer.defineTotal(gradientName(error), first, 1);
    else define(writer, gradientName(error), ofErrors, null);
  }
}

/** The gradient of a value, by its name; null if it is not computed. */
function gradientOf(network: NumpyNetwork, name: string): Slot | null {
  const slot = network.slot({ kind: 'value', name });
  return slot === null ? null : network.gradient(slot);
}

/**
 * Writes the gradients of formulas, their parameters and inputs. They are written in the order of the tape, elements
 * of arrays one by one, because later gradients may use them.
 */
function writeFormulaGradients(writer: LineWriter, network: NumpyNetwork): Gradient[] {
  const { formulas, parameters, inputs } = network;
  writeLossGradient(writer, network);
  const ofFormulas = formulas.flatMap((formula) => [
    formula,
    ...(formula.parts === null ? [] : [formula.parts]),
  ]);
  const gradients = [...ofFormulas, ...parameters, ...(inputs ?? [])]
    .map(
      ({ name, shape, slots }): Gradient => ({
        name,
        shape,
        slots: slots.map((slot) => network.gradient(slot)),
      }),
    )
    .filter(({ slots }) => slots.some((slot) => slot !== null));
  const isFormula = new Set(ofFormulas.map(({ name }) => name));
  const ofGiven = gradients.filter(({ name }) => !isFormula.has(name));
  if (formulas.some(({ whole }) => whole)) {
    writeArrayGradients(writer, network);
    return ofGiven;
  }
  const elements = gradients
    .flatMap((gradient) => gradient.slots.map((slot, place) => ({ gradient, slot, place })))
    .filter(({ slot }) => slot !== null)
    .sort((a, b) => network.orderOf(a.slot) - network.orderOf(b.slot));
  const begun = new Set<Gradient>();
  for (const { gradient, place } of elements) {
    const { name, shape, slots } = gradient;
    const variable = { name: gradientName(name), shape, slots };
    if (shape.length > 0 && !begun.has(gradient)) writer.begin(variable.name, shape);
    begun.add(gradient);
    writer.assignElement(variable, place);
  }
  return ofGiven;
}

/** Writes the gradients of a layer: through its activation, then of its parameters. Returns those of the parameters. */
function writeLayer(writer: LineWriter, network: NumpyNetwork, listed: NumpyLayer): Gradient[] {
  const { layer, names, sums, outputs, softmax, dropout, weighted, incoming, width, biased } = listed;
  const gradient = gradientName(sums);
  const through = (name: string, slots: readonly Slot[]) =>
    define(
      writer,
      name,
      slots.map((slot) => network.gradientThroughActivation(slot)),
      null,
    );
  if (softmax) {
    const ofTotal = network.gradient(softmax.total);
    if (ofTotal !== null) writer.defineTotal(gradientName(names.total), ofTotal, outputs.length);
    define(
      writer,
      gradientName(names.exps),
      softmax.exps.map((slot) => network.gradient(slot)),
      null,
    );
    // A loss that continues this softmax has a second path to the shifted sums.
    define(
      writer,
      gradient,
      softmax.shifted.map((slot) => network.gradient(slot)),
      null,
    );
  } else if (dropout && layer.activation !== NO_ACTIVATION) {
    through(gradientName(names.act), outputs);
    through(gradient, dropout.acts);
  } else if (sums !== names.values) through(gradient, outputs);
  const columns = [...Array(width).keys()];
  return parametersOf(listed).flatMap(({ name, shape, slots }) => {
    const found = slots.map((slot) => network.gradient(slot));
    if (found.every((slot) => slot === null)) return [];
    const target = gradientName(name);
    if (shape.length === 2) {
      const all = weighted.flatMap((node) => columns.map((column) => ({ node, column })));
      const text = `np.outer(${rowsOf(gradient, weighted, outputs.length)}, ${incoming})`;
      writer.define(target, shape, found, {
        text,
        main: text.length,
        operands: [incoming, gradient],
        expected: (position) => {
          const { node, column } = all[position] as { node: number; column: number };
          return `${incoming}[${column}] * ${gradient}[${node}]`;
        },
      });
    } else if (shape.length === 1) {
      const text = rowsOf(gradient, biased, outputs.length);
      writer.define(target, shape, found, {
        text,
        main: text.length,
        operands: [gradient],
        expected: (position) => `${gradient}[${biased[position]}]`,
      });
    } else writer.defineTotal(target, found[0] as Slot, outputs.length);
    return [{ name, shape, slots: found }];
  });
}

/** A vector, or an expression for these elements of it. @param size number of elements of the vector */
function rowsOf(vector: string, rows: readonly number[], size: number): string {
  return rows.length === size ? vector : `${vector}[[${rows.join(', ')}]]`;
}

/** The gradients of a layer's incoming values as a matrix form: transposed weights @ gradients of the sums. */
function matrixForm({ names: { weights }, sums, weighted, layer }: NumpyLayer): MatrixForm {
  const gradient = gradientName(sums);
  const rows = rowsOf(gradient, weighted, layer.nodes.length);
  const text = `${weights}.T @ ${rows}`;
  return {
    text,
    main: text.length,
    operands: [weights, gradient],
    expected: (position) =>
      weighted.map((node, row) => `${weights}[${row}, ${position}] * ${gradient}[${node}]`).join(' + '),
    partial: (position, length) => {
      const some = length === weighted.length ? '' : `:${length}`;
      const taken =
        weighted.length < layer.nodes.length
          ? `${gradient}[[${weighted.slice(0, length).join(', ')}]]`
          : `${gradient}${some === '' ? '' : `[${some}]`}`;
      return `${weights}[${some || ':'}, ${position}] @ ${taken}`;
    },
  };
}
