/** What fingers, the mouse and its wheel mean. */

/** How far a finger moves for a swipe, in pixels of CSS; less is a click. */
const SWIPE = 32;
const STILL = 6;
/** How far the wheel turns for one row or step, in pixels. */
const NOTCH = 60;
const LINE = 20;

/** What a finger or the mouse has done between its press and its release; null for nothing. */
export function gestureOf(
  x: number,
  y: number,
  isFinger: boolean,
): 'click' | 'left' | 'right' | 'up' | 'down' | null {
  const [across, down] = [Math.abs(x), Math.abs(y)];
  if (Math.max(across, down) <= STILL) return 'click';
  if (!isFinger || Math.max(across, down) < SWIPE) return null;
  if (across > down) return x < 0 ? 'left' : 'right';
  return y < 0 ? 'up' : 'down';
}

/** Turns of the wheel, however small each report is. */
export class Wheel {
  #turned = 0;

  /** How many notches the wheel has gone since the last one; negative for up. */
  turn(by: number, isLines: boolean): number {
    const pixels = isLines ? by * LINE : by;
    if (Math.sign(pixels) !== Math.sign(this.#turned)) this.#turned = 0;
    this.#turned += pixels;
    const notches = Math.trunc(this.#turned / NOTCH);
    this.#turned -= notches * NOTCH;
    return notches;
  }
}
