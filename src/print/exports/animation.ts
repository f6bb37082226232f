/** A recording as an SVG file that moves by itself, for a page that shows images but runs no scripts. */

import type { ThemeName } from '../../view/colours/theme.ts';
import type { Scene } from '../../view/scene/scene.ts';
import { defaultViewOptions, type ViewOptions } from '../../view/scene/view-options.ts';
import type { Size } from '../../view/terminal/text.ts';
import { pictureLines, recordingTitle } from './picture.ts';
import { svgEnd, svgRow, svgStart } from './svg.ts';
import { screenTimes, type WalkUnit } from './walk.ts';

/** How long the last screen is shown, in milliseconds. */
const REST_MS = 2500;

/** An element of a row, and the screens in which it is shown: from one to before another, once or several times. */
interface Content {
  readonly element: string;
  readonly stretches: { readonly from: number; to: number }[];
}

/**
 * A screen for each position, one after the other and then again from the start. The grounds of a row and
 * its text are written once each for as long as they stay the same, so that most of a file is what changes, and a way
 * back costs nearly nothing.
 *
 * @returns the lines of the file
 */
export function animationLines(
  scene: Scene,
  id: string,
  size: Size,
  positions: Iterable<number>,
  unit: WalkUnit,
  theme: ThemeName,
  looks: ViewOptions = defaultViewOptions,
): string[] {
  const layers = Array.from({ length: size.rows * 2 }, () => new Map<string, Content>());
  let count = 0;
  for (const position of positions) {
    scene.session.seek(position);
    const elements = pictureLines(scene, id, size, looks).flatMap((line, row) => svgRow(line, row, theme));
    for (const [index, element] of elements.entries()) {
      const known = layers[index]?.get(element);
      const last = known?.stretches.at(-1);
      if (last?.to === count) last.to = count + 1;
      else if (known) known.stretches.push({ from: count, to: count + 1 });
      else layers[index]?.set(element, { element, stretches: [{ from: count, to: count + 1 }] });
    }
    count += 1;
  }
  const time = screenTimes[unit];
  const total = count * time + REST_MS;
  return [
    ...svgStart(size, recordingTitle(id), theme),
    ...layers.flatMap((layer) =>
      Array.from(layer.values(), (content) => shown(content, count, time, total)).filter(
        (line) => line !== '',
      ),
    ),
    ...svgEnd,
  ];
}

/** The element of a content, visible in its stretches; empty if there is none. The last screen stays until the animation starts again. */
function shown({ element, stretches }: Content, count: number, time: number, total: number): string {
  const first = stretches[0];
  if (element === '' || (first?.from === 0 && first.to === count)) return element;
  const share = (screen: number) => Number(((screen * time) / total).toFixed(5));
  const changes = stretches.flatMap(({ from, to }) => [
    { at: from, isShown: true },
    ...(to === count ? [] : [{ at: to, isShown: false }]),
  ]);
  const states = first?.from === 0 ? changes : [{ at: 0, isShown: false }, ...changes];
  const times = states.map(({ at }) => share(at)).join(';');
  const values = states.map(({ isShown }) => (isShown ? 'inline' : 'none')).join(';');
  const animate = `<animate attributeName="display" dur="${total / 1000}s" repeatCount="indefinite" calcMode="discrete" keyTimes="${times}" values="${values}"/>`;
  return `<g${first?.from === 0 ? '' : ' display="none"'}>${animate}${element}</g>`;
}
