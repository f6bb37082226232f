import type { Run } from '../../core/program.ts';
import type { Scenario } from '../format/scenario.ts';
import type { ScenarioDocument } from '../format/schema.ts';

/** A scenario without errors, its document and its Run. */
export interface Accepted {
  readonly document: ScenarioDocument;
  readonly scenario: Scenario;
  readonly run: Run;
}
