/** Adam, and AdamW, which also shrinks the weights in each update. */
import type { Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import { correctionParts, emitCorrected, emitCorrection } from '../common/correction.ts';
import { decayParts, emitDecayFactor, emitDecayRate, emitShrunk } from '../common/decay.ts';
import {
  type Change,
  defineOptimizer,
  type Form,
  type Forms,
  type Shared,
  type SharedWriter,
  type UpdateSentences,
  type UpdateWriter,
} from '../common/optimizer.ts';
import {
  directionPart,
  rootOf,
  rootParts,
  runningMean,
  runningMeanParts,
  scaled,
  squareOf,
  squareParts,
} from '../common/parts.ts';
import { penaltyForms, penaltyKeys } from '../common/penalty.ts';
import { workedOut } from '../common/sentences.ts';

const keys = {
  beta1: { range: 'share', standard: 0.9, from: 'the paper, PyTorch, Keras, optax' },
  beta2: { range: 'share', standard: 0.999, from: 'the paper, PyTorch, Keras, optax' },
  epsilon: { range: 'positive', standard: 1e-8, from: 'the paper, PyTorch, optax; Keras: 1e-7' },
} as const;

/** Where epsilon is added: to the root of the corrected square, to that of the square as it is, or inside the root. */
const epsilonForms = {
  epsilon_position: {
    outside: 'the paper (Algorithm 1), PyTorch, optax (`eps`)',
    hat: 'the paper (epsilon hat in section 2), TensorFlow, Keras',
    inside: 'optax (`eps_root`)',
  },
} satisfies Record<string, Form>;

const isHat = (position: string | undefined) => position === 'hat';

const unbiasedRate = () =>
  t`The means start at 0, so they are too small at first. Here the learning rate is corrected instead of them.`;

const parts = {
  ...correctionParts,
  ...squareParts,
  ...runningMeanParts,
  correctionRoot: { what: ({ a }) => t`The square root of ${a.text} is taken.`, why: unbiasedRate },
  scaledRate: {
    what: ({ a, b }) => t`The learning rate (${a.text}) is multiplied by ${b.text}.`,
    why: unbiasedRate,
  },
  correctedRate: {
    what: ({ a, b }) => t`${a.name} (${a.text}) is divided by ${b.text}.`,
    why: unbiasedRate,
    means: ({ result }) => t`In this update, the learning rate is ${result.text}.`,
  },
  ...rootParts,
  direction: directionPart(scaled),
} satisfies Record<string, UpdateSentences>;

type Part = keyof typeof parts;

/** The corrections of both means. With epsilon hat, the root of that of the square, for the learning rate. */
function shared(writer: SharedWriter<Part>): Shared {
  const m = emitCorrection(writer, 'm', writer.setting('beta1'));
  const v = emitCorrection(writer, 'v', writer.setting('beta2'));
  if (!isHat(writer.form('epsilon_position'))) return { m, v };
  const ofRoot = { kind: 'correction', state: 'v', part: 'root' } as const;
  return { below: m, root: writer.step('correctionRoot', ofRoot, 'sqrt', v) };
}

/** With epsilon hat, α × √(1 − β₂ᵗ) ÷ (1 − β₁ᵗ), the learning rate to use. */
function ofRate(writer: SharedWriter<Part>, { below, root }: Shared): Shared {
  if (below === undefined || root === undefined) return {};
  const scaledRate = writer.step('scaledRate', writer.rateAddress('scaled'), 'multiply', writer.rate, root);
  return { rate: writer.step('correctedRate', writer.rateAddress('corrected'), 'divide', scaledRate, below) };
}

function change(
  writer: UpdateWriter<Part>,
  { rate, ...corrections }: Shared,
): Exclude<Change, { added: Slot }> {
  const mean = runningMean(writer, 'm', writer.setting('beta1'), writer.gradient);
  const square = runningMean(writer, 'v', writer.setting('beta2'), squareOf(writer));
  const corrected = (state: 'm' | 'v', slot: Slot) => {
    const by = corrections[state];
    return by === undefined ? slot : emitCorrected(writer, state, slot, by);
  };
  const top = corrected('m', mean);
  const root = rootOf(writer, corrected('v', square));
  const direction = writer.step('direction', writer.delta('direction'), 'divide', top, root);
  return rate === undefined ? { direction } : { direction, rate };
}

const formulas: Readonly<Record<keyof typeof epsilonForms.epsilon_position, () => string>> = {
  outside: () => t`mean gradient ÷ (√(mean square) + epsilon), both means corrected for starting at 0`,
  hat: () =>
    t`mean gradient ÷ (√(mean square) + epsilon); the learning rate × √(1 − beta2^t) ÷ (1 − beta1^t) corrects both means`,
  inside: () => t`mean gradient ÷ √(mean square + epsilon), both means corrected for starting at 0`,
};

function formula({ epsilon_position: position }: Forms): string {
  return formulas[position as keyof typeof formulas]();
}

/** Kingma & Ba 2015, "Adam: a method for stochastic optimization". */
export const adam = defineOptimizer({
  usualRate: 0.01,
  keys: { ...keys, ...penaltyKeys },
  forms: { ...epsilonForms, ...penaltyForms },
  hasMomentum: true,
  shared,
  ofRate,
  change,
  parts,
  why: workedOut,
  convention: (forms) => `adam: ${formula(forms)}`,
});

/** What the weight decay is multiplied by: the learning rate, or only the factor that its schedule gives. */
const decayForms = {
  form: { pytorch: 'PyTorch, Keras, optax', paper: 'the paper (Algorithm 2)' },
} satisfies Record<string, Form>;

const isPaper = (form: string | undefined) => form === 'paper';

/** Loshchilov & Hutter 2019, "Decoupled weight decay regularization". */
export const adamw = defineOptimizer<Part | keyof typeof decayParts>({
  usualRate: 0.01,
  keys: {
    ...keys,
    weight_decay: { range: 'not negative', standard: 0.01, from: 'PyTorch; Keras: 0.004, optax: 0.0001' },
  },
  forms: { ...decayForms, ...epsilonForms, ...penaltyForms },
  shared,
  ofRate: (writer, given) => ({
    ...ofRate(writer, given),
    decay: (isPaper(writer.form('form')) ? emitDecayFactor : emitDecayRate)(writer),
  }),
  change: (writer, { decay, ...given }) => {
    const changed = change(writer, given);
    const base = emitShrunk(writer, decay as Slot);
    return base === null ? changed : { ...changed, base };
  },
  parts: { ...parts, ...decayParts },
  why: workedOut,
  convention: (forms) =>
    isPaper(forms.form)
      ? t`adamw: each weight first loses the share weight decay × the factor of the schedule, if there is one; ${formula(forms)}`
      : t`adamw: each weight first loses the share learning rate × weight decay; ${formula(forms)}`,
});
