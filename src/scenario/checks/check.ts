/**
 * How the values of a scenario must agree with each other. Whatever is not of the right shape is passed over
 * here: the schema complains of it.
 */

import type { Problem } from '../../diagnostics/diagnostic.ts';
import { type Mapping, type Outline, outline } from '../format/outline.ts';
import { checkFormulas } from './formulas.ts';
import { checkNames, checkNodes } from './network.ts';
import { checkData, checkLoss, checkOptimizer, checkPhases } from './training.ts';

const checks: readonly ((document: Outline) => Problem[])[] = [
  checkNames,
  checkNodes,
  checkFormulas,
  checkData,
  checkLoss,
  checkOptimizer,
  checkPhases,
];

/** Everything in a document that contradicts itself, but for the addresses in it. */
export function check(raw: Mapping): Problem[] {
  const document = outline(raw);
  return checks.flatMap((part) => part(document));
}
