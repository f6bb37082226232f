/** What is shown on the screen, and which pane has the arrows. What is selected in it is the Debugger's. */

/** The plots that the place at the top can show. */
export const plotNames = ['activation', 'valley', 'loss', 'surface', 'metrics'] as const;
export type PlotName = (typeof plotNames)[number];

/** How much is said of each step. */
export const wordLevels = ['short', 'full', 'none'] as const;
export type WordLevel = (typeof wordLevels)[number];

/** What the place at the top can show. */
export const pictures = ['network', 'weights', 'gradients', ...plotNames] as const;
export type Picture = (typeof pictures)[number];

/** Panes that up and down can belong to. */
export const panes = ['tape', 'listing', 'values', 'stack', 'watches', 'picture'] as const;
export type Pane = (typeof panes)[number];

/** What can be left out, so that the rest has its room. `side` is all that stands beside the tape. */
export const areas = ['picture', 'operation', 'tape', 'side', 'words'] as const;
export type Area = (typeof areas)[number];

/** Whether anything but words is left when these are hidden. */
export function hasSomething(hidden: readonly Area[]): boolean {
  return areas.some((area) => area !== 'words' && !hidden.includes(area));
}

/** How much is told of a step that has not been done: its name, with its operands' names, with their numbers. */
export type Ahead = 'nothing' | 'names' | 'numbers';

export interface Looks {
  /** The pane that up and down belong to. */
  readonly focus: Pane;
  readonly picture: Picture;
  /** Whether the listing stands beside the tape, or where there is no room for both in its place. */
  readonly hasListing: boolean;
  /** The pane that has the screen to itself; null shows all. */
  readonly zoom: Pane | null;
  readonly hidden: readonly Area[];
  /** For a room: the operation in large letters, and little else. */
  readonly isLarge: boolean;
  readonly ahead: Ahead;
  /** Whether results are asked for: then pictures must not give them away either. */
  readonly isPredicting: boolean;
  /** How much is said of each step. */
  readonly words: WordLevel;
}

/** The panes that are on the screen; a pane that is zoomed has it to itself. */
export function panesShown({ hidden, hasListing, isLarge }: Looks, hasWatches: boolean): Pane[] {
  const isSide = !isLarge && !hidden.includes('side');
  const isLower = !isLarge && !hidden.includes('tape');
  const isThere: Readonly<Record<Pane, boolean>> = {
    tape: isLower,
    listing: isLower && hasListing,
    values: isSide,
    stack: isSide,
    watches: isSide && hasWatches,
    picture: isLarge || !hidden.includes('picture'),
  };
  return panes.filter((pane) => isThere[pane]);
}

/** The looks as they can be: the focus goes to a pane that is there, and nothing empty is zoomed. */
export function settled(looks: Looks, hasWatches: boolean): Looks {
  const shown = panesShown(looks, hasWatches);
  const zoom = looks.zoom === 'watches' && !hasWatches ? null : looks.zoom;
  const focus = zoom ?? (shown.includes(looks.focus) ? looks.focus : (shown[0] ?? 'picture'));
  return { ...looks, zoom, focus };
}

export const nothingSelected: Looks = {
  focus: 'tape',
  picture: 'network',
  hasListing: false,
  zoom: null,
  hidden: [],
  isLarge: false,
  ahead: 'numbers',
  isPredicting: false,
  words: 'short',
};
