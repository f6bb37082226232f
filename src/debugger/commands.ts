/**
 * The commands that move through time, in one table: key handling, footer, help and the README's table are
 * made from it.
 */
import type { Session } from './session.ts';

/** How a command is called and explained. */
export interface Command {
  readonly id: string;
  /** Characters, or `right`, `left`, `enter` … for keys without one. The first is the one to show. */
  readonly keys: readonly string[];
  /** One or two words for the footer. */
  readonly hint: string;
  /** What it does, in a short sentence. */
  readonly help: string;
}

/** Why a session stands where it stands. */
export type StopReason = 'step' | 'start' | 'end';

export interface Move extends Command {
  /** The position to go to. Beyond an end means that end. */
  readonly target: (session: Session) => number;
}

export const moves: readonly Move[] = [
  {
    id: 'stepIn',
    keys: ['right', 'l', 'i', 's'],
    hint: 'step',
    help: 'do one operation',
    target: ({ position }) => position + 1,
  },
  {
    id: 'stepBack',
    keys: ['left', 'h', 'I', 'S'],
    hint: 'back',
    help: 'take one operation back',
    target: ({ position }) => position - 1,
  },
  {
    id: 'next',
    keys: ['n'],
    hint: 'node',
    help: 'forward to the end of this node',
    target: ({ frames, position }) => frames.after(position, 'node'),
  },
  {
    id: 'previous',
    keys: ['N'],
    hint: 'node back',
    help: 'back to the beginning of this node',
    target: ({ frames, position }) => frames.before(position, 'node'),
  },
  {
    id: 'nextPhase',
    keys: ['}'],
    hint: 'phase',
    help: 'forward to the end of this phase',
    target: ({ frames, position }) => frames.after(position, 'phase'),
  },
  {
    id: 'previousPhase',
    keys: ['{'],
    hint: 'phase back',
    help: 'back to the beginning of this phase',
    target: ({ frames, position }) => frames.before(position, 'phase'),
  },
  { id: 'first', keys: ['g', 'home'], hint: 'start', help: 'back to the start', target: () => 0 },
  { id: 'last', keys: ['G', 'end'], hint: 'end', help: 'forward to the end', target: ({ total }) => total },
];

/** Moves a session and says why it stopped. */
export function move(session: Session, { target }: Pick<Move, 'target'>): StopReason {
  const before = session.position;
  session.seek(target(session));
  if (session.position !== before) return 'step';
  return before === 0 && target(session) <= 0 ? 'start' : 'end';
}
