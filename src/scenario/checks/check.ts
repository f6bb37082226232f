/**
 * Checks that the values of a scenario are consistent with each other. Values of the wrong shape are skipped here; the
 * schema reports them.
 */

import type { Problem } from '../../diagnostics/diagnostic.ts';
import { type Outline, readOutline } from '../reading/outline.ts';
import type { Mapping } from '../yaml/mapping.ts';
import { checkFormulas } from './formulas.ts';
import { checkLoss } from './losses.ts';
import { checkNames, checkNodes } from './network.ts';
import { checkData, checkOptimizer, checkPhases } from './training.ts';

const checks: readonly ((document: Outline) => Problem[])[] = [
  checkNames,
  checkNodes,
  checkFormulas,
  checkData,
  checkLoss,
  checkOptimizer,
  checkPhases,
];

/** Finds all inconsistencies in a document, except wrong addresses. */
export function check(raw: Mapping): Problem[] {
  const document = readOutline(raw);
  return checks.flatMap((part) => part(document));
}
