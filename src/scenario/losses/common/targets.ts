/** What targets are, and how they name two classes, for losses in which each output gives one of two classes. */
import type { Example } from '../../../core/program.ts';

/** Signs are all −1 or 1, bits are all 0 or 1. If all targets are 1, they are signs. */
export type TargetKind = 'signs' | 'bits' | 'numbers';

/** What a loss may be the usual one for: `classes` are one output for each class, of which one is right. */
export type Predicted = TargetKind | 'classes';

/** Targets whose root mean square is larger than this are far from what weights of about 1 give. */
const LARGE = 100;

/** Whether targets are so large that a network takes long to reach them from its inputs. Both are one row an example. */
export function areLarge(
  targets: readonly (readonly number[])[],
  inputs: readonly (readonly number[])[] = [],
): boolean {
  return rootMeanSquare(targets) > LARGE * Math.max(1, rootMeanSquare(inputs));
}

function rootMeanSquare(rows: readonly (readonly number[])[]): number {
  let [sum, count] = [0, 0];
  for (const row of rows) {
    for (const value of row) sum += value * value;
    count += row.length;
  }
  return count === 0 ? 0 : Math.sqrt(sum / count);
}

/** Finds the kind of the targets of all examples. */
export function targetKindOf(examples: readonly Example[]): TargetKind {
  const areAll = (low: number) =>
    examples.every(({ targets }) => targets.every((value) => value === low || value === 1));
  if (areAll(-1)) return 'signs';
  return areAll(0) ? 'bits' : 'numbers';
}
