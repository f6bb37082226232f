/** Adam, and AdamW, which also shrinks the weights in each update. */
import type { Slot } from '../../core/program.ts';
import { t } from '../../i18n/translate.ts';
import {
  defineOptimizer,
  type Shared,
  type SharedWriter,
  type UpdateSentences,
  type UpdateWriter,
} from './optimizer.ts';
import {
  directionPart,
  rootOf,
  rootParts,
  runningMean,
  runningMeanParts,
  scaled,
  squareOf,
  squareParts,
} from './parts.ts';
import { l2 } from './penalty.ts';
import { keepsSimple, multiplied, workedOut } from './sentences.ts';

const keys = {
  beta1: { range: 'share', standard: 0.9 },
  beta2: { range: 'share', standard: 0.999 },
  epsilon: { range: 'positive', standard: 1e-8 },
} as const;

const unbiased = () =>
  t`The means start at 0, so they are too small at first. Dividing by this corrects them.`;

const parts = {
  power: { what: multiplied, why: unbiased },
  correction: { what: ({ b }) => t`${b.text} is subtracted from 1.`, why: unbiased },
  ...squareParts,
  ...runningMeanParts,
  corrected: { what: ({ a, b }) => t`${a.name} (${a.text}) is divided by ${b.text}.`, why: unbiased },
  ...rootParts,
  direction: directionPart(scaled),
} satisfies Record<string, UpdateSentences>;

type Part = keyof typeof parts;

/** 1 − β to the power of the number of updates. It corrects the bias of a mean that starts at 0. */
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
  const square = runningMean(writer, 'v', writer.setting('beta2'), squareOf(writer));
  const corrected = (state: 'm' | 'v', slot: Slot) =>
    writer.step('corrected', writer.kept(state, 'corrected'), 'divide', slot, shared[state] as Slot);
  const top = corrected('m', mean);
  const root = rootOf(writer, corrected('v', square));
  return writer.step('direction', writer.delta('direction'), 'divide', top, root);
}

/** Kingma & Ba 2015, "Adam: a method for stochastic optimization". */
export const adam = defineOptimizer({
  keys: { ...keys, l2 },
  shared: corrections,
  direction,
  parts,
  why: workedOut,
  convention: () => t`adam: mean gradient ÷ root of mean square, both corrected for starting at 0`,
});

/** Loshchilov & Hutter 2019, "Decoupled weight decay regularization". */
export const adamw = defineOptimizer<Part | 'decayRate' | 'decay' | 'shrunk'>({
  keys: {
    ...keys,
    /** This × learning rate × weight is subtracted from a weight. */
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
  parts: {
    ...parts,
    decayRate: {
      what: ({ a, b }) => t`The learning rate (${a.text}) is multiplied by the weight decay (${b.text}).`,
      why: keepsSimple,
      means: ({ result }) => t`Every weight shrinks by this share: ${result.text}.`,
    },
    decay: { what: multiplied, why: keepsSimple },
    shrunk: {
      what: ({ a, b }) => t`That part (${b.text}) is subtracted from ${a.name} (${a.text}).`,
      why: keepsSimple,
    },
  },
  why: workedOut,
  convention: () => t`adamw: like adam, but every weight first loses a share: learning rate × weight decay`,
});
