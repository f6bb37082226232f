/** Moves the cursor: a near target at once, a far one in slices; and the commands that move through the run. */
import { t } from '../../i18n/translate.ts';

import type { Level } from '../../session/frames.ts';
import type { Session } from '../../session/session.ts';
import {
  type Command,
  command,
  type DebuggerCommand,
  type Outcome,
  type StopReason,
  stopped,
} from '../command.ts';
import type { Debugger } from '../debugger.ts';
import { count, optional } from '../parameters.ts';
import { destination } from '../session-parameters.ts';

/** Moves the cursor in slices, so that it can be stopped on the way. */
function* moveInSlices(debug: Debugger, target: number, reason: StopReason): Generator<number, Outcome> {
  const { history } = debug.session;
  for (const at of history.seekSlices(target)) {
    debug.seek(at);
    yield at;
  }
  return moveTo(debug, target, reason);
}

/** Moves the cursor; returns why it stopped there. A position outside the run is limited to its start or end. */
export function moveTo(debug: Debugger, target: number, reason: StopReason = 'step'): Outcome {
  const { session } = debug;
  const end = Math.max(0, Math.min(session.total, target));
  if (!session.history.seekSlices(end).next().done)
    return { kind: 'running', isMove: true, work: moveInSlices(debug, end, reason) };
  const before = session.position;
  debug.seek(target);
  if (session.position !== before || target === before) return stopped(reason);
  return before === 0 && target < before
    ? stopped('start', t`You are at the start of the run.`)
    : stopped('end', t`You are at the end of the run.`);
}

/**
 * Moves the cursor as `moveTo` does, by a move that is not a step: the mark `'` leads back. It stays where it is if the
 * cursor does.
 */
export function jumpTo(debug: Debugger, target: number, reason: StopReason = 'step'): Outcome {
  const { position, total } = debug.session;
  if (Math.max(0, Math.min(total, target)) !== position) debug.mark("'", position);
  return moveTo(debug, target, reason);
}

/** Repeats a move `times` times or until an end; a long move is awaited before the next. */
function repeat(debug: Debugger, next: (session: Session) => number, first: Outcome, times: number): Outcome {
  let outcome = first;
  for (let time = 0; time < times; time++) {
    if (outcome.kind === 'running') {
      const { work } = outcome;
      return { kind: 'running', isMove: true, work: repeatAfter(debug, next, work, times - time) };
    }
    if (outcome.kind !== 'stopped' || outcome.reason !== 'step') break;
    outcome = moveTo(debug, next(debug.session));
  }
  return outcome;
}

function* repeatAfter(
  debug: Debugger,
  next: (session: Session) => number,
  work: Generator<number, Outcome>,
  times: number,
): Generator<number, Outcome> {
  return repeat(debug, next, yield* work, times);
}

/** A move that takes a count and stops early at an end. */
function repeated(row: Omit<Command, 'parameters'>, next: (session: Session) => number): DebuggerCommand {
  return command({
    ...row,
    effect: 'moves',
    parameters: [optional(count)],
    run: (debug, times) => repeat(debug, next, moveTo(debug, next(debug.session)), (times ?? 1) - 1),
  });
}

const nextBoundary =
  (level: Level) =>
  ({ frames, position, total }: Session): number =>
    position >= total ? total + 1 : frames.after(position, level);
const previousBoundary =
  (level: Level) =>
  ({ frames, position }: Session): number =>
    position <= 0 ? -1 : frames.before(position, level);

export const stepCommand = repeated(
  {
    words: ['step'],
    keys: ['right', 'l', 'i', 's', 'f11'],
    hint: 'step',
    help: 'step forward one operation',
  },
  ({ position }) => position + 1,
);

export const moveCommands: readonly DebuggerCommand[] = [
  stepCommand,
  repeated(
    {
      words: ['reverse-step', 'back'],
      keys: ['left', 'h', 'I', 'S'],
      hint: 'back',
      help: 'step back one operation',
    },
    ({ position }) => position - 1,
  ),
  repeated(
    {
      words: ['next-cell', 'cell'],
      keys: ['shift-right', 'ctrl-right'],
      hint: 'cell',
      help: 'go to the end of this cell of an array; without arrays, of this node',
    },
    nextBoundary('cell'),
  ),
  repeated(
    {
      words: ['previous-cell'],
      keys: ['shift-left', 'ctrl-left'],
      hint: 'cell back',
      help: 'go to the start of this cell of an array; without arrays, of this node',
    },
    previousBoundary('cell'),
  ),
  repeated(
    { words: ['next'], keys: ['n', 'f10'], hint: 'node', help: 'step over: to the end of this node' },
    nextBoundary('node'),
  ),
  repeated(
    {
      words: ['reverse-next'],
      keys: ['N'],
      hint: 'node back',
      help: 'step back over: to the start of this node',
    },
    previousBoundary('node'),
  ),
  repeated(
    {
      words: ['finish'],
      keys: ['f', 'shift-f11'],
      hint: 'layer',
      help: 'step out: to the end of this layer',
    },
    nextBoundary('layer'),
  ),
  repeated(
    {
      words: ['reverse-finish'],
      keys: ['F'],
      hint: 'layer back',
      help: 'step back out: to the start of this layer',
    },
    previousBoundary('layer'),
  ),
  repeated(
    { words: ['next-phase'], keys: ['}'], hint: 'phase', help: 'go to the end of this phase' },
    nextBoundary('phase'),
  ),
  repeated(
    { words: ['previous-phase'], keys: ['{'], hint: 'phase back', help: 'go to the start of this phase' },
    previousBoundary('phase'),
  ),
  repeated(
    { words: ['next-example'], keys: [')'], hint: 'example', help: 'go to the end of this example' },
    nextBoundary('example'),
  ),
  repeated(
    {
      words: ['previous-example'],
      keys: ['('],
      hint: 'example back',
      help: 'go to the start of this example',
    },
    previousBoundary('example'),
  ),
  repeated(
    { words: ['next-epoch'], keys: ['J'], hint: 'epoch', help: 'go to the end of this epoch' },
    nextBoundary('epoch'),
  ),
  repeated(
    { words: ['previous-epoch'], keys: ['K'], hint: 'epoch back', help: 'go to the start of this epoch' },
    previousBoundary('epoch'),
  ),
  command({
    words: ['first'],
    effect: 'moves',
    keys: ['g', 'home'],
    parameters: [],
    hint: 'start',
    help: 'go to the start of the run',
    run: (debug) => jumpTo(debug, 0),
  }),
  command({
    words: ['last'],
    effect: 'moves',
    keys: ['G', 'end'],
    parameters: [],
    hint: 'end',
    help: 'go to the end of the run',
    run: (debug) => jumpTo(debug, debug.session.total),
  }),
  command({
    words: ['goto'],
    effect: 'moves',
    keys: [],
    parameters: [destination],
    hint: 'goto',
    help: 'go to a step, a percentage (50%) or a place (epoch 3 backward node_0)',
    run: (debug, step) => jumpTo(debug, step, 'goto'),
  }),
];
