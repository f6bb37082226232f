/** The top pane: the network, a layer's weights or gradients, or a plot. */
import { t } from '../../i18n/translate.ts';
import { tallest } from '../diagram/diagram.ts';
import type { PaneContent, PictureNeeds } from '../panes/pane.ts';
import { plotLines, plotMessage } from '../plots/plots.ts';
import type { Scene } from '../scene/scene.ts';
import { type PlotName, plotNames, type TopPaneContent, type ViewOptions } from '../scene/view-options.ts';
import { type Line, pad, type Size, span } from '../terminal/text.ts';
import { drawingNeeds, networkLines } from './drawing.ts';
import { matrixLines } from './matrix.ts';

/** From this width on, a plot or matrix is shown beside the network; in narrower panes it replaces the network. */
const ROOMY = 90;
/** A network with more nodes in a column is not shown beside a plot or matrix. */
const MOST_BESIDE = 6;
/** The fraction of the width that the network gets beside a plot or matrix. Its texts need more room. */
const NETWORK_SHARE = 0.58;
/** More rows than this do not make a plot clearer. */
const PLOT_ROWS = 18;

/** What the drawing of the network needs to be as clear as it can be at a size of the screen. */
export function pictureNeeds(scene: Scene, size: Size, { picture }: ViewOptions): PictureNeeds {
  const needs = drawingNeeds(scene, size);
  return { ...needs, rows: picture === 'network' ? needs.rows : Math.max(needs.rows, PLOT_ROWS) };
}

/** The pane with the picture: the network or what is shown in its place. */
export function picturePane(scene: Scene, size: Size, looks: ViewOptions): PaneContent {
  // A plot that has nothing to show is replaced by the network; the text at the bottom says why.
  const seen: ViewOptions = topPaneMessage(scene, looks) === null ? looks : { ...looks, picture: 'network' };
  return { title: [span(looks.picture, 'mute')], lines: topPaneLines(scene, size, seen) };
}

/** The content of the top pane at the cursor: at most `size.rows` lines of at most `size.columns` cells. */
function topPaneLines(scene: Scene, size: Size, looks: ViewOptions): Line[] {
  const { picture } = looks;
  if (picture === 'network') return networkLines(scene, size);
  // The metrics have captions beside their plots and need the whole width.
  if (size.columns < ROOMY || tallest(scene.network) > MOST_BESIDE || picture === 'metrics') {
    const { columns, rows } = size;
    const lines = otherLines(scene, picture, { columns: columns - 1, rows });
    return lines.map((line) => [span(' '), ...line]);
  }
  const left = Math.floor(size.columns * NETWORK_SHARE);
  const network = networkLines(scene, { columns: left, rows: size.rows });
  const other = otherLines(scene, picture, { columns: size.columns - left - 2, rows: size.rows });
  return Array.from(
    { length: size.rows },
    (_, row): Line => [...pad(network[row] ?? [], left), span('┆ ', 'mute'), ...(other[row] ?? [])],
  );
}

function otherLines(scene: Scene, picture: Exclude<TopPaneContent, 'network'>, size: Size): Line[] {
  return picture === 'weights' || picture === 'gradients'
    ? matrixLines(scene, null, picture, size)
    : plotLines(scene, picture, weightOf(scene), size);
}

/** The selected value if it is a weight or a bias; otherwise null. */
function weightOf({ session, debug }: Scene): string | null {
  const { address } = debug.selection;
  if (address === null) return null;
  const { run } = session.engine;
  const isParameter = session.values.slotsOf(address).some((slot) => run.parameters.includes(slot));
  return isParameter ? address : null;
}

/** Contents that are computed beyond the steps done so far, so that they would give answers of the quiz away. */
const telling: readonly TopPaneContent[] = ['valley', 'surface', 'metrics'];

/** Why the top pane has nothing to show, in the current language; null if it has something. */
export function topPaneMessage(scene: Scene, { picture, isPredicting }: ViewOptions): string | null {
  if (isPredicting && telling.includes(picture))
    return t`This view would give away the answer: it comes back when the quiz is over.`;
  return isPlot(picture) ? plotMessage(scene, picture, weightOf(scene)) : null;
}

function isPlot(picture: TopPaneContent): picture is PlotName {
  return plotNames.some((name) => name === picture);
}
