/** Choosing a scenario in the menu. */
import { matchesOf } from '../state/catalogue.ts';
import type { Transition } from '../state/transition.ts';
import { open } from './opening.ts';

/** Moves the highlight by `by` entries, and wraps around at the ends. */
export function highlight(transition: Transition, by: number): void {
  const { length } = matchesOf(transition.state);
  const { highlighted } = transition.state;
  if (length > 0) transition.set({ highlighted: (highlighted + by + length) % length });
}

/** Moves the highlight by `by` entries, which may be infinite, and stops at the ends. */
export function leap(transition: Transition, by: number): void {
  const last = Math.max(0, matchesOf(transition.state).length - 1);
  transition.set({ highlighted: Math.max(0, Math.min(last, transition.state.highlighted + by)) });
}

/** Opens the highlighted scenario. */
export function choose(transition: Transition): void {
  const entry = matchesOf(transition.state)[transition.state.highlighted];
  if (entry) open(transition, entry);
}

export function setFilter(transition: Transition, filter: string): void {
  transition.set({ filter, highlighted: 0 });
}
