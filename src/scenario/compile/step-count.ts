/** The number of steps of a scenario. */
import { Schedule } from '../../core/schedule.ts';
import type { Scenario } from '../format/scenario.ts';
import { compile } from './compile.ts';

export function stepCount(scenario: Scenario): number {
  return new Schedule(compile(scenario)).total;
}
