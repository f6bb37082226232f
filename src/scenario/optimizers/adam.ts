/** Adam, and AdamW, which makes the weights smaller beside it. */
import type { Slot } from '../../core/program.ts';
import {
  defineOptimizer,
  l2,
  rootOf,
  runningMean,
  type Shared,
  type SharedWriter,
  type UpdateWriter,
} from './optimizer.ts';

type SharedPart = 'power' | 'correction' | 'decayRate';
type OwnPart = 'square' | 'kept' | 'added' | 'mean' | 'corrected' | 'root' | 'safe' | 'direction';
type Part = SharedPart | OwnPart | 'decay' | 'shrunk';

const keys = {
  beta1: { range: 'share', standard: 0.9 },
  beta2: { range: 'share', standard: 0.999 },
  epsilon: { range: 'positive', standard: 1e-8 },
} as const;

/** 1 − β to the power of the updates so far: both means begin at 0, and this takes that out again. */
function correction(writer: SharedWriter<Part>, state: 'm' | 'v', beta: number): Slot {
  const power = writer.state({ kind: 'correction', state, part: 'power' }, 1, (before) =>
    writer.step(
      'power',
      { kind: 'correction', state, part: 'power' },
      'multiply',
      writer.constant(beta),
      before,
    ),
  );
  const one = writer.constant(1);
  return writer.step('correction', { kind: 'correction', state, part: 'correction' }, 'subtract', one, power);
}

const corrections = (writer: SharedWriter<Part>) => ({
  m: correction(writer, 'm', writer.setting('beta1')),
  v: correction(writer, 'v', writer.setting('beta2')),
});

function direction(writer: UpdateWriter<Part>, shared: Shared): Slot {
  const mean = runningMean(writer, 'm', writer.setting('beta1'), writer.gradient);
  const squared = writer.step('square', writer.kept('v', 'square'), 'square', writer.gradient);
  const square = runningMean(writer, 'v', writer.setting('beta2'), squared);
  const corrected = (state: 'm' | 'v', slot: Slot) =>
    writer.step('corrected', writer.kept(state, 'corrected'), 'divide', slot, shared[state] as Slot);
  const top = corrected('m', mean);
  const root = rootOf(writer, corrected('v', square));
  return writer.step('direction', writer.delta('direction'), 'divide', top, root);
}

/** Kingma & Ba 2015, "Adam: a method for stochastic optimization". */
export const adam = defineOptimizer<Part>({ keys: { ...keys, l2 }, shared: corrections, direction });

/** Loshchilov & Hutter 2019, "Decoupled weight decay regularization". */
export const adamw = defineOptimizer<Part>({
  keys: {
    ...keys,
    /** This times the learning rate is taken away from a weight itself. */
    weight_decay: { range: 'not negative', standard: 0.01 },
  },
  shared: (writer) => {
    const rate = { kind: 'learningRate', part: 'decay' } as const;
    const shared = corrections(writer);
    const factor = writer.constant(writer.setting('weight_decay'));
    return { ...shared, decayRate: writer.step('decayRate', rate, 'multiply', writer.rate, factor) };
  },
  direction,
  shrunk: (writer, shared) => {
    const rate = shared.decayRate as Slot;
    const decay = writer.step('decay', writer.delta('decay'), 'multiply', rate, writer.parameter);
    return writer.step('shrunk', writer.delta('shrunk'), 'subtract', writer.parameter, decay);
  },
});
