/** The rectified linear unit (ReLU) and the leaky ReLU. */
import { t } from '../../../i18n/translate.ts';
import { binding, type Operation, type OperationMistake, type Slot, type WasmWriter } from '../operation.ts';
import { called, slopeAt, slopeName } from '../spoken.ts';

/**
 * The slope of the leaky ReLU below 0 (Maas et al. 2013, "Rectifier nonlinearities improve neural network acoustic
 * models").
 */
const LEAK = 0.01;

/** Writes: 1 if the operand is above 0, NaN if it is NaN, otherwise `below`. */
const wasmSlope = (below: number) => (code: WasmWriter) =>
  code.a().f64(1).f64(below).a().f64(0).gt().select().a().a().ne().select();

/** The gradient goes back through a node that is off. */
const slopeOfOne = (activation: string): OperationMistake => ({
  forward: () => 1,
  words: (name) => t`${name} is taken as 1: the gradient goes through ${activation} although it is off.`,
});

export const relu = {
  relu: {
    arity: 1,
    forward: (x) => Math.max(x, 0),
    derivatives: [(emit, [x]) => emit.apply('relu_slope', x as Slot)],
    paper: { text: 'relu({0})', binds: binding.atom, needs: [0] },
    definition: 'max(0, {0}): what is negative becomes 0',
    numpy: { text: 'np.maximum({0}, 0)', binds: binding.atom, needs: [0] },
    // f64.max gives the same as Math.max: NaN if an operand is NaN, and 0 for −0 and 0.
    wasm: (code) => code.a().f64(0).max(),
    spoken: called('relu'),
    worksheet: {
      sentence: () => t`${'`relu(x)`'} is x if x is positive, and 0 otherwise.`,
      slope: () => t`The slope of relu at 0 is taken as 0.`,
    },
    formula: { names: ['relu'] },
    activation: {
      usualInit: 'he',
      definition: 'max(0, {0})',
      words: {
        purpose: () =>
          t`An activation makes a node more than a plain sum: relu keeps positive values and turns the rest into 0.`,
        result: (node, { a, result }) => {
          if (a.value > 0) return t`relu lets ${a.text} through unchanged: ${node} gives ${result.text}.`;
          if (a.value < 0) return t`relu blocks ${a.text}: ${node} gives 0.`;
          return t`relu leaves 0 at 0: ${node} gives 0.`;
        },
        slope: ({ a, result }) => {
          if (result.value !== 0)
            return t`relu let ${a.text} through, so its slope is 1: the gradient passes back unchanged.`;
          return a.value < 0
            ? t`relu blocked ${a.text}, so its slope is 0: no gradient gets back through it.`
            : t`At 0 the slope of relu is taken as 0: no gradient gets back through it.`;
        },
      },
    },
    traits: { kink: 'at zero', flips: true, bounds: { least: 0, most: Number.POSITIVE_INFINITY } },
  },
  relu_slope: {
    arity: 1,
    // relu′(0) = 0 by convention.
    forward: (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : 0),
    derivatives: [],
    paper: { text: 'relu′({0})', binds: binding.atom, needs: [0] },
    // 1 above 0, 0 at and below 0, NaN for NaN.
    numpy: { text: 'np.heaviside({0}, 0)', binds: binding.atom, needs: [0] },
    wasm: wasmSlope(0),
    spoken: slopeAt('relu'),
    kindName: slopeName('relu'),
    convention: () => t`slope of relu: 1 above zero, 0 below zero, and relu′(0) = 0`,
    mistakes: [slopeOfOne('relu')],
  },
  leaky_relu: {
    arity: 1,
    forward: (x) => (x > 0 ? x : LEAK * x),
    derivatives: [(emit, [x]) => emit.apply('leaky_relu_slope', x as Slot)],
    paper: { text: 'leaky_relu({0})', binds: binding.atom, needs: [0] },
    definition: `max({0}, ${LEAK} × {0})`,
    numpy: { text: `np.maximum({0}, ${LEAK} * {0})`, binds: binding.atom, needs: [binding.power] },
    wasm: (code) => code.a().a().f64(LEAK).mul().a().f64(0).gt().select(),
    spoken: called('leaky_relu'),
    worksheet: {
      sentence: () => t`${'`leaky_relu(x)`'} is x if x is positive, and ${String(LEAK)} × x otherwise.`,
    },
    formula: { names: ['leaky_relu'] },
    activation: {
      usualInit: 'he',
      definition: `max({0}, ${LEAK} × {0})`,
      words: {
        purpose: () =>
          t`An activation makes a node more than a plain sum: leaky_relu keeps positive values and multiplies the rest by ${String(LEAK)}.`,
        result: (node, { a, result }) => {
          if (a.value > 0)
            return t`leaky_relu lets ${a.text} through unchanged: ${node} gives ${result.text}.`;
          if (a.value < 0)
            return t`leaky_relu lets only ${String(LEAK)} times ${a.text} through: ${node} gives ${result.text}.`;
          return t`leaky_relu leaves 0 at 0: ${node} gives 0.`;
        },
        slope: ({ a, result }) =>
          a.value > 0
            ? t`leaky_relu let ${a.text} through, so its slope is 1: the gradient passes back unchanged.`
            : t`${a.text} is not positive, so the slope of leaky_relu is ${result.text}: only that part of the gradient gets back through it.`,
      },
    },
    traits: { kink: 'at zero', flips: true, underflows: true },
  },
  leaky_relu_slope: {
    arity: 1,
    forward: (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : LEAK),
    derivatives: [],
    paper: { text: 'leaky_relu′({0})', binds: binding.atom, needs: [0] },
    numpy: { text: `np.maximum(np.heaviside({0}, 0), ${LEAK})`, binds: binding.atom, needs: [0] },
    wasm: wasmSlope(LEAK),
    spoken: slopeAt('leaky_relu'),
    kindName: slopeName('leaky_relu'),
    convention: () => t`slope of leaky_relu: 1 above zero, ${String(LEAK)} elsewhere`,
    mistakes: [slopeOfOne('leaky_relu')],
  },
} satisfies Record<string, Operation>;
