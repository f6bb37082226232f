/** Commands that move through the run. */

import { parseLocation } from '../breakpoints/location.ts';
import { t } from '../i18n/translate.ts';
import type { Level } from '../session/frames.ts';
import type { Session } from '../session/session.ts';
import { type DebuggerCommand, failed, type Outcome } from './command.ts';
import type { Debugger } from './debugger.ts';
import { moveTo } from './move.ts';

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
function repeated(
  command: Omit<DebuggerCommand, 'run' | 'usage'>,
  next: (session: Session) => number,
): DebuggerCommand {
  return {
    ...command,
    usage: '[COUNT]',
    run: (debug, argument) => {
      const count = argument === '' ? 1 : Number(argument);
      if (!Number.isSafeInteger(count) || count < 1)
        return failed(t`"${argument}" is not a count: write a whole number, 1 or more.`);
      const outcome = moveTo(debug, next(debug.session));
      return count === 1 ? outcome : repeat(debug, next, outcome, count - 1);
    },
  };
}

const nextBoundary =
  (level: Level) =>
  ({ frames, position, total }: Session): number =>
    position >= total ? total + 1 : frames.after(position, level);
const previousBoundary =
  (level: Level) =>
  ({ frames, position }: Session): number =>
    position <= 0 ? -1 : frames.before(position, level);

export const moveCommands: readonly DebuggerCommand[] = [
  repeated(
    { words: ['step'], keys: ['right', 'l', 'i', 's'], hint: 'step', help: 'step forward one operation' },
    ({ position }) => position + 1,
  ),
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
    { words: ['next'], keys: ['n'], hint: 'node', help: 'step over: to the end of this node' },
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
    { words: ['finish'], keys: ['f'], hint: 'layer', help: 'step out: to the end of this layer' },
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
    { words: ['next-epoch'], keys: [], hint: 'epoch', help: 'go to the end of this epoch' },
    nextBoundary('epoch'),
  ),
  repeated(
    { words: ['previous-epoch'], keys: [], hint: 'epoch back', help: 'go to the start of this epoch' },
    previousBoundary('epoch'),
  ),
  {
    words: ['first'],
    keys: ['g', 'home'],
    usage: '',
    hint: 'start',
    help: 'go to the start of the run',
    run: (debug) => moveTo(debug, 0),
  },
  {
    words: ['last'],
    keys: ['G', 'end'],
    usage: '',
    hint: 'end',
    help: 'go to the end of the run',
    run: (debug) => moveTo(debug, debug.session.total),
  },
  {
    words: ['goto'],
    keys: [],
    usage: 'STEP | N% | PLACE',
    hint: 'goto',
    help: 'go to a step, a percentage (50%) or a place (epoch 3 backward node_0)',
    run: (debug, argument) => {
      const { total } = debug.session;
      const [, share] = /^(\d+(?:\.\d+)?) ?%$/.exec(argument) ?? [];
      if (share !== undefined) {
        return Number(share) <= 100
          ? moveTo(debug, Math.round((total * Number(share)) / 100), 'goto')
          : failed(t`"${argument}" is past the end: type a percentage from 0% to 100%.`);
      }
      if (/^\d+$/.test(argument)) {
        const step = Number(argument);
        return step <= total
          ? moveTo(debug, step, 'goto')
          : failed(t`There is no step "${argument}": type a number from 0 to ${String(total)}.`);
      }
      const place = parseLocation(debug.session, argument);
      return place.ok ? moveTo(debug, place.step, 'goto') : failed(place.text);
    },
  },
];
