/** Commands that run to the next stop and edit breakpoints. */

import { exceptionNames, exceptions } from '../breakpoints/exceptions.ts';
import {
  addBreakpoint,
  type Breakpoint,
  type BreakpointSpec,
  countHits,
  describe,
  isAtAddress,
  removeBreakpoint,
  setEnabled,
  targetTypes,
  toggleAt,
} from '../breakpoints/list.ts';
import { frameNames } from '../breakpoints/location.ts';
import { parseBreakpoint, parseException } from '../breakpoints/parse.ts';
import { type Direction, run } from '../breakpoints/run.ts';
import { breakpointTargets } from '../breakpoints/targets.ts';
import { describeFault } from '../expression/error-text.ts';
import { t } from '../i18n/translate.ts';
import type { Session } from '../session/session.ts';
import { command, type DebuggerCommand, failed, list, message, type Outcome, stopped } from './command.ts';
import type { Debugger } from './debugger.ts';
import { moveTo } from './move.ts';
import { optional, type Parameter, required, valueOrFault } from './parameters.ts';
import { breakpointNumbers } from './session-parameters.ts';

function* running(debug: Debugger, direction: Direction): Generator<number, Outcome> {
  const { session } = debug;
  const before = session.position;
  // Records the furthest position seen, before a run goes back.
  debug.seek(before);
  const stop = yield* run(session, debug.breakpoints, direction);
  debug.breakpoints = countHits(debug.breakpoints, stop.breakpoints);
  if (stop.reason !== 'start' && stop.reason !== 'end') {
    const ids = stop.breakpoints.join(', ');
    return stopped(stop.reason, t`Breakpoint ${ids} hit at step ${String(stop.position)}: ${stop.text}.`);
  }
  if (stop.position === before) return moveTo(debug, direction === 'forward' ? before + 1 : before - 1);
  return stopped(
    stop.reason,
    stop.reason === 'end'
      ? t`End of the run: no breakpoint was hit.`
      : t`Start of the run: no breakpoint was hit.`,
  );
}

function add(debug: Debugger, spec: BreakpointSpec): Outcome {
  debug.breakpoints = addBreakpoint(debug.breakpoints, spec);
  const { id } = debug.breakpoints.at(-1) as Breakpoint;
  return message(t`Breakpoint ${String(id)} set: ${describe(spec, debug.session)}.`);
}

/**
 * Sets or deletes the breakpoint at the selected value, otherwise at the value that the step at the cursor has
 * written.
 */
function toggle(debug: Debugger): Outcome {
  const { selected, breakpoints, session } = debug;
  if (selected !== null) {
    const known = breakpoints.find(({ spec }) => isAtAddress(spec, selected));
    if (!known) {
      const text = `at ${selected}`;
      const parsed = parseBreakpoint(text, session);
      return parsed.ok ? add(debug, parsed.spec) : failed(describeFault(text, parsed.fault));
    }
    debug.breakpoints = removeBreakpoint(breakpoints, known.id);
    return message(t`Breakpoint ${String(known.id)} deleted: ${describe(known.spec)}.`);
  }
  debug.breakpoints = toggleAt(breakpoints, session);
  const gone = breakpoints.filter((each) => !debug.breakpoints.includes(each));
  if (gone.length > 0) return message(t`Deleted: ${gone.map(({ spec }) => describe(spec)).join('; ')}.`);
  const added = debug.breakpoints.at(-1);
  return added
    ? message(t`Breakpoint ${String(added.id)} set: ${describe(added.spec)}.`)
    : failed(t`This scenario computes nothing.`);
}

/** Changes the breakpoints with these ids. */
function changeSome(
  debug: Debugger,
  ids: readonly number[],
  change: (list: readonly Breakpoint[], id: number) => readonly Breakpoint[],
  done: (ids: string) => string,
): Outcome {
  debug.breakpoints = ids.reduce(change, debug.breakpoints);
  return message(done([...new Set(ids)].join(', ')));
}

