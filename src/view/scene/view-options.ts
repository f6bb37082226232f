/** The view options: what the screen shows, and which pane has the focus. The selection belongs to the Debugger. */
import type { PictureName } from '../../scenario/format/picture-names.ts';

/** How much each step is explained. */
export const wordLevels = ['short', 'full', 'none'] as const;
export type WordLevel = (typeof wordLevels)[number];

/** Panes that can have the focus; the keys up and down act on the pane with the focus. */
export const panes = ['tape', 'listing', 'values', 'stack', 'watches', 'picture'] as const;
export type Pane = (typeof panes)[number];

/** What a pane is called on the screen. */
export function paneName(pane: Pane): string {
  if (pane === 'picture') return 'view';
  return pane === 'listing' ? 'code' : pane;
}

/** Parts of the screen that can be hidden. `side` is all panes on the right: values, stack, watches. */
export const areas = ['picture', 'operation', 'tape', 'side', 'words'] as const;
export type Area = (typeof areas)[number];

/** Whether any part besides the explanations is still shown when these are hidden. */
export function hasSomething(hidden: readonly Area[]): boolean {
  return areas.some((area) => area !== 'words' && !hidden.includes(area));
}

/** How much is shown of a step ahead: only the name of its result, its operands too, or also their numbers. */
export type LookaheadDetail = 'nothing' | 'names' | 'numbers';

export interface ViewOptions {
  /** The pane with the focus. */
  readonly focus: Pane;
  readonly picture: PictureName;
  /** Whether the listing is shown: beside the tape, or instead of it if there is no room for both. */
  readonly hasListing: boolean;
  /** The pane that is zoomed; null shows all panes. */
  readonly zoom: Pane | null;
  readonly hidden: readonly Area[];
  /** Shows the operation in large letters and little else, for a projector. */
  readonly isLarge: boolean;
  readonly ahead: LookaheadDetail;
  /** Whether the quiz is on. Then the top pane must not show what would give a result away. */
  readonly isPredicting: boolean;
  /** Whether the result of the next step is being asked for: the operation pane shows that step. */
  readonly isAsking: boolean;
  /** What is typed as that result so far; empty for nothing. */
  readonly guess: string;
  /** Whether the front end can draw half blocks (`▀`). In ASCII it cannot. */
  readonly hasHalfBlocks: boolean;
  /** Whether keys of the session can be pressed, so that hints may name them: not while a list is open. */
  readonly hasKeys: boolean;
  /** Whether a message says that this is the end of the run. */
  readonly isEndTold: boolean;
  readonly words: WordLevel;
}

/** The panes that are shown if none is zoomed, in the order of `panes`. */
export function panesShown({ hidden, hasListing, isLarge }: ViewOptions, hasWatches: boolean): Pane[] {
  const isSide = !isLarge && !hidden.includes('side');
  const isLower = !isLarge && !hidden.includes('tape');
  const isListing = isLarge || !hidden.includes('tape');
  const isThere: Readonly<Record<Pane, boolean>> = {
    tape: isLower,
    listing: isListing && hasListing,
    values: isSide,
    stack: isSide,
    watches: isSide && hasWatches,
    picture: isLarge ? !hasListing : !hidden.includes('picture'),
  };
  return panes.filter((pane) => isThere[pane]);
}

/**
 * Valid view options: an empty watches pane is not zoomed, and the focus is on the zoomed pane, otherwise on a pane
 * that is shown.
 */
export function validated(looks: ViewOptions, hasWatches: boolean): ViewOptions {
  const shown = panesShown(looks, hasWatches);
  const zoom = looks.zoom === 'watches' && !hasWatches ? null : looks.zoom;
  const focus = zoom ?? (shown.includes(looks.focus) ? looks.focus : (shown[0] ?? 'picture'));
  return { ...looks, zoom, focus };
}

export const defaultViewOptions: ViewOptions = {
  focus: 'tape',
  picture: 'network',
  hasListing: false,
  zoom: null,
  hidden: [],
  isLarge: false,
  ahead: 'numbers',
  isPredicting: false,
  isAsking: false,
  guess: '',
  hasHalfBlocks: true,
  hasKeys: true,
  isEndTold: false,
  words: 'short',
};
