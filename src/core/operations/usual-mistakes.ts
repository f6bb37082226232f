/** Typical mistakes that several operations share. */
import { t } from '../../i18n/translate.ts';
import type { OperationMistake } from './operation.ts';

/** A logarithm to another base than e, in a result that is proportional to it. */
export function otherBases(forward: OperationMistake['forward']): readonly OperationMistake[] {
  return [
    {
      forward: (...operands) => forward(...operands) / Math.LN10,
      words: (name) => t`The logarithm in ${name} is taken to base 10, but it should be the natural one.`,
    },
    {
      forward: (...operands) => forward(...operands) / Math.LN2,
      words: (name) => t`The logarithm in ${name} is taken to base 2, but it should be the natural one.`,
    },
  ];
}

/** An angle in degrees. */
export function inDegrees(forward: (x: number) => number): readonly OperationMistake[] {
  return [
    {
      forward: (x) => forward((x * Math.PI) / 180),
      words: (name) => t`The angle in ${name} is taken in degrees, but it should be in radians.`,
    },
  ];
}
