/** Finds what is allowed in a scenario but makes no sense. The run is computed as it is written, and the user is told. */
import type { Problem } from '../../diagnostics/diagnostic.ts';
import { compile } from '../compile/compile.ts';
import type { Scenario } from '../format/scenario.ts';
import type { ScenarioDocument } from '../format/schema.ts';
import type { Accepted } from './accepted.ts';
import { warnOfBatch, warnOfKeys, warnOfLearningRate, warnOfUnused } from './effects.ts';
import { warnOfLargeTargets } from './large-targets.ts';
import { warnOfActivation, warnOfClasses, warnOfDropout, warnOfSoftmax } from './outputs.ts';
import { warnOfTargets } from './targets.ts';

const checks: readonly ((accepted: Accepted) => Problem[])[] = [
  warnOfActivation,
  warnOfSoftmax,
  warnOfDropout,
  warnOfClasses,
  warnOfTargets,
  warnOfLargeTargets,
  warnOfKeys,
  warnOfLearningRate,
  warnOfBatch,
  warnOfUnused,
];

/** @param scenario the scenario of the document, which has no errors */
export function findWarnings(document: ScenarioDocument, scenario: Scenario): Problem[] {
  const run = compile(scenario);
  return checks.flatMap((warn) => warn({ document, scenario, run }));
}
