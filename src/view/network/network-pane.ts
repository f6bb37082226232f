/** The picture at the top of the screen: the network, a layer's weights or gradients, a plot. */
import { t } from '../../i18n/translate.ts';
import { usefulRows } from '../diagram/geometry.ts';
import { plotLines, plotMessage } from '../plots/plots.ts';
import type { Scene } from '../scene/scene.ts';
import { type Looks, type Picture, type PlotName, plotNames } from '../scene/view-options.ts';
import { type Line, pad, type Size, span } from '../terminal/text.ts';
import { networkLines } from './drawing.ts';
import { matrixLines } from './matrix.ts';

/** From this width on another picture stands beside the network, and not in its place. */
const ROOMY = 90;
/** A network of more nodes in a column needs the width for itself. */
const MOST_BESIDE = 6;
/** What the network keeps of the width there: its values are longer than a plot's. */
const NETWORK_SHARE = 0.58;
/** A plot is not made better by more rows. */
const PLOT_ROWS = 18;

/** Rows that the picture can make use of. */
export function usefulPictureRows(scene: Scene, { picture }: Looks): number {
  const rows = usefulRows(scene.network);
  return picture === 'network' ? rows : Math.max(rows, PLOT_ROWS);
}

export function pictureLines(scene: Scene, size: Size, looks: Looks): Line[] {
  const { picture } = looks;
  if (picture === 'network') return networkLines(scene, size);
  const tallest = Math.max(...scene.network.columns.map((column) => column.length));
  // The metrics have their values beside them, and need the width.
  if (size.columns < ROOMY || tallest > MOST_BESIDE || picture === 'metrics') {
    const { columns, rows } = size;
    const lines = otherLines(scene, picture, { columns: columns - 1, rows });
    return lines.map((line) => [span(' '), ...line]);
  }
  const left = Math.floor(size.columns * NETWORK_SHARE);
  const network = networkLines(scene, { columns: left, rows: size.rows });
  const other = otherLines(scene, picture, { columns: size.columns - left - 2, rows: size.rows });
  return Array.from(
    { length: size.rows },
    (_, row): Line => [...pad(network[row] ?? [], left), span('┆ ', 'dim'), ...(other[row] ?? [])],
  );
}

function otherLines(scene: Scene, picture: Exclude<Picture, 'network'>, size: Size): Line[] {
  return picture === 'weights' || picture === 'gradients'
    ? matrixLines(scene, null, picture, size)
    : plotLines(scene, picture, weightOf(scene), size);
}

/** What is selected among the values, where it is a weight or a bias. */
function weightOf({ session, debug }: Scene): string | null {
  const { address } = debug.selection;
  if (address === null) return null;
  const { run } = session.engine;
  const isParameter = session.values.slotsOf(address).some((slot) => run.parameters.includes(slot));
  return isParameter ? address : null;
}

/** Pictures that compute more than the steps have told. */
const telling: readonly Picture[] = ['valley', 'surface', 'metrics'];

/** Why the picture shows nothing; null where it shows something. */
export function pictureMessage(scene: Scene, { picture, isPredicting }: Looks): string | null {
  if (isPredicting && telling.includes(picture))
    return t`This view would give away the answer: it comes back when the quiz is over.`;
  return isPlot(picture) ? plotMessage(scene, picture, weightOf(scene)) : null;
}

function isPlot(picture: Picture): picture is PlotName {
  return plotNames.some((name) => name === picture);
}
