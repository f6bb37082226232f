/** Places by the names of their frames: `epoch 3 backward node_0`. */
import type { Instruction } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import { suggestion } from '../scenario/suggest.ts';
import { placesOf } from './breakpoint-text.ts';
import type { Session } from './session.ts';

export type Place =
  | { readonly ok: true; readonly step: number }
  | { readonly ok: false; readonly text: string };

type Wanted = Partial<Record<'epoch' | 'batch' | 'example', number>>;

/**
 * The first step of the place that the words name. Epoch, batch and example that are not named are the
 * cursor's own; with an epoch named, its first.
 */
export function placeOf(session: Session, text: string): Place {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const wanted: Wanted = {};
  const names: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (word !== 'epoch' && word !== 'batch' && word !== 'example') {
      names.push(word);
      continue;
    }
    const number = Number(words[++index]);
    if (!Number.isSafeInteger(number) || number < 1) {
      return { ok: false, text: `After "${word}" a number from 1 on is expected: goto ${word} 2.` };
    }
    wanted[word] = number;
  }
  const known = placeNames(session);
  const unknown = names.find((name) => !known.includes(name));
  if (words.length === 0) return { ok: false, text: 'Where to? goto 12, or goto epoch 3 backward node_0.' };
  if (unknown !== undefined)
    return { ok: false, text: `There is no "${unknown}" here: ${suggestion(unknown, known)}` };
  const step = firstStep(session, wanted, names);
  return step === null ? { ok: false, text: `This run has no ${text.trim()}.` } : { ok: true, step };
}

/** The names of all phases, layers and nodes. */
export function placeNames(session: Session): string[] {
  const { phase, layer, node } = placesOf(session);
  return [...new Set([...phase, ...layer, ...node])];
}

function firstStep(session: Session, wanted: Wanted, names: readonly string[]): number | null {
  const { schedule, run } = session.engine;
  if (session.total === 0) return null;
  const here = schedule.segmentAt(Math.max(1, session.position));
  const epoch = wanted.epoch ?? here.epoch;
  // With nothing but names, the cursor's own example, or in an update its batch.
  const isHere =
    epoch === here.epoch && names.length > 0 && wanted.batch === undefined && wanted.example === undefined;
  const from = {
    batch: isHere ? here.batch : wanted.batch,
    example: isHere ? (here.example ?? undefined) : wanted.example,
  };
  if (epoch > run.epochs + 1) return null;
  const end = schedule.epochStart(epoch + 1);
  let position = schedule.epochStart(epoch);
  while (position < end) {
    const segment = schedule.segmentAt(position + 1);
    const offset = isIn(segment, from) ? offsetOf(schedule.program(segment.program).instructions, names) : -1;
    if (offset >= 0) return segment.start + offset + 1;
    position = segment.start + segment.length;
  }
  return null;
}

/** An update belongs to every example of its batch. */
function isIn(
  { batch, example, program }: Segment,
  wanted: { batch: number | undefined; example: number | undefined },
): boolean {
  if (wanted.batch !== undefined && batch !== wanted.batch) return false;
  return wanted.example === undefined || program === 'update' || example === wanted.example;
}

function offsetOf(instructions: readonly Instruction[], names: readonly string[]): number {
  return instructions.findIndex(({ scope }) =>
    names.every((name) => name === scope.phase || name === scope.layer || name === scope.node),
  );
}
