/** Clicks, the wheel, and fingers: a swipe to the left is a step forward, to the right a step back. */
import type { Pointing } from '../app/pointing.ts';
import { gestureOf, Wheel } from './keys.ts';

interface Pointed {
  readonly cellAt: (x: number, y: number) => { column: number; row: number } | null;
  readonly press: (key: string) => void;
  readonly point: (pointing: Pointing) => void;
  /** Whether the wheel and fingers move here, and not the page around. */
  readonly isOwn: () => boolean;
}

/** Listens to the screen. */
export function listenToPointer(screen: HTMLElement, { cellAt, press, point, isOwn }: Pointed): void {
  let begun: PointerEvent | null = null;
  const wheelAt = (x: number, y: number, by: number) => {
    const place = cellAt(x, y);
    for (let notch = 0; place && notch < Math.abs(by); notch++)
      point({ ...place, kind: 'wheel', by: by < 0 ? -1 : 1 });
  };
  screen.addEventListener('pointerdown', (event) => {
    begun = event.isPrimary && event.button === 0 ? event : null;
  });
  screen.addEventListener('pointercancel', () => {
    begun = null;
  });
  screen.addEventListener('pointerup', (event) => {
    if (!begun) return;
    const { clientX: x, clientY: y, timeStamp } = begun;
    begun = null;
    const isFinger = event.pointerType !== 'mouse';
    const gesture = gestureOf(event.clientX - x, event.clientY - y, isFinger, event.timeStamp - timeStamp);
    const place = cellAt(x, y);
    if (gesture === 'click' && place) point({ ...place, kind: 'click' });
    else if (gesture === 'left') press('right');
    else if (gesture === 'right') press('left');
    else if (gesture === 'up' || gesture === 'down') wheelAt(x, y, gesture === 'up' ? 1 : -1);
  });
  const wheel = new Wheel();
  screen.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || !isOwn()) return;
      event.preventDefault();
      wheelAt(event.clientX, event.clientY, wheel.turn(event.deltaY, event.deltaMode === 1));
    },
    { passive: false },
  );
}
