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

/** The content of a row, and the screens in which it is shown: from one to before another. */
interface Stretch {
  readonly elements: string;
  readonly from: number;
  to: number;
}

/**
 * A screen for each position, one after the other and then again from the start. A row is written once for each stretch
 * of screens in which it stays the same, so that most of a file is what changes.
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
  const rows: Stretch[][] = Array.from({ length: size.rows }, () => []);
  let count = 0;
  for (const position of positions) {
    scene.session.seek(position);
    for (const [row, line] of pictureLines(scene, id, size, looks).entries()) {
      const elements = svgRow(line, row, theme).join('');
      const last = rows[row]?.at(-1);
      if (last?.elements === elements) last.to = count + 1;
      else rows[row]?.push({ elements, from: count, to: count + 1 });
    }
    count += 1;
  }
  const time = screenTimes[unit];
  const total = count * time + REST_MS;
  return [
    ...svgStart(size, recordingTitle(id), theme),
    ...rows.flatMap((stretches) => stretches.map((stretch) => shown(stretch, count, time, total))),
    ...svgEnd,
  ];
}

/** The elements of a stretch, visible while it lasts. */
function shown({ elements, from, to }: Stretch, count: number, time: number, total: number): string {
  if (elements === '' || (from === 0 && to === count)) return elements;
  const share = (screen: number) => Number(((screen * time) / total).toFixed(5));
  const isLast = to === count;
  const [times, values] =
    from === 0
      ? [
          [0, share(to)],
          ['inline', 'none'],
        ]
      : isLast
        ? [
            [0, share(from)],
            ['none', 'inline'],
          ]
        : [
            [0, share(from), share(to)],
            ['none', 'inline', 'none'],
          ];
  const animate = `<animate attributeName="display" dur="${total / 1000}s" repeatCount="indefinite" calcMode="discrete" keyTimes="${times?.join(';')}" values="${values?.join(';')}"/>`;
  return `<g${from === 0 ? '' : ' display="none"'}>${animate}${elements}</g>`;
}
