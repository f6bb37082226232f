/** The requests that move, as moves of the debugger. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { firstStepOfLine, parseLocation } from '../breakpoints/location.ts';
import type { Outcome } from '../commands/command.ts';
import { execute } from '../commands/sections/commands.ts';
import { jumpTo, moveTo } from '../commands/sections/movement.ts';
import { whole } from '../diagnostics/arguments.ts';
import { nextLineEntry, previousLineEntry } from '../session/numpy-lines.ts';
import { check } from './arguments.ts';
import { startOf } from './stack.ts';
import { kindOf, lineFrom, otherFile, RequestFault, type Target } from './target.ts';

/** What the editor may say of how far a step goes. */
interface Stepped {
  readonly granularity?: DebugProtocol.SteppingGranularity;
}

type Move = (target: Target, given: never) => Outcome;

function toNextLine({ debug }: Target): Outcome {
  const { session } = debug;
  const isEnd = session.position >= session.total;
  return moveTo(debug, isEnd ? session.total + 1 : nextLineEntry(session, session.position));
}

function toPreviousLine({ debug }: Target): Outcome {
  const { session } = debug;
  return moveTo(debug, session.position <= 0 ? -1 : previousLineEntry(session, session.position));
}

/**
 * By request. `next` goes to another line of the code; a step into and a step back are one operation. A frame begins
 * again after its first step, as a breakpoint at it stops.
 */
export const moves = {
  continue: ({ debug }: Target) => execute(debug, 'continue'),
  reverseContinue: ({ debug }: Target) => execute(debug, 'reverse-continue'),
  next: (target: Target, { granularity }: Stepped) =>
    granularity === 'instruction' ? execute(target.debug, 'step') : toNextLine(target),
  stepIn: (target: Target, { granularity }: Stepped) =>
    granularity === 'line' ? toNextLine(target) : execute(target.debug, 'step'),
  stepOut: ({ debug }: Target) => execute(debug, 'finish'),
  stepBack: (target: Target, { granularity }: Stepped) =>
    granularity === 'line' ? toPreviousLine(target) : execute(target.debug, 'reverse-step'),
  goto: ({ debug }: Target, { targetId }: DebugProtocol.GotoArguments) => {
    check('goto', 'targetId', targetId, whole(1, debug.session.total));
    return jumpTo(debug, targetId, 'goto');
  },
  restartFrame: (target: Target, { frameId }: DebugProtocol.RestartFrameArguments) =>
    jumpTo(target.debug, startOf(target, frameId), 'goto'),
  restart: ({ debug }: Target) => moveTo(debug, 0, 'entry'),
} satisfies Readonly<Record<string, Move>>;

/** The first step of what stands at a line, in the example of the cursor: its number is the id of the target. */
export function gotoTargets(
  target: Target,
  { source, line }: DebugProtocol.GotoTargetsArguments,
): DebugProtocol.GotoTargetsResponse['body'] {
  const { session } = target.debug;
  const own = lineFrom(target, line);
  const kind = kindOf(target, source);
  if (kind === null) throw new RequestFault(otherFile(source));
  const steps =
    kind === 'listing'
      ? [firstStepOfLine(session, own)]
      : target.places
          .filter((place) => place.line === own)
          .slice(0, 1)
          .map(({ name }) => stepOfPlace(target, name));
  return {
    targets: steps.flatMap((step) =>
      step === null
        ? []
        : [{ id: step, label: `step ${step}`, line, instructionPointerReference: String(step) }],
    ),
  };
}

function stepOfPlace({ debug: { session } }: Target, name: string): number | null {
  const place = parseLocation(session, name);
  return place.ok ? place.step : null;
}
