/** The table of pictures: a new one is an entry here, and a file of its own. */

import { memoize } from '../../core/memo.ts';
import { keySign } from '../../keys/bindings.ts';
import { allPictures, type PictureName } from '../../scenario/format/picture-names.ts';
import { possiblePictures } from '../../scenario/pictures/possible.ts';
import { confusionPicture } from '../grids/confusion.ts';
import { sharesPicture } from '../grids/shares.ts';
import { windowPicture } from '../grids/window.ts';
import { gradientsPicture, weightsPicture } from '../matrix/matrix.ts';
import type { PaneContent } from '../panes/pane.ts';
import { contourPicture } from '../plots/contour.ts';
import { curvePicture } from '../plots/curve.ts';
import { functionPicture } from '../plots/function.ts';
import { linePicture } from '../plots/line.ts';
import { lossPicture } from '../plots/loss.ts';
import { metricsPicture } from '../plots/metrics.ts';
import { hiddenInQuiz, isLack, type Lack, lackPane, type Picture } from '../plots/picture.ts';
import { planePicture } from '../plots/plane.ts';
import { valleyPicture } from '../plots/valley.ts';
import type { Scene } from '../scene/scene.ts';
import type { ViewOptions } from '../scene/view-options.ts';
import { type Line, lineWidth, type Size, type Span, span } from '../terminal/text.ts';
import { networkLines } from './drawing.ts';

/** The key 8 belongs to the code. */
export const pictures: Readonly<Record<PictureName, Picture>> = {
  network: {
    key: '1',
    name: 'the network',
    draw: (scene, size, { isPredicting }) => ({ lines: networkLines(scene, size, isPredicting) }),
  },
  weights: weightsPicture,
  gradients: gradientsPicture,
  function: functionPicture,
  valley: valleyPicture,
  loss: lossPicture,
  plane: planePicture,
  metrics: metricsPicture,
  contour: contourPicture,
  line: linePicture,
  shares: sharesPicture,
  window: windowPicture,
  confusion: confusionPicture,
  curve: curvePicture,
};

const ofScenario = memoize(
  (scene: Scene) => scene,
  ({ engine, session }): readonly PictureName[] => possiblePictures(engine.run, session.scenario),
);

const andCurve = memoize(
  (names: readonly PictureName[]) => names,
  (names): readonly PictureName[] => [...names, 'curve'],
);

/** The pictures that there are, in the order of their keys: those of the scenario, and the curve if one was asked for. */
export function picturesOf(scene: Scene): readonly PictureName[] {
  const names = ofScenario(scene);
  return scene.debug.plotted === null ? names : andCurve(names);
}

/**
 * The picture that a key shows: of several with this key, in turns, those that the scenario has. Null if it has none.
 *
 * @param shown the picture that is shown now
 */
export function pictureOfKey(scene: Scene, key: string, shown: PictureName): PictureName | null {
  const turns = picturesOf(scene).filter((each) => pictures[each].key === key);
  const at = turns.indexOf(shown);
  // What a person has asked for comes before what the scenario opens with.
  const wanted = ['curve', scene.session.scenario.picture];
  const first = turns.findLast((each) => wanted.includes(each)) ?? turns[0];
  return (at < 0 ? first : turns[(at + 1) % turns.length]) ?? null;
}

/** The panel with the picture: the one that is chosen, or what it needs. */
export function picturePane(scene: Scene, size: Size, looks: ViewOptions): PaneContent {
  const drawn = drawnPicture(scene, size, looks);
  const content = isLack(drawn) ? lackPane(drawn, size) : drawn;
  return { ...content, title: tabs(scene, looks.picture, size.columns) };
}

/** The picture that is chosen; or why there is none. */
export function drawnPicture(scene: Scene, size: Size, looks: ViewOptions): PaneContent | Lack {
  const { lack, isTelling, draw } = pictures[looks.picture];
  if (lack && !picturesOf(scene).includes(looks.picture)) return lack(scene);
  return looks.isPredicting && isTelling ? hiddenInQuiz() : draw(scene, size, looks);
}

/** Columns that the border of a panel takes from its title: its signs and blanks, and `▸` when it has the focus. */
const BESIDE_TITLE = 3;
/** The columns between two tabs, and fewer where there is less room. */
const GAP = 2;
const NARROW_GAP = 1;
/** Shorter names, in the order in which they are taken where there is too little room. */
const shortNames: Partial<Readonly<Record<PictureName, string>>> = {
  gradients: 'grads',
  function: 'func',
  network: 'net',
  confusion: 'conf',
};

/**
 * The tabs: the pictures of the scenario and the one that is shown. Without room for all names some of them are short,
 * that of the picture shown last; without room for that, the others are keys alone.
 */
function tabs(scene: Scene, shown: PictureName, columns: number): Line {
  const had = picturesOf(scene);
  const names = allPictures.filter((name) => name === shown || had.includes(name));
  const long = Object.keys(shortNames).sort((a, b) => Number(a === shown) - Number(b === shown));
  const room = columns - BESIDE_TITLE;
  const fits = (line: Line) => lineWidth(line) <= room;
  const wide = tabLine(names, shown, GAP);
  if (fits(wide)) return wide;
  for (let count = 0; count <= long.length; count++) {
    const line = tabLine(names, shown, NARROW_GAP, long.slice(0, count));
    if (fits(line)) return line;
  }
  return tabLine(names, shown, GAP, null);
}

/**
 * The tabs in a line. Pictures that share a key, which shows them in turns, stand after it with `/` between them.
 *
 * @param short the pictures with short names; null: only that of the picture shown stands there
 */
function tabLine(
  names: readonly PictureName[],
  shown: PictureName,
  gap: number,
  short: readonly string[] | null = [],
): Line {
  const keys = [...new Set(names.map((name) => pictures[name].key))];
  return keys.flatMap((key, index): Span[] => {
    const ofKey = names.filter((name) => pictures[name].key === key);
    const named = short === null ? ofKey.filter((name) => name === shown) : ofKey;
    const tab = (text: string, name: PictureName): Span => ({
      ...span(text, name === shown ? 'strong' : 'ahead'),
      target: { kind: 'picture', name },
    });
    const sign = keySign(key);
    const tabs = named.flatMap((name, at): Span[] => {
      const text = short?.includes(name) ? (shortNames[name] ?? name) : name;
      return at === 0 ? [tab(`${sign} ${text}`, name)] : [span('/', 'ahead'), tab(text, name)];
    });
    const gapBefore = index === 0 ? [] : [span(' '.repeat(gap))];
    return [...gapBefore, ...(tabs.length > 0 ? tabs : [tab(sign, ofKey[0] as PictureName)])];
  });
}
