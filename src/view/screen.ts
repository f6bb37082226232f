/** Composes the screen of a session from its panes, at exactly the given size. */

import { layoutOf, type PanelName, type PlacedPanel } from './layout.ts';
import { pictureNeeds } from './network/network-pane.ts';
import { picturePane } from './network/pictures.ts';
import { headerLine, type Trouble } from './panes/header.ts';
import { listingLines } from './panes/listing.ts';
import { operationPane } from './panes/operation/operation-pane.ts';
import type { PaneContent } from './panes/pane.ts';
import { messageLines } from './panes/prose.ts';
import { scrubberLine } from './panes/scrubber.ts';
import { stackLines } from './panes/stack.ts';
import { tapeLines } from './panes/tape.ts';
import { valuesPane } from './panes/values.ts';
import { watchLines } from './panes/watches.ts';
import type { Scene } from './scene/scene.ts';
import type { ViewOptions } from './scene/view-options.ts';
import { bodySize, hasRoomForMore, noteSize } from './screen-rows.ts';
import { hasSidePlot, sidePlotPane } from './side-plot.ts';
import { isLargeEnough } from './size-classes.ts';
import { panelLines, roomIn } from './terminal/panels.ts';
import { cut, fill, type Line, lineWidth, type Size, span, type Target } from './terminal/text.ts';

/** Draws a pane in the room inside its borders. `shown`: all panels of the screen. */
type PaneWriter = (
  scene: Scene,
  size: Size,
  looks: ViewOptions,
  shown: ReadonlySet<PanelName>,
) => PaneContent;

const writers: Readonly<Record<PanelName, PaneWriter>> = {
  picture: picturePane,
  operation: operationPane,
  tape: (scene, size, looks) => ({ lines: tapeLines(scene, size, looks) }),
  listing: (scene, size, { focus }) => ({
    title: [span('code', focus === 'listing' ? 'strong' : 'mute')],
    lines: listingLines(scene, size),
  }),
  values: (scene, size, looks, shown) =>
    valuesPane(scene, size, looks, !shown.has('stack') && !shown.has('watches')),
  stack: (scene, size, _looks, shown) => ({ lines: stackLines(scene, size, !shown.has('watches')) }),
  watches: (scene, size) => ({ lines: watchLines(scene, size) }),
  plot: sidePlotPane,
};

/**
 * The screen of a session at its cursor.
 *
 * @param id the name of the scenario, for the header
 * @param note lines to show above the scenario's note and the explanation of the step; null for none
 * @param footer the last line
 * @param trouble what the header says that is wrong with the scenario
 * @param columns the width of the panels; what is beside them is drawn by the caller
 * @returns `size.rows` lines of at most `size.columns` cells, or null if the size is smaller than the smallest layout
 */
export function sessionScreen(
  scene: Scene,
  id: string,
  size: Size,
  looks: ViewOptions,
  note: readonly Line[] | null,
  footer: Line,
  trouble: Trouble = { warnings: 0 },
  columns = size.columns,
): Line[] | null {
  if (!isLargeEnough(size)) return null;
  const room = noteSize(size, looks);
  const { lines: body, message } = bodyOf(scene, { ...size, columns }, looks);
  const said = note ?? [];
  const left = { columns: room.columns, rows: room.rows - said.length };
  const words = left.rows > 0 ? messageLines(scene, left, message, looks, hasRoomForMore(size, looks)) : [];
  const notes = [...said, ...words].map((line) => cut(line, size.columns));
  return [
    headerLine(scene, id, size.columns, trouble),
    ...body,
    ...fill(notes, room.rows),
    scrubberLine(scene, size.columns, looks.isPredicting),
    cut(footer, size.columns),
  ];
}

/** Where the panels are. The rows of their places begin below the header. */
export function panelsOf(scene: Scene, size: Size, looks: ViewOptions): PlacedPanel[] {
  return layoutOf(size, looks, pictureNeeds(scene, size, looks), hasSidePlot(scene, looks));
}

/** What a panel would show alone, in a room of a size. */
export function contentOf(scene: Scene, name: PanelName, size: Size, looks: ViewOptions): PaneContent {
  return writers[name](scene, size, looks, new Set([name]));
}

/** The sign of what is being computed, in the border of a panel with a title: a word where there is room for it. */
function oldMark(title: Line, { columns }: Size): Line {
  const word = [span('computing', 'accent')];
  return lineWidth([...title, ...word]) + BESIDE <= columns ? word : [span('…', 'accent')];
}

/** Columns of a border that titles and marks leave free: corners, blanks and the sign of the focus. */
const BESIDE = 10;

/** The panels, and why one of them has nothing to show; null if all have something. */
function bodyOf(scene: Scene, size: Size, looks: ViewOptions): { lines: Line[]; message: string | null } {
  const placed = panelsOf(scene, size, looks);
  const shown = new Set(placed.map(({ name }) => name));
  const panels = placed.map(({ name, place }) => {
    const isFocused = name === looks.focus;
    const content = writers[name](scene, roomIn(place), looks, shown);
    const { title = [span(name, isFocused ? 'strong' : 'mute')], shortTitle = title } = content;
    const target: Target = { kind: 'pane', pane: name };
    const { mark = content.isOld ? oldMark(title, place) : [] } = content;
    const aimed = (line: Line): Line => line.map((each) => ({ target, ...each }));
    return { ...content, title: aimed(title), shortTitle: aimed(shortTitle), mark, place, isFocused };
  });
  return {
    lines: panelLines(panels, bodySize(size, looks)),
    message: panels.find(({ message }) => message !== undefined)?.message ?? null,
  };
}
