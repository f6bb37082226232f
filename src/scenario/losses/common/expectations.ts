/** What outputs and targets losses are meant for. With others a loss can be computed, but it makes no sense. */
import { anyNumber, type Bounds, zeroToOne } from '../../../core/operations/operation.ts';
import { t } from '../../../i18n/translate.ts';

interface OutputExpectation {
  /** Outputs must be able to be any number in these bounds; null: that does not matter. */
  readonly reach: Bounds | null;
  /** Outputs must not be outside these bounds; null: that does not matter. */
  readonly within: Bounds | null;
  /** Whether the outputs must add up to 1, as those of softmax do. */
  readonly areShares: boolean;
  readonly words: () => string;
}

interface TargetExpectation {
  /** Targets must not be outside these bounds; null: that does not matter. */
  readonly within: Bounds | null;
  /** What the targets of an example must add up to; null: that does not matter. */
  readonly sum: number | null;
  readonly words: () => string;
  readonly fix: () => string;
}

const outputTable = {
  anything: { reach: null, within: null, areShares: false, words: () => t`any numbers` },
  /** The sign of a score is the class, and a score of ±1 is enough. */
  scores: {
    reach: { least: -1, most: 1 },
    within: null,
    areShares: false,
    words: () => t`outputs of both signs`,
  },
  logits: {
    reach: anyNumber,
    within: null,
    areShares: false,
    words: () => t`outputs that can be any number (logits)`,
  },
  probabilities: {
    reach: null,
    within: zeroToOne,
    areShares: false,
    words: () => t`outputs that are probabilities`,
  },
  /** The probabilities of classes, one of which is right. */
  shares: {
    reach: null,
    within: zeroToOne,
    areShares: true,
    words: () => t`outputs that are the probabilities of all classes and add up to 1`,
  },
} satisfies Record<string, OutputExpectation>;

const targetTable = {
  anything: { within: null, sum: null, words: () => t`any numbers`, fix: () => '' },
  probabilities: {
    within: zeroToOne,
    sum: null,
    words: () => t`targets that are probabilities: from 0 to 1`,
    fix: () => t`write 1 for one class and 0 for the other`,
  },
  /** The probabilities of classes, one of which is right. */
  'shares of 1': {
    within: zeroToOne,
    sum: 1,
    words: () => t`targets that are probabilities: from 0 to 1, and together 1`,
    fix: () => t`write 1 for the right class and 0 for the others`,
  },
  /** All −1 or 1, or all 0 or 1. Other targets are an error. */
  'signs or bits': {
    within: null,
    sum: null,
    words: () => t`targets that are all 0 or 1, or all -1 or 1`,
    fix: () => t`write 1 for one class, and for the other always 0 or always -1`,
  },
} satisfies Record<string, TargetExpectation>;

export type ExpectedOutputs = keyof typeof outputTable;
export type ExpectedTargets = keyof typeof targetTable;

export const outputExpectations: Readonly<Record<ExpectedOutputs, OutputExpectation>> = outputTable;
/** Whether outputs that can be all numbers in these bounds, and no others, are what is expected. */
export function suits({ least, most }: Bounds, expected: ExpectedOutputs): boolean {
  const { reach, within } = outputTable[expected] as OutputExpectation;
  const reaches = reach === null || (least <= reach.least && most >= reach.most);
  const stays = within === null || (least >= within.least && most <= within.most);
  return reaches && stays;
}
export const targetExpectations: Readonly<Record<ExpectedTargets, TargetExpectation>> = targetTable;
