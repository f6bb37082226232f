/** All losses of the format. A new one is a file in kinds/ and a line here. */
import type { Loss } from './common/loss.ts';
import type { Setting } from './common/setting.ts';
import { meanAbsoluteError } from './kinds/absolute-error.ts';
import { binaryCrossEntropy } from './kinds/binary-cross-entropy.ts';
import { binaryCrossEntropyFromLogits } from './kinds/binary-cross-entropy-from-logits.ts';
import { cosineDistance } from './kinds/cosine-distance.ts';
import { crossEntropy, klDivergence } from './kinds/cross-entropy.ts';
import { hinge } from './kinds/hinge.ts';
import { huber } from './kinds/huber.ts';
import { multiclassHinge } from './kinds/multiclass-hinge.ts';
import { softmaxCrossEntropy } from './kinds/softmax-cross-entropy.ts';
import { halfSquaredError, meanSquaredError, squaredError } from './kinds/squared-errors.ts';

const table = {
  squared_error: squaredError,
  half_squared_error: halfSquaredError,
  mean_squared_error: meanSquaredError,
  mean_absolute_error: meanAbsoluteError,
  huber,
  hinge,
  multiclass_hinge: multiclassHinge,
  binary_cross_entropy: binaryCrossEntropy,
  binary_cross_entropy_from_logits: binaryCrossEntropyFromLogits,
  softmax_cross_entropy: softmaxCrossEntropy,
  cross_entropy: crossEntropy,
  kl_divergence: klDivergence,
  cosine_distance: cosineDistance,
} satisfies Record<string, Loss>;

export type LossName = keyof typeof table;

export const losses: Readonly<Record<LossName, Loss>> = table;

export const lossNames = Object.keys(table) as LossName[];

/** The settings of all losses, by their keys in the format. A key has the same range for every loss. */
export const lossSettings: ReadonlyMap<string, Setting> = new Map(
  Object.values(losses).flatMap(({ keys = {} }) => Object.entries(keys)),
);

/** A formula with this name is the loss. */
export const LOSS_FORMULA = 'loss';
