/**
 * Clipping: what limits the gradient before the penalties and the optimizer use it.
 *
 * By norm (Pascanu, Mikolov & Bengio 2013, "On the difficulty of training recurrent neural networks"), the gradient of
 * all parameters together is made shorter if it is longer than allowed. By value, each number is limited.
 */
import type { Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import type { StepWriter, Updated, UpdateSentences, UpdateWriter } from './optimizer.ts';
import { isBias } from './penalty.ts';
import { addedTo, avoidsDivisionBy0, multiplied } from './sentences.ts';

export type Clip =
  /** The largest norm allowed, and what is added to the norm before it divides. */
  | { readonly kind: 'norm'; readonly most: number; readonly epsilon: number }
  /** The largest absolute value allowed. */
  | { readonly kind: 'value'; readonly most: number };

/** What torch.nn.utils.clip_grad_norm_ adds to the norm. optax and TensorFlow add nothing. */
export const STANDARD_CLIP_EPSILON = 1e-6;

type NormPart = 'square' | 'sum' | 'norm' | 'safe' | 'ratio' | 'factor';
type Part = NormPart | 'shortened' | 'raised' | 'limited';

const length = () =>
  t`The norm is the length of the whole gradient: the root of the sum of the squares of all its numbers.`;
const shortens = () =>
  t`Clipping by norm makes the gradient shorter and keeps its direction: all its numbers get the same factor.`;
const limits = (): string => t`Clipping by value limits each number of the gradient by itself.`;

/** The words of its steps. */
export const clipSentences: Readonly<Record<Part, UpdateSentences>> = {
  square: { what: ({ a }) => t`${a.name} (${a.text}) is squared.`, why: length },
  sum: { what: addedTo, why: length },
  norm: {
    what: ({ a }) => t`The square root of ${a.text} is taken.`,
    why: length,
    means: ({ result }) => t`The norm of the gradient is ${result.text}.`,
  },
  safe: {
    what: ({ a, b }) => t`${b.text} is added to the norm (${a.text}).`,
    why: avoidsDivisionBy0,
  },
  ratio: {
    what: ({ a, b }) => t`The largest norm allowed (${a.text}) is divided by ${b.text}.`,
    why: shortens,
  },
  factor: {
    what: ({ a, b }) => t`The smaller of ${a.text} and ${b.text} is kept.`,
    why: shortens,
    means: ({ result }) =>
      result.value === 1
        ? t`The gradient is not too long, so it stays as it is.`
        : t`The gradient is too long: all its numbers are multiplied by ${result.text}.`,
  },
  shortened: { what: multiplied, why: shortens },
  raised: { what: ({ a, b }) => t`The larger of ${a.text} and ${b.text} is kept.`, why: limits },
  limited: { what: ({ a, b }) => t`The smaller of ${a.text} and ${b.text} is kept.`, why: limits },
};

/** The formula that is used, as frameworks differ. */
export const clipConventions: Readonly<Record<Clip['kind'], () => string>> = {
  norm: () => t`clip: gradient × min(1, largest norm ÷ (norm + epsilon)), before penalties are added`,
  value: () => t`clip: every number of the gradient between −value and value, before penalties are added`,
};

/**
 * Emits the norm of the gradient and the factor that all its numbers get: min(1, `most` ÷ (norm + `epsilon`)).
 *
 * @param all the parameters that are updated; at least one
 * @param writerOf writes steps that belong to one parameter
 */
export function emitClipFactor(
  writer: StepWriter<NormPart>,
  { most, epsilon }: Extract<Clip, { kind: 'norm' }>,
  all: readonly Updated[],
  writerOf: (updated: Updated) => UpdateWriter<NormPart>,
): Slot {
  const address = (part: string | null, index: number | null = null) =>
    ({ kind: 'clip', part, index }) as const;
  const squares = inOrder(all).map((updated, index) => {
    const own = writerOf(updated);
    return own.step('square', address('square', index), 'square', own.gradient);
  });
  const total = squares.reduce((sum, square, index) =>
    writer.step('sum', address('sum', index), 'add', sum, square),
  );
  const norm = writer.step('norm', { kind: 'gradientNorm' }, 'sqrt', total);
  const divisor =
    epsilon === 0 ? norm : writer.step('safe', address('safe'), 'add', norm, writer.constant(epsilon));
  const ratio = writer.step('ratio', address('ratio'), 'divide', writer.constant(most), divisor);
  return writer.step('factor', address(null), 'minimum', writer.constant(1), ratio);
}

/** The parameters in the order of frameworks: layer by layer, the weights before the biases. */
function inOrder(all: readonly Updated[]): Updated[] {
  const made = [...all].sort((a, b) => a.parameter - b.parameter);
  const layers = [...new Set(made.map(({ owner }) => owner.layer))];
  return layers.flatMap((layer) => {
    const own = made.filter(({ owner }) => owner.layer === layer);
    return [
      ...own.filter(({ address }) => !isBias(address)),
      ...own.filter(({ address }) => isBias(address)),
    ];
  });
}

/**
 * Emits the clipped gradient of a parameter.
 *
 * @param factor the result of `emitClipFactor`; null if clipping is by value
 */
export function emitClipped(writer: UpdateWriter<Part>, { most }: Clip, factor: Slot | null): Slot {
  const { gradient } = writer;
  const clipped = writer.delta('clipped');
  if (factor !== null) return writer.step('shortened', clipped, 'multiply', factor, gradient);
  const raised = writer.step('raised', writer.delta('raised'), 'maximum', gradient, writer.constant(-most));
  return writer.step('limited', clipped, 'minimum', raised, writer.constant(most));
}
