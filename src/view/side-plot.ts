/** The picture beside the network on a wide screen: the one that belongs to the scenario. */

import { decisionSurface } from '../analysis/curves/decision-surface.ts';
import { memoize } from '../core/memo.ts';
import type { PictureName } from '../scenario/format/picture-names.ts';
import { confusionPane } from './grids/confusion.ts';
import { sharesPane } from './grids/shares.ts';
import { pictures, picturesOf } from './network/pictures.ts';
import type { PaneContent } from './panes/pane.ts';
import { contourPane, contourTitle } from './plots/contour.ts';
import { linePane, lineTitle } from './plots/line.ts';
import { lossPane, lossTitle, shortLossTitle } from './plots/loss.ts';
import { hiddenInQuiz, isLack, type Lack, lackPane } from './plots/picture.ts';
import { planePane, planeTitle, shortPlaneTitle } from './plots/plane.ts';
import { valleyPane } from './plots/valley.ts';
import type { Scene } from './scene/scene.ts';
import type { ViewOptions } from './scene/view-options.ts';
import { type Line, type Size, span } from './terminal/text.ts';

interface SidePlot {
  /** The picture that it is; it is not shown twice. */
  readonly name: PictureName;
  /**
   * Whether it tells the most about a scenario that has it, of those in the list from here on; never without this. The
   * picture that a scenario opens with comes before all others.
   */
  readonly suits?: (scene: Scene) => boolean;
  readonly title: (scene: Scene) => Line;
  /** What stands in the border where it has no room for the title. */
  readonly shortTitle?: (scene: Scene) => Line;
  readonly draw: (scene: Scene, size: Size, looks: ViewOptions) => PaneContent | Lack;
}

/** A plane with fewer examples says less than the loss, unless they are of two classes. */
const PLANE_EXAMPLES = 8;
/** A valley with more weights shows too little of them. */
const VALLEY_WEIGHTS = 8;

/** In the order in which they are chosen. */
const plots: readonly SidePlot[] = [
  {
    name: 'contour',
    title: contourTitle,
    draw: (scene, size) => contourPane(scene, size, false),
  },
  {
    name: 'line',
    title: lineTitle,
    draw: (scene, size) => linePane(scene, size, false),
  },
  {
    name: 'shares',
    title: () => [span('shares', 'mute')],
    draw: (scene, size, looks) => sharesPane(scene, size, looks, false),
  },
  {
    name: 'confusion',
    title: () => [span('confusion', 'mute')],
    draw: (scene, size) => confusionPane(scene, size, false),
  },
  {
    name: 'plane',
    suits: ({ engine, session }) =>
      engine.run.data.length >= PLANE_EXAMPLES || decisionSurface(session)?.isOfClasses === true,
    title: planeTitle,
    shortTitle: shortPlaneTitle,
    draw: (scene, size) => planePane(scene, size, true),
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
    title: lossTitle,
    shortTitle: () => shortLossTitle,
    draw: (scene, size) => lossPane(scene, size, false),
  },
];

/** The plots of a scenario, the one that tells the most first. They do not depend on the step. */
const rankedFor = memoize(
  (scene: Scene) => scene,
  (scene): readonly SidePlot[] => {
    const had = plots.filter(({ name }) => picturesOf(scene).includes(name));
    const rank = (plot: SidePlot) =>
      plot.name === scene.session.scenario.picture ? 0 : plot.suits?.(scene) === true ? 1 : 2;
    return had.toSorted((a, b) => rank(a) - rank(b));
  },
);

/** The first that is not the picture beside it. */
function sidePlot(scene: Scene, { picture }: ViewOptions): SidePlot | null {
  return rankedFor(scene).find(({ name }) => name !== picture) ?? null;
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
  const shortTitle = plot.shortTitle?.(scene);
  return { title: plot.title(scene), ...(shortTitle && { shortTitle }), ...shown };
}
