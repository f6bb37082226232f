/** The table of pictures: a new one is an entry here, and a file of its own. */

import type { PictureName } from '../../scenario/format/picture-names.ts';
import { confusionPicture } from '../grids/confusion.ts';
import { sharesPicture } from '../grids/shares.ts';
import { windowPicture } from '../grids/window.ts';
import type { PaneContent } from '../panes/pane.ts';
import { contourPicture } from '../plots/contour.ts';
import { functionPicture } from '../plots/function.ts';
import { linePicture } from '../plots/line.ts';
import { lossPicture } from '../plots/loss.ts';
import { metricsPicture } from '../plots/metrics.ts';
import { hiddenInQuiz, isLack, type Lack, lackPane, OWN_KEY, type Picture } from '../plots/picture.ts';
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
    draw: (scene, size, { isPredicting }) => ({ lines: networkLines(scene, size, isPredicting) }),
  },
  weights: weightsPicture,
  gradients: gradientsPicture,
  activation: functionPicture,
  valley: valleyPicture,
  loss: lossPicture,
  surface: planePicture,
  metrics: metricsPicture,
  contour: contourPicture,
  line: linePicture,
  shares: sharesPicture,
  window: windowPicture,
  confusion: confusionPicture,
};

/** The picture with a name, as a scenario's file and the tabs have it. */
export function pictureNamed(name: PictureName): TopPaneContent {
  return topPaneContents.find((each) => pictures[each].tab === name) ?? 'network';
}

/**
 * The picture that a key shows: of several with this key, in turns, those that the scenario has.
 *
 * @param shown the picture that is shown now
 */
export function pictureOfKey(scene: Scene, key: string, shown: TopPaneContent): TopPaneContent {
  const own = topPaneContents.filter((each) => pictures[each].key === key);
  const had = own.filter((each) => pictures[each].lack(scene) === null);
  const turns = had.length > 0 ? had : own;
  const at = turns.indexOf(shown);
  const first = turns.find((each) => pictures[each].tab === scene.session.scenario.picture) ?? turns[0];
  return (at < 0 ? first : turns[(at + 1) % turns.length]) as TopPaneContent;
}

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

/**
 * The tabs: the pictures of the scenario and the one that is shown. Without room for all names, those that only some
 * scenarios have are keys alone; without room for the others, only the name of the picture that is shown is written.
 */
function tabs(scene: Scene, shown: TopPaneContent, columns: number): Line {
  const has = new Set([...picturesOf(scene), shown]);
  const named = topPaneContents.filter((name) => has.has(name));
  const line = (isWritten: (name: TopPaneContent) => boolean): Line => {
    const written = new Set(named.filter((name) => name === shown || isWritten(name)));
    const keys = new Set([...written].map((name) => pictures[name].key));
    // A key stands once, unless it has several names.
    const listed = named.filter((name) => {
      const { key } = pictures[name];
      const isNew = written.has(name) || !keys.has(key);
      keys.add(key);
      return isNew;
    });
    return listed.flatMap((name, index): Span[] => {
      const { key, tab } = pictures[name];
      const target: Target = { kind: 'key', key };
      const tone = name === shown ? 'strong' : 'ahead';
      const text = { ...span(written.has(name) ? `${key} ${tab}` : key, tone), target };
      return index === 0 ? [text] : [span('  '), text];
    });
  };
  const ways = [line(() => true), line((name) => pictures[name].key !== OWN_KEY)];
  return ways.find((way) => lineWidth(way) <= columns - BESIDE_TITLE) ?? line(() => false);
}
