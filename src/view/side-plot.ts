/** The picture beside the network on a wide screen: the one that belongs to the scenario. */

import { memoizeLast } from '../core/memo.ts';
import type { PictureName } from '../scenario/format/picture-names.ts';
import { confusionPane } from './grids/confusion.ts';
import { sharesPane } from './grids/shares.ts';
import { pictures, picturesOf } from './network/pictures.ts';
import type { PaneContent } from './panes/pane.ts';
import { contourPane } from './plots/contour.ts';
import { linePane, lineTitle } from './plots/line.ts';
import { lossPane } from './plots/loss.ts';
import { hiddenInQuiz, isLack, type Lack, lackPane } from './plots/picture.ts';
import { planeTitle } from './plots/plane.ts';
import { valleyPane } from './plots/valley.ts';
import type { Scene } from './scene/scene.ts';
import type { ViewOptions } from './scene/view-options.ts';
import { type Line, type Size, span } from './terminal/text.ts';

interface SidePlot {
  /** The picture that it is; it is not shown twice. */
  readonly name: PictureName;
  /** Whether it tells the most about a scenario that has it, of those in the list from here on. */
  readonly suits: (scene: Scene) => boolean;
  readonly title: (scene: Scene) => Line;
  readonly draw: (scene: Scene, size: Size, looks: ViewOptions) => PaneContent | Lack;
}

/** A plane with fewer examples says less than the loss; a valley with more weights shows too little of them. */
const PLANE_EXAMPLES = 8;
const VALLEY_WEIGHTS = 8;

/** Whether the scenario opens with a picture: then it is the one that it is about. */
const isOwn =
  (name: PictureName) =>
  ({ session }: Scene) =>
    session.scenario.picture === name;

/** In the order in which they are chosen. */
const plots: readonly SidePlot[] = [
  {
    name: 'contour',
    suits: isOwn('contour'),
    title: () => [span('contour', 'mute')],
    draw: (scene, size) => contourPane(scene, size, false),
  },
  {
    name: 'line',
    suits: isOwn('line'),
    title: lineTitle,
    draw: (scene, size) => linePane(scene, size, false),
  },
  {
    name: 'shares',
    suits: isOwn('shares'),
    title: () => [span('shares', 'mute')],
    draw: (scene, size) => sharesPane(scene, size, false),
  },
  {
    name: 'confusion',
    suits: isOwn('confusion'),
    title: () => [span('confusion', 'mute')],
    draw: (scene, size) => confusionPane(scene, size, false),
  },
  {
    name: 'plane',
    suits: ({ engine }) => engine.run.data.length >= PLANE_EXAMPLES,
    title: planeTitle,
    draw: pictures.plane.draw,
  },
  {
    name: 'valley',
    suits: ({ engine }) => engine.run.parameters.length <= VALLEY_WEIGHTS,
    title: () => [span('valley', 'mute')],
    draw: (scene, size) => valleyPane(scene, size, false),
  },
  {
    name: 'loss',
    suits: () => true,
    title: () => [span('loss', 'mute')],
    draw: (scene, size) => lossPane(scene, size, false),
  },
];

const latest = memoizeLast<SidePlot | null>();

/** The first that suits the scenario and is not the picture beside it; it does not depend on the step. */
function sidePlot(scene: Scene, { picture }: ViewOptions): SidePlot | null {
  return latest(scene, [picture], () => {
    const had = plots.filter(({ name }) => name !== picture && picturesOf(scene).includes(name));
    return had.find((plot) => plot.suits(scene)) ?? had[0] ?? null;
  });
}

/** Whether the scenario has a plot to show beside the network. */
export function hasSidePlot(scene: Scene, looks: ViewOptions): boolean {
  return sidePlot(scene, looks) !== null;
}

export function sidePlotPane(scene: Scene, size: Size, looks: ViewOptions): PaneContent {
  const plot = sidePlot(scene, looks);
  if (!plot) return { lines: [] };
  const isHidden = looks.isPredicting && pictures[plot.name].isTelling === true;
  const drawn = isHidden ? hiddenInQuiz() : plot.draw(scene, size, looks);
  const content = isLack(drawn) ? lackPane(drawn, size) : drawn;
  // What the picture in the large panel lacks is said below; this one has its words in itself.
  const { message: _message, ...shown } = content;
  return { title: plot.title(scene), ...shown };
}
