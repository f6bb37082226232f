/** Writes the forward phase, layer by layer, and the loss. */
import { inLoss } from '../core/address.ts';
import { NO_ACTIVATION } from '../core/operations/activations/identity.ts';
import type { Slot } from '../core/program.ts';
import type { NumpyLayer } from './variables/layers.ts';
import type { NumpyLoss } from './variables/losses.ts';
import type { NumpyNetwork } from './variables/network.ts';
import type { LineWriter } from './writing/line-writer.ts';
import type { MatrixForm } from './writing/matrix-form.ts';

/** Writes the forward phase, from the inputs to the outputs. */
export function writeForward(writer: LineWriter, { layers, formulas }: NumpyNetwork): void {
  writer.add('# forward');
  for (const { name, shape, slots, parts, whole } of formulas) {
    if (parts) {
      writer.begin(parts.name, parts.shape);
      for (const index of parts.slots.keys()) writer.assignElement(parts, index);
    }
    if (whole && writer.defineWhole(name, shape, slots, whole)) continue;
    writer.define(name, shape, slots);
  }
  for (const listed of layers) {
    writeSums(writer, listed);
    const { layer, names, sums, outputs, softmax, dropout } = listed;
    if (dropout && layer.activation !== NO_ACTIVATION)
      writer.define(names.act, [outputs.length], dropout.acts);
    if (softmax) {
      writer.defineTotal(names.max, softmax.max, outputs.length);
      writer.define(names.exps, [outputs.length], softmax.exps);
      writer.defineTotal(names.total, softmax.total, outputs.length);
    }
    if (sums !== names.values) writer.define(names.values, [outputs.length], outputs);
  }
}

/** Writes the errors, the loss, and its sum over the batch. */
export function writeLoss(writer: LineWriter, network: NumpyNetwork): void {
  const { run } = network;
  const { loss, batchLoss } = run;
  const [first, ...others] = network.losses;
  // A loss that is a formula has already been computed in the forward phase.
  const isComputed = first === undefined;
  if (loss === null || (isComputed && batchLoss === null)) return;
  writer.add('# loss');
  for (const each of network.losses) writeOne(writer, network, each);
  if (first) writer.defineTotal('loss', loss, others.length > 0 ? others.length + 1 : first.of.length);
  if (batchLoss !== null) writer.change('batch_loss', [], [batchLoss]);
}

/** Writes the errors, the shared values and the value of one loss. */
function writeOne(
  writer: LineWriter,
  network: NumpyNetwork,
  { name, of, variable, error, isValue }: NumpyLoss,
): void {
  const size = of.length;
  const errors = of.map((_value, index) =>
    network.slot(inLoss(name, { kind: 'error', index, isSquared: false })),
  );
  const [first = null, ...others] = errors;
  if (name !== null && first !== null && others.length === 0) writer.defineTotal(error, first, 1);
  else if (errors.some((slot) => slot !== null)) {
    const isOfArrays = network.formulas.some(({ whole }) => whole !== null);
    if (isOfArrays) writer.defineArray(error, [size], errors);
    else writer.define(error, [size], errors);
  }
  for (const { name: part, loss, shape, slots } of network.lossParts) {
    if (loss !== name) continue;
    if (shape.length === 0) writer.defineTotal(part, slots[0] as Slot, size);
    else writer.define(part, shape, slots);
  }
  const loss = network.slot(inLoss(name, { kind: 'loss' }));
  if (!isValue && loss !== null && loss !== network.run.loss) writer.defineTotal(variable, loss, size);
}

/** Writes the line that prints the outputs and the loss. */
export function writeResults(writer: LineWriter, network: NumpyNetwork): void {
  const loss = network.run.loss === null ? [] : ['loss'];
  const printed = [...new Set([...network.results, ...loss])].map((name) => `"${name}", ${name}`);
  writer.add(`print(${printed.join(', ')})`);
}

function writeSums(writer: LineWriter, listed: NumpyLayer): void {
  const { layer, names, sums, inputs, weighted, biased, sharedBias } = listed;
  const size = layer.nodes.length;
  if (weighted.length === 0) {
    // All values already exist: the tape computes nothing here.
    const values = inputs.map((slot) => writer.expressions.write(slot).text);
    writer.add(`${sums} = np.array([${values.join(', ')}])`);
    writer.cells.place(sums, [size], inputs);
    return;
  }
  const isRegular = weighted.length === size && (biased.length === 0 || biased.length === size);
  const bias = biased.length === 0 && sharedBias === null ? '' : ` + ${names.bias}`;
  if (isRegular) {
    writer.define(sums, [size], inputs, {
      ...productForm(listed, (row) => (sharedBias === null && bias !== '' ? `${bias}[${row}]` : bias)),
      text: `${names.weights} @ ${listed.incoming}${bias}`,
      main: `${names.weights} @ ${listed.incoming}`.length,
    });
    return;
  }
  writer.defineRows(sums, inputs, (node) => {
    const row = weighted.indexOf(node);
    if (row < 0) return null;
    const own = biased.indexOf(node);
    const added = sharedBias !== null ? ` + ${names.bias}` : own < 0 ? '' : ` + ${names.bias}[${own}]`;
    const form = productForm(listed, () => added);
    const text = `${names.weights}[${row}] @ ${listed.incoming}`;
    return {
      ...form,
      text: `${text}${added}`,
      main: text.length,
      expected: () => form.expected(row),
      partial: (_position, length) => form.partial?.(row, length) ?? '',
    };
  });
}

/** The form of a weight matrix @ incoming values. @param added text of the bias in each row */
function productForm(
  { names: { weights, bias }, incoming, width }: NumpyLayer,
  added: (row: number) => string,
): Omit<MatrixForm, 'text' | 'main'> {
  const columns = [...Array(width).keys()];
  return {
    operands: [weights, incoming, bias],
    expected: (row) =>
      columns.map((column) => `${weights}[${row}, ${column}] * ${incoming}[${column}]`).join(' + ') +
      added(row),
    partial: (row, length) =>
      length === width
        ? `${weights}[${row}] @ ${incoming}`
        : `${weights}[${row}, :${length}] @ ${incoming}[:${length}]`,
  };
}
