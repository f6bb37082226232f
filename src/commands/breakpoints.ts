/** Commands that run to the next stop and edit breakpoints. */

import { exceptionNames, exceptions } from '../breakpoints/exceptions.ts';
import {
  addBreakpoint,
  type Breakpoint,
  countHits,
  describe,
  isAtAddress,
  removeBreakpoint,
  setEnabled,
  toggleAt,
} from '../breakpoints/list.ts';
import { parseBreakpoint } from '../breakpoints/parse.ts';
import { type Direction, run } from '../breakpoints/run.ts';
import { describeFault } from '../expression/error-text.ts';
import { t } from '../i18n/translate.ts';
import type { Session } from '../session/session.ts';
import { type DebuggerCommand, failed, list, message, type Outcome, stopped } from './command.ts';
import type { Debugger } from './debugger.ts';
import { moveTo } from './move.ts';

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

function add(debug: Debugger, text: string): Outcome {
  const parsed = parseBreakpoint(text, debug.session);
  if (!parsed.ok) return failed(describeFault(text, parsed.fault));
  debug.breakpoints = addBreakpoint(debug.breakpoints, parsed.spec);
  const { id, spec } = debug.breakpoints.at(-1) as Breakpoint;
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
    if (!known) return add(debug, `at ${selected}`);
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

/** Changes the breakpoints whose ids the argument lists; all of them if it is empty or `all`. */
function changeSome(
  debug: Debugger,
  argument: string,
  change: (list: readonly Breakpoint[], id: number) => readonly Breakpoint[],
  done: (ids: string) => string,
): Outcome {
  const ids =
    argument === '' || argument === 'all'
      ? debug.breakpoints.map(({ id }) => id)
      : argument.split(/[\s,]+/).map(Number);
  const unknown = ids.find((id) => !debug.breakpoints.some((each) => each.id === id));
  if (unknown !== undefined || ids.length === 0) {
    const known = debug.breakpoints.map(({ id }) => id).join(', ');
    return failed(
      known === '' ? t`There are no breakpoints.` : t`There is no breakpoint "${argument}": try ${known}`,
    );
  }
  debug.breakpoints = ids.reduce(change, debug.breakpoints);
  return message(done(ids.join(', ')));
}

function breakpointText({ id, spec, isEnabled, hits }: Breakpoint, session: Session): string {
  const [number, what] = [String(id), describe(spec, session)];
  if (isEnabled) {
    return hits === 1 ? t`${number}  on   ${what}   1 hit` : t`${number}  on   ${what}   ${hits} hits`;
  }
  return hits === 1 ? t`${number}  off  ${what}   1 hit` : t`${number}  off  ${what}   ${hits} hits`;
}

export const runCommands: readonly DebuggerCommand[] = [
  {
    words: ['continue'],
    keys: ['c'],
    usage: '',
    hint: 'run',
    help: 'run to the next breakpoint or the end',
    run: (debug) => ({ kind: 'running', isMove: true, work: running(debug, 'forward') }),
  },
  {
    words: ['reverse-continue'],
    keys: ['C'],
    usage: '',
    hint: 'run back',
    help: 'run back to the previous breakpoint or the start',
    run: (debug) => ({ kind: 'running', isMove: true, work: running(debug, 'reverse') }),
  },
  {
    words: ['break'],
    keys: ['b'],
    usage: '[NAME | ADDRESS | line NUMBER | CONDITION | change ADDRESS [by SIZE]] [if CONDITION]',
    hint: 'break',
    help: 'break at a name, address, condition or change; with no argument, here',
    run: (debug, argument) => (argument === '' ? toggle(debug) : add(debug, argument)),
  },
  {
    words: ['catch'],
    keys: [],
    usage: exceptionNames
      .map((name) => (exceptions[name].limit === null ? name : `${name} [LIMIT]`))
      .join(' | '),
    hint: 'catch',
    help: 'stop when something goes wrong: NaN, a dead unit, a rising loss …',
    run: (debug, argument) => add(debug, `catch ${argument}`),
  },
  {
    words: ['breakpoints', 'info'],
    keys: ['L'],
    usage: '',
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
  },
  {
    words: ['delete'],
    keys: [],
    usage: '[NUMBER …]',
    hint: 'delete',
    help: 'delete breakpoints by number; with no number, all',
    run: (debug, argument) => changeSome(debug, argument, removeBreakpoint, (ids) => t`Deleted: ${ids}.`),
  },
  {
    words: ['disable'],
    keys: [],
    usage: '[NUMBER …]',
    hint: 'disable',
    help: 'disable breakpoints, so that runs do not stop there',
    run: (debug, argument) =>
      changeSome(
        debug,
        argument,
        (list, id) => setEnabled(list, id, false),
        (ids) => t`Disabled: ${ids}.`,
      ),
  },
  {
    words: ['enable'],
    keys: [],
    usage: '[NUMBER …]',
    hint: 'enable',
    help: 'enable breakpoints again',
    run: (debug, argument) =>
      changeSome(
        debug,
        argument,
        (list, id) => setEnabled(list, id, true),
        (ids) => t`Enabled: ${ids}.`,
      ),
  },
];
