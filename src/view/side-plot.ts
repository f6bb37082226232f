/** The picture beside the network on a wide screen: the one that belongs to the scenario. */

import { confusionPane, confusionPicture } from './grids/confusion.ts';
import { sharesPane, sharesPicture } from './grids/shares.ts';
import type { PaneContent } from './panes/pane.ts';
import { contourPane, contourPicture } from './plots/contour.ts';
import { linePane, linePicture, lineTitle } from './plots/line.ts';
import { lossPane, lossPicture, lossTitle } from './plots/loss.ts';
import { hiddenInQuiz, isLack, type Lack, lackPane, type Picture } from './plots/picture.ts';
import { planePane, planePicture, planeTitle } from './plots/plane.ts';
import { valleyPane, valleyPicture } from './plots/valley.ts';
import type { Scene } from './scene/scene.ts';
import type { TopPaneContent, ViewOptions } from './scene/view-options.ts';
import { type Line, type Size, span } from './terminal/text.ts';

interface SidePlot {
  /** The picture that it is; it is not shown twice. */
  readonly name: TopPaneContent;
  readonly picture: Picture;
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
  ({ tab }: Picture) =>
  ({ session }: Scene) =>
    session.scenario.picture === tab;

/** In the order in which they are chosen. */
const plots: readonly SidePlot[] = [
  {
    name: 'contour',
    picture: contourPicture,
    suits: isOwn(contourPicture),
    title: () => [span('contour', 'mute')],
    draw: (scene, size) => contourPane(scene, size, false),
  },
  {
    name: 'line',
    picture: linePicture,
    suits: isOwn(linePicture),
    title: lineTitle,
    draw: (scene, size) => linePane(scene, size, false),
  },
  {
    name: 'shares',
    picture: sharesPicture,
    suits: isOwn(sharesPicture),
    title: () => [span('shares', 'mute')],
    draw: (scene, size) => sharesPane(scene, size, false),
  },
  {
    name: 'confusion',
    picture: confusionPicture,
    suits: isOwn(confusionPicture),
    title: () => [span('confusion', 'mute')],
    draw: (scene, size) => confusionPane(scene, size, false),
  },
  {
    name: 'surface',
    picture: planePicture,
    suits: ({ engine }) => engine.run.data.length >= PLANE_EXAMPLES,
    title: planeTitle,
    draw: (scene, size) => planePane(scene, size, true),
  },
  {
    name: 'valley',
    picture: valleyPicture,
    suits: ({ engine }) => engine.run.parameters.length <= VALLEY_WEIGHTS,
    title: () => [span('valley', 'mute')],
    draw: (scene, size) => valleyPane(scene, size, false),
  },
  {
    name: 'loss',
    picture: lossPicture,
    suits: () => true,
    title: lossTitle,
    draw: (scene, size) => lossPane(scene, size, false),
  },
];

/** The first that suits the scenario and is not the picture beside it; it does not depend on the step. */
function sidePlot(scene: Scene, { picture }: ViewOptions): SidePlot | null {
  const had = plots.filter((plot) => plot.name !== picture && plot.picture.lack(scene) === null);
  return had.find((plot) => plot.suits(scene)) ?? had[0] ?? null;
}

/** Whether the scenario has a plot to show beside the network. */
export function hasSidePlot(scene: Scene, looks: ViewOptions): boolean {
  return sidePlot(scene, looks) !== null;
}

export function sidePlotPane(scene: Scene, size: Size, looks: ViewOptions): PaneContent {
  const plot = sidePlot(scene, looks);
  if (!plot) return { lines: [] };
  const isHidden = looks.isPredicting && plot.picture.isTelling === true;
  const drawn = isHidden ? hiddenInQuiz() : plot.draw(scene, size, looks);
  const content = isLack(drawn) ? lackPane(drawn, size) : drawn;
  // What the picture in the large panel lacks is said below; this one has its words in itself.
  const { message: _message, ...shown } = content;
  return { title: plot.title(scene), ...shown };
}
