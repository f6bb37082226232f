/** The units that no example trains any more. */
import { activationSlope } from '../core/local-slope.ts';
import { memoizeLast } from '../core/memo.ts';
import type { Session } from '../session/session.ts';
import { costOf, currentRegisters, WhatIf } from './what-if.ts';

/** Maximum number of instructions for all examples. Of a sample nobody could say that a unit is dead for all. */
const MOST_STEPS = 100_000;

const NONE: ReadonlySet<string> = new Set();

const latest = memoizeLast<ReadonlySet<string>>();

/**
 * The names of the nodes whose activation, or each of several, has the slope 0 for every example of the training set,
 * with the parameters at the cursor: nothing comes back through them, so that their weights stay as they are. Empty for a run without updates,
 * and for a training set that is too large to be evaluated for a drawing. The session does not change.
 */
export function deadUnits(session: Session): ReadonlySet<string> {
  const { engine, history, position } = session;
  const { run, schedule } = engine;
  if (run.updates.length === 0) return NONE;
  const { batchIndex, program } = schedule.segmentAt(position);
  const edits = session.timeline.edits.filter(({ at }) => at <= position).length;
  const step = program === 'update' ? position : -1;
  return latest(engine, [history, batchIndex, step, edits], () => found(session));
}

function found(session: Session): ReadonlySet<string> {
  const { run } = session.engine;
  const { data } = session.scenario;
  if (costOf(run, 'outputs') * data.length > MOST_STEPS) return NONE;
  const all = run.example.instructions
    .filter(({ role, scope }) => role.kind === 'activation' && scope.node !== null)
    .map((activation) => ({ node: activation.scope.node, slope: activationSlope(activation) }));
  let dead = all;
  if (dead.length === 0) return NONE;
  const registers = currentRegisters(session);
  const whatIf = new WhatIf(session, registers);
  whatIf.dropNothing();
  for (const example of data) {
    if (dead.length === 0) return NONE;
    whatIf.give(example);
    whatIf.execute('outputs');
    dead = dead.filter(({ slope }) => slope(registers) === 0);
  }
  // A formula may have several activations, as the numbers of an array do.
  const alive = new Set(all.filter((each) => !dead.includes(each)).map(({ node }) => node));
  return new Set(dead.flatMap(({ node }) => (node === null || alive.has(node) ? [] : [node])));
}
