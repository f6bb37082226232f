/** What the operation pane shows of a step: one that is done, or one whose result is asked for. */
import type { Slot } from '../../../core/program.ts';
import type { Place, Scene } from '../../scene/scene.ts';
import type { LookaheadDetail } from '../../scene/view-options.ts';
import { typographic, UNKNOWN } from '../../terminal/format.ts';
import type { MarkedNumber } from '../../terminal/text.ts';

/** What is to be drawn of a step: its operands as far as they are known, and the result unless it is asked for. */
export interface Shown {
  readonly place: Place;
  /** Null where nothing is told. */
  readonly operands: readonly (MarkedNumber | null)[];
  readonly isNamed: boolean;
  /** Null for a result that is not known yet. */
  readonly result: MarkedNumber | null;
  /** What stands in the place of a result that is not known. */
  readonly guess: string;
}

/** Cells of a guess; a longer one stays in its prompt alone. */
const MOST_GUESS = 12;

/** A step that is done. */
export function done(scene: Scene, place: Place): Shown {
  const { operands, result } = scene.session.step(place.step);
  return {
    place,
    operands: operands.map(({ value }) => ({ value })),
    isNamed: true,
    result: { value: result.value, suffix: scene.resultSign(place.step) },
    guess: UNKNOWN,
  };
}

/**
 * The step that comes next, with as much as may be told of it. Its result never is.
 *
 * @param guess what is typed as its result; empty for nothing
 */
export function asked(scene: Scene, place: Place, ahead: LookaheadDetail, guess: string): Shown {
  const { operands } = scene.session.step(place.step);
  const numbers = operands.map(({ value }, index) => ({
    value,
    suffix: scene.sign(place.instruction.operands[index] as Slot),
  }));
  return {
    place,
    operands: ahead === 'numbers' ? numbers : numbers.map(() => null),
    isNamed: ahead !== 'nothing',
    result: null,
    guess: guess === '' || guess.length > MOST_GUESS ? UNKNOWN : typographic(guess),
  };
}
