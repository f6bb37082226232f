/** The table of pictures: a new one is an entry here, and a file of its own. */

import type { PaneContent } from '../panes/pane.ts';
import { functionPicture } from '../plots/function.ts';
import { lossPicture } from '../plots/loss.ts';
import { metricsPicture } from '../plots/metrics.ts';
import { hiddenInQuiz, isLack, type Lack, lackPane, type Picture } from '../plots/picture.ts';
import { planePicture } from '../plots/plane.ts';
import { valleyPicture } from '../plots/valley.ts';
import type { Scene } from '../scene/scene.ts';
import { type TopPaneContent, topPaneContents, type ViewOptions } from '../scene/view-options.ts';
import { type Line, lineWidth, type Size, type Span, span, type Target } from '../terminal/text.ts';
import { networkLines } from './drawing.ts';
import { gradientsPicture, weightsPicture } from './matrix.ts';

/** The key 8 belongs to the code. */
export const pictures: Readonly<Record<TopPaneContent, Picture>> = {
  network: {
    key: '1',
    tab: 'network',
    name: 'the network',
    lack: () => null,
    draw: (scene, size) => ({ lines: networkLines(scene, size) }),
  },
  weights: weightsPicture,
  gradients: gradientsPicture,
  activation: functionPicture,
  valley: valleyPicture,
  loss: lossPicture,
  surface: planePicture,
  metrics: metricsPicture,
};

/** The pictures that a scenario has, in the order of their keys. */
export function picturesOf(scene: Scene): TopPaneContent[] {
  return topPaneContents.filter((name) => pictures[name].lack(scene) === null);
}

/** The panel with the picture: the one that is chosen, or what it needs. */
export function picturePane(scene: Scene, size: Size, looks: ViewOptions): PaneContent {
  const drawn = draw(scene, size, looks);
  const content = isLack(drawn) ? lackPane(drawn, size) : drawn;
  return { ...content, title: tabs(scene, looks.picture, size.columns) };
}

function draw(scene: Scene, size: Size, looks: ViewOptions): PaneContent | Lack {
  const picture = pictures[looks.picture];
  const lack = picture.lack(scene);
  if (lack) return lack;
  return looks.isPredicting && picture.isTelling ? hiddenInQuiz() : picture.draw(scene, size, looks);
}

/** Columns that the border of a panel takes from its title: its signs and blanks, and `▸` when it has the focus. */
const BESIDE_TITLE = 3;

/** The tabs: the pictures of the scenario and the one that is shown. Without room for all names, only its name. */
function tabs(scene: Scene, shown: TopPaneContent, columns: number): Line {
  const has = new Set([...picturesOf(scene), shown]);
  const named = topPaneContents.filter((name) => has.has(name));
  const line = (isWritten: (name: TopPaneContent) => boolean): Line =>
    named.flatMap((name, index): Span[] => {
      const { key, tab } = pictures[name];
      const target: Target = { kind: 'key', key };
      const tone = name === shown ? 'strong' : 'ahead';
      const text = { ...span(isWritten(name) ? `${key} ${tab}` : key, tone), target };
      return index === 0 ? [text] : [span('  '), text];
    });
  const full = line(() => true);
  return lineWidth(full) <= columns - BESIDE_TITLE ? full : line((name) => name === shown);
}
