import { pow } from '../../../core/math/pow.ts';
import type { Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import { correctionParts, emitCorrected, emitCorrection, unbiased } from '../common/correction.ts';
import { defineOptimizer, type Form, type Shared, type SharedWriter } from '../common/optimizer.ts';
import {
  directionPart,
  epsilonOutside,
  rootParts,
  runningMean,
  runningMeanParts,
  scaled,
  squareOf,
  squareParts,
} from '../common/parts.ts';
import { penaltyForms, penaltyKeys } from '../common/penalty.ts';
import { addedTo, multiplied, workedOut } from '../common/sentences.ts';

/** μ of update t is β₁ × (1 − ½ × 0.96^(t × momentum decay)). */
const BASE = 0.96;

const grows = () =>
  t`The momentum starts at about half of beta1 and grows towards it, because the first gradients say little.`;
const lookingAhead = () =>
  t`Nesterov looks ahead: the mean counts with the momentum of the next update, and the newest gradient counts once more.`;

/** The momentum of update t, counted from 1. */
function momentumOf(beta: number, decay: number, update: number): number {
  return beta * (1 - 0.5 * pow(BASE, update * decay));
}

/** The product of the momentum of all updates before the run. */
function productBefore(writer: SharedWriter<SharedPart>): number {
  const [beta, decay] = [writer.setting('beta1'), writer.setting('momentum_decay')];
  const { updatesBefore } = writer;
  let product = 1;
  for (let update = 1; update <= updatesBefore && product > 0; update++)
    product *= isConstant(writer.form('form')) ? beta : momentumOf(beta, decay, update);
  return product;
}

type SharedPart =
  | 'factor'
  | 'half'
  | 'rest'
  | 'next'
  | 'product'
  | 'ahead'
  | 'left'
  | 'weight'
  | 'power'
  | 'correction'
  | 'corrected';

const forms = {
  form: {
    pytorch: 'PyTorch, Keras',
    optax: 'optax',
  },
} satisfies Record<string, Form>;

const isConstant = (form: string | undefined) => form === 'optax';

const address = (part: string) => ({ kind: 'correction', state: 'm', part }) as const;

/** Emits the momentum of this update and of the next one: μ and μ′. */
function momenta(writer: SharedWriter<SharedPart>): { readonly now: Slot; readonly next: Slot } {
  const [beta, decay] = [writer.setting('beta1'), writer.setting('momentum_decay')];
  const constant = writer.constant(beta);
  if (isConstant(writer.form('form'))) return { now: constant, next: constant };
  const { updatesBefore } = writer;
  const one = writer.constant(1);
  const power = writer.state(address('power'), pow(BASE, (updatesBefore + 1) * decay), (before) =>
    writer.step('factor', address('power'), 'multiply', writer.constant(pow(BASE, decay)), before),
  );
  const half = writer.step('half', address('half'), 'multiply', writer.constant(0.5), power);
  const rest = writer.step('rest', address('rest'), 'subtract', one, half);
  let now = one;
  const next = writer.state(address('next'), momentumOf(beta, decay, updatesBefore + 1), (before) => {
    now = before;
    return writer.step('next', address('next'), 'multiply', constant, rest);
  });
  return { now, next };
}

/** Emits what the mean and the newest gradient are multiplied by: μ′ ÷ (1 − Πμ × μ′) and (1 − μ) ÷ (1 − Πμ). */
function shared(writer: SharedWriter<SharedPart>): Shared {
  const { now, next } = momenta(writer);
  const one = writer.constant(1);
  const product = writer.state(address('product'), productBefore(writer), (before) =>
    writer.step('product', address('product'), 'multiply', now, before),
  );
  const ahead = writer.step('ahead', address('ahead'), 'multiply', next, product);
  const left = (name: string, of: number) => writer.step('left', address(name), 'subtract', one, of);
  const weight = (name: string, top: number, below: number) =>
    writer.step('weight', address(name), 'divide', top, below);
  const ofMean = weight('weight', next, left('ahead_left', ahead));
  const ofGradient = weight('newest_weight', left('newest', now), left('left', product));
  return { ofMean, ofGradient, v: emitCorrection(writer, 'v', writer.setting('beta2')) };
}

/**
 * Dozat 2016, "Incorporating Nesterov momentum into Adam", with the schedule of the momentum that PyTorch and Keras
 * have: momentum decay 0.004 and 1.
 */
export const nadam = defineOptimizer<
  | SharedPart
  | keyof typeof runningMeanParts
  | 'square'
  | 'root'
  | 'safe'
  | 'old'
  | 'newest'
  | 'direction'
  | 'top'
>({
  usualRate: 0.01,
  keys: {
    beta1: { range: 'share', standard: 0.9, from: 'PyTorch, Keras' },
    beta2: { range: 'share', standard: 0.999, from: 'PyTorch, Keras' },
    epsilon: { range: 'positive', standard: 1e-8, from: 'PyTorch; Keras: 1e-7' },
    /** How fast the momentum grows towards beta1. */
    momentum_decay: { range: 'not negative', standard: 0.004, from: 'PyTorch; Keras: 1' },
    ...penaltyKeys,
  },
  forms: { ...forms, ...penaltyForms },
  hasMomentum: true,
  shared,
  change: (writer, { ofMean, ofGradient, v }) => {
    const mean = runningMean(writer, 'm', writer.setting('beta1'), writer.gradient);
    const square = runningMean(writer, 'v', writer.setting('beta2'), squareOf(writer));
    const old = writer.step('old', writer.delta('old'), 'multiply', ofMean as number, mean);
    const newest = writer.step(
      'newest',
      writer.delta('newest'),
      'multiply',
      ofGradient as number,
      writer.gradient,
    );
    const top = writer.step('top', writer.delta('mixed'), 'add', old, newest);
    const root = epsilonOutside(writer, emitCorrected(writer, 'v', square, v as number));
    return { direction: writer.step('direction', writer.delta('direction'), 'divide', top, root) };
  },
  parts: {
    factor: { what: multiplied, why: grows },
    half: { what: ({ b }) => t`${b.name} (${b.text}) is halved.`, why: grows },
    rest: { what: ({ b }) => t`${b.text} is subtracted from 1.`, why: grows },
    next: {
      what: multiplied,
      why: grows,
      means: ({ result }) => t`The momentum of the next update is ${result.text}.`,
    },
    product: { what: multiplied, why: unbiased },
    ahead: { what: multiplied, why: unbiased },
    left: { what: ({ b }) => t`${b.text} is subtracted from 1.`, why: unbiased },
    weight: { what: ({ a, b }) => t`${a.name} (${a.text}) is divided by ${b.text}.`, why: lookingAhead },
    ...correctionParts,
    ...squareParts,
    ...runningMeanParts,
    old: { what: multiplied, why: lookingAhead },
    newest: { what: multiplied, why: lookingAhead },
    top: { what: addedTo, why: lookingAhead },
    root: rootParts.root,
    safe: rootParts.safe,
    direction: directionPart(scaled),
  },
  why: workedOut,
  convention: ({ form }) =>
    isConstant(form)
      ? t`nadam: (mean gradient × beta1 + gradient × (1 − beta1)) ÷ (√(mean square) + epsilon), all corrected for starting at 0`
      : t`nadam: (mean gradient × next momentum + gradient × (1 − momentum)) ÷ (√(mean square) + epsilon), all corrected for starting at 0; momentum = beta1 × (1 − ½ × 0.96^(t × momentum decay))`,
});