function breakpointText({ id, spec, isEnabled, hits }: Breakpoint, session: Session): string {
  const [number, what] = [String(id), describe(spec, session)];
  if (isEnabled) {
    return hits === 1 ? t`${number}  on   ${what}   1 hit` : t`${number}  on   ${what}   ${hits} hits`;
  }
  return hits === 1 ? t`${number}  off  ${what}   1 hit` : t`${number}  off  ${what}   ${hits} hits`;
}

/** What `break` takes. */
const breakpoint: Parameter<BreakpointSpec> = required(
  'NAME | ADDRESS | line NUMBER | CONDITION | change ADDRESS [by SIZE] [if CONDITION]',
  (line, at, { session }) => ({
    value: valueOrFault(parseBreakpoint(line, session, at)).spec,
    end: line.length,
  }),
  ({ session }) => {
    const { kind } = breakpointTargets(session);
    return [
      ...frameNames(session),
      ...session.values.names,
      ...targetTypes,
      ...kind,
      'change',
      'if',
      'by',
      'catch',
    ];
  },
);

/** What `catch` takes. */
const exception: Parameter<BreakpointSpec> = required(
  exceptionNames.map((name) => (exceptions[name].limit === null ? name : `${name} [LIMIT]`)).join(' | '),
  (line, at, { session }) => ({
    value: valueOrFault(parseException(line, session, at)).spec,
    end: line.length,
  }),
  () => exceptionNames,
);

export const continueCommand = command({
  words: ['continue'],
  keys: ['c'],
  parameters: [],
  hint: 'run',
  help: 'run to the next breakpoint or the end',
  run: (debug) => ({ kind: 'running', isMove: true, work: running(debug, 'forward') }),
});

export const breakCommand = command({
  words: ['break'],
  keys: ['b'],
  parameters: [optional(breakpoint)],
  hint: 'break',
  help: 'break at a name, address, condition or change; with no argument, here',
  run: (debug, spec) => (spec === null ? toggle(debug) : add(debug, spec)),
});

export const runCommands: readonly DebuggerCommand[] = [
  continueCommand,
  command({
    words: ['reverse-continue'],
    keys: ['C'],
    parameters: [],
    hint: 'run back',
    help: 'run back to the previous breakpoint or the start',
    run: (debug) => ({ kind: 'running', isMove: true, work: running(debug, 'reverse') }),
  }),
  breakCommand,
  command({
    words: ['catch'],
    keys: [],
    parameters: [exception],
    hint: 'catch',
    help: 'stop when something goes wrong: NaN, a dead unit, a rising loss …',
    run: add,
  }),
  command({
    words: ['breakpoints'],
    keys: ['L'],
    parameters: [],
    hint: 'breakpoints',
    help: 'list the breakpoints and how often each was hit',
    run: ({ breakpoints, session }) =>
      list(
        t`Breakpoints`,
        breakpoints.map((breakpoint) => ({
          text: breakpointText(breakpoint, session),
          line: `${breakpoint.isEnabled ? 'disable' : 'enable'} ${breakpoint.id}`,
        })),
        t`There are no breakpoints: press b to set one here.`,
      ),
  }),
  command({
    words: ['delete'],
    keys: [],
    parameters: [breakpointNumbers],
    hint: 'delete',
    help: 'delete breakpoints by number; with no number, all',
    run: (debug, ids) => changeSome(debug, ids, removeBreakpoint, (ids) => t`Deleted: ${ids}.`),
  }),
  command({
    words: ['disable'],
    keys: [],
    parameters: [breakpointNumbers],
    hint: 'disable',
    help: 'disable breakpoints, so that runs do not stop there',
    run: (debug, ids) =>
      changeSome(
        debug,
        ids,
        (list, id) => setEnabled(list, id, false),
        (ids) => t`Disabled: ${ids}.`,
      ),
  }),
  command({
    words: ['enable'],
    keys: [],
    parameters: [breakpointNumbers],
    hint: 'enable',
    help: 'enable breakpoints again',
    run: (debug, ids) =>
      changeSome(
        debug,
        ids,
        (list, id) => setEnabled(list, id, true),
        (ids) => t`Enabled: ${ids}.`,
      ),
  }),
];
