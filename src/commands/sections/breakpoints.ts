/** Commands that set, list and change breakpoints. */
import { clauseWords } from '../../breakpoints/clauses/clauses.ts';
import type { HitRange } from '../../breakpoints/clauses/hit-condition.ts';
import { exceptionNames, exceptions } from '../../breakpoints/exceptions/exceptions.ts';
import { hitCounts } from '../../breakpoints/hit-counts.ts';
import {
  addBreakpoint,
  type Breakpoint,
  type BreakpointRequest,
  changeBreakpoint,
  isAtAddress,
  isAtCursor,
  removeBreakpoint,
  setEnabled,
  targetTypes,
} from '../../breakpoints/list.ts';
import { frameNames } from '../../breakpoints/location.ts';
import { parseBreakpoint, parseException } from '../../breakpoints/parse.ts';
import { breakpointTargets } from '../../breakpoints/targets.ts';
import { requestWords } from '../../breakpoints/words.ts';
import { timeWords } from '../../core/schedule.ts';
import { describeFault } from '../../expression/error-text.ts';
import { t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { addressesAndArrays } from '../../session/array-parts.ts';
import type { Session } from '../../session/session.ts';
import { displayName } from '../../session/steps.ts';
import { command, type DebuggerCommand, failed, inSlices, list, message, type Outcome } from '../command.ts';
import type { Debugger } from '../debugger.ts';
import { optional, type Parameter, required, valueOrFault, wholeNumber } from '../parameters.ts';
import { count, note, type Row } from '../rows/row.ts';
import { breakpointNumber, breakpointNumbers } from '../session-parameters.ts';

function add(debug: Debugger, request: BreakpointRequest, isTemporary = false): Outcome {
  debug.breakpoints = addBreakpoint(debug.breakpoints, request.spec, { ...request, isTemporary });
  const { id } = debug.breakpoints.at(-1) as Breakpoint;
  const text = requestWords(request, debug.session);
  return isTemporary
    ? message(t`Temporary breakpoint ${String(id)} set: ${text}.`)
    : message(t`Breakpoint ${String(id)} set: ${text}.`);
}

/** Sets a breakpoint at the selected value, otherwise at what the step at the cursor, or the first step, writes. */
function addHere(debug: Debugger, isTemporary: boolean): Outcome {
  const { session, selected } = debug;
  const { engine, position, total } = session;
  if (total === 0) return failed(t`This scenario computes nothing.`);
  const written = displayName(engine.run, engine.schedule.instructionAt(Math.max(1, position)).result);
  const text = `at ${selected ?? written}`;
  const parsed = parseBreakpoint(text, session);
  return parsed.ok ? add(debug, parsed, isTemporary) : failed(describeFault(text, parsed.fault));
}

/**
 * Sets or deletes the breakpoint at the selected value, otherwise at the value that the step at the cursor has
 * written.
 */
function toggle(debug: Debugger): Outcome {
  const { selected, breakpoints, session } = debug;
  const known = breakpoints.filter(({ spec }) =>
    selected === null ? isAtCursor(spec, session) : isAtAddress(spec, selected),
  );
  if (known.length === 0) return addHere(debug, false);
  debug.breakpoints = breakpoints.filter((each) => !known.includes(each));
  return message(t`Deleted: ${known.map((each) => requestWords(each, session)).join('; ')}.`);
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

/** Lists the breakpoints with the number of their hits up to the cursor. */
function* listBreakpoints({ breakpoints, session }: Debugger): Generator<number, Outcome> {
  const { position } = session;
  const hits = yield* hitCounts(session, breakpoints, position, position);
  return list(
    t`Breakpoints, with their hits up to step ${String(position)}`,
    breakpoints.flatMap((breakpoint, index) => breakpointRows(breakpoint, hits[index] as number, session)),
    t`There are no breakpoints: press ${keySign('b')} to set one here.`,
    { heads: ['', '', 'hits', 'breakpoint'] },
  );
}

/** A breakpoint, which leads to its next hit, and its commands below it. */
function breakpointRows(breakpoint: Breakpoint, hits: number, session: Session): Row[] {
  const { id, isEnabled } = breakpoint;
  const own = {
    line: `next-hit ${id}`,
    lines: {
      delete: `delete ${id}`,
      toggle: `${isEnabled ? 'disable' : 'enable'} ${id}`,
      again: 'breakpoints',
    },
  };
  const notes = notesOf(breakpoint);
  return [
    {
      text: breakpointText(breakpoint, hits, session),
      cells: [
        count(id),
        { kind: 'sign', text: isEnabled ? '●' : '○' },
        count(hits),
        note([requestWords(breakpoint, session), ...notes].join(', ')),
      ],
      ...own,
    },
    ...breakpoint.commands.map((each) => ({ text: `     ${each}`, ...own })),
  ];
}

function breakpointText(breakpoint: Breakpoint, hits: number, session: Session): string {
  const [number, what] = [String(breakpoint.id), requestWords(breakpoint, session)];
  const text = breakpoint.isEnabled
    ? hits === 1
      ? t`${number}  on   ${what}   1 hit`
      : t`${number}  on   ${what}   ${hits} hits`
    : hits === 1
      ? t`${number}  off  ${what}   1 hit`
      : t`${number}  off  ${what}   ${hits} hits`;
  return [text, ...notesOf(breakpoint)].join(', ');
}

function notesOf({ isTemporary, ignored }: Breakpoint): string[] {
  return [...(isTemporary ? [t`temporary`] : []), ...(ignored ? [ignoredText(ignored)] : [])];
}

function ignoredText({ first, last }: HitRange): string {
  return first === last
    ? t`ignores hit ${String(first)}`
    : t`ignores hits ${String(first)} to ${String(last)}`;
}

/** Lets a breakpoint ignore its next hits after the cursor, or none. */
function* ignore(debug: Debugger, id: number, times: number): Generator<number, Outcome> {
  const { session, breakpoints } = debug;
  const chosen = breakpoints.filter((each) => each.id === id);
  const [before = 0] = yield* hitCounts(session, chosen, session.position, session.position);
  const ignored = times === 0 ? null : { first: before + 1, last: before + times };
  debug.breakpoints = changeBreakpoint(debug.breakpoints, id, { ignored });
  return message(
    ignored === null
      ? t`Breakpoint ${String(id)} ignores no hits.`
      : t`Breakpoint ${String(id)}: ${ignoredText(ignored)}.`,
  );
}

const PLACE =
  'NAME | ADDRESS | kind OPERATION | line NUMBER | CONDITION | change ADDRESS [by SIZE] [if CONDITION] [hit COUNT]';

/** What a breakpoint is set at. @param clauses those that may follow */
function breakpointWith(usage: string, clauses: readonly string[]): Parameter<BreakpointRequest> {
  return required(
    usage,
    (line, at, { session }) => ({
      value: valueOrFault(parseBreakpoint(line, session, at, clauses)),
      end: line.length,
    }),
    ({ session }) => {
      const { kind } = breakpointTargets(session);
      const words = [...targetTypes, ...kind, 'change', 'if', 'by', 'catch', ...timeWords, ...clauses];
      return [...frameNames(session), ...addressesAndArrays(session), ...words];
    },
  );
}

const breakpoint = breakpointWith(`${PLACE} [log "MESSAGE"]`, clauseWords);

/** A breakpoint that always stops, so it writes no message. */
export const stopPlace = breakpointWith(
  PLACE,
  clauseWords.filter((word) => word !== 'log'),
);

/** What `catch` takes. */
const exception: Parameter<BreakpointRequest> = required(
  `${exceptionNames.map((name) => (exceptions[name].limit === null ? name : `${name} [LIMIT]`)).join(' | ')} [if CONDITION]`,
  (line, at, { session }) => ({
    value: valueOrFault(parseException(line, session, at)),
    end: line.length,
  }),
  ({ session }) => [...exceptionNames, 'if', ...addressesAndArrays(session), ...timeWords, ...clauseWords],
);

export const breakCommand = command({
  words: ['break'],
  keys: ['b', 'f9'],
  parameters: [optional(breakpoint)],
  hint: 'break',
  help: 'break at a name, address, change or condition (loss < 1 if epoch > 3); with no argument, here',
  run: (debug, request) => (request === null ? toggle(debug) : add(debug, request)),
});

export const breakpointCommands: readonly DebuggerCommand[] = [
  breakCommand,
  command({
    words: ['tbreak'],
    keys: [],
    parameters: [optional(stopPlace)],
    hint: 'break once',
    help: 'break once: the breakpoint is deleted when a run stops at it',
    run: (debug, request) => (request === null ? addHere(debug, true) : add(debug, request, true)),
  }),
  command({
    words: ['catch'],
    keys: [],
    parameters: [exception],
    hint: 'catch',
    help: 'stop when something goes wrong: NaN, a dead unit, a rising loss …',
    run: (debug, request) => add(debug, request),
  }),
  command({
    words: ['ignore'],
    keys: [],
    parameters: [breakpointNumber, wholeNumber('COUNT', 0)],
    hint: 'ignore',
    help: 'ignore the next hits of a breakpoint; 0 ignores none',
    run: (debug, id, times) => inSlices(ignore(debug, id, times), false),
  }),
  command({
    words: ['breakpoints'],
    keys: ['L'],
    parameters: [],
    hint: 'breakpoints',
    help: 'list the breakpoints and how often each was hit up to this step',
    run: (debug) => inSlices(listBreakpoints(debug), false),
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
