/** The picture of a line through the data: the output over an input, and the examples with their targets. */

import type { Point } from '../../analysis/curves/curve.ts';
import { type FittedLine, fittedLine, lineKey, lineOf } from '../../analysis/curves/fitted-line.ts';
import { t } from '../../i18n/translate.ts';
import type { PaneContent } from '../panes/pane.ts';
import { memoizeLate } from '../scene/background.ts';
import type { Scene } from '../scene/scene.ts';
import { UNKNOWN } from '../terminal/format.ts';
import { headingLine } from '../terminal/heading.ts';
import { type Line, numberSpan, type Size, span, toneOfNumber } from '../terminal/text.ts';
import { isLack, type Lack, OWN_KEY, type Picture, STANDARDIZED } from './picture.ts';
import { Plot } from './plot.ts';

export const linePicture: Picture = {
  key: OWN_KEY,
  name: 'the output as a line through the data',
  isTelling: true,
  lack: needsLine,
  draw: (scene, size) => linePane(scene, size, true),
};

function needsLine(): Lack {
  return {
    sign: 'line: needs one output with targets, and one input.',
    message: t`This view needs an output that is compared with its target, and one input that varies.`,
  };
}

const latest = memoizeLate<readonly Point[]>();

/** @param hasHeading whether there is a row above it with its title and its legend */
export function linePane(scene: Scene, size: Size, hasHeading: boolean): PaneContent | Lack {
  const heading = hasHeading ? 1 : 0;
  const { session, background } = scene;
  const data = fittedLine(session);
  const room = { columns: size.columns, rows: size.rows - heading };
  if (!data) return needsLine();
  const axes = { x: data.x, y: data.y, xName: data.input };
  const plot = Plot.of(room, axes, { columns: 0, rows: heading });
  if (isLack(plot)) return plot;
  const place = [data.x.from, data.x.to];
  const { value: line, isOld } = latest(
    scene,
    place,
    [session.history, ...lineKey(session)],
    background,
    () => lineOf(session, data),
  );
  const { present, predicted, trained, heldOut } = data;
  plot.curve(line, 'forward', { thick: true });
  // The error is how far the example is above or below the line.
  if (predicted !== null && data.other === null)
    plot.curve([present, { x: present.x, y: predicted }], 'loss', { dashed: true });
  plot.mark(present, span('[●]', 'strong'));
  for (const point of trained) plot.mark(point, span('●'));
  for (const point of heldOut) plot.mark(point, span('○', 'mute'));
  return { isOld, lines: hasHeading ? [headingOf(data, size.columns), ...plot.lines()] : plot.lines() };
}

/** The title of the line where it has no heading. */
export function lineTitle({ session }: Scene): Line {
  const data = fittedLine(session);
  return data ? titleOf(data) : [];
}

function titleOf({ output, isStandardized, input, other }: FittedLine): Line {
  return [
    span(output, 'forwardStrong'),
    span(isStandardized ? ` ${STANDARDIZED} over ` : ' over ', 'mute'),
    span(input, 'strong'),
    ...(other === null
      ? []
      : [span(`, at the mean ${other.name} `, 'mute'), numberSpan(roundedMean(other.mean), 'mute')]),
  ];
}

/** A standardized input has the mean 0, but for rounding. */
function roundedMean(mean: number): number {
  return Math.abs(mean) < ROUNDING ? 0 : mean;
}

const ROUNDING = 1e-12;

function headingOf(data: FittedLine, columns: number): Line {
  const { present, predicted, heldOut } = data;
  return headingLine(
    titleOf(data),
    [
      [
        span('[●] ', 'strong'),
        span('this example: target ', 'mute'),
        numberSpan(present.y, toneOfNumber(present.y)),
        span(', output ', 'mute'),
        predicted === null ? span(UNKNOWN, 'mute') : numberSpan(predicted, toneOfNumber(predicted)),
      ],
      [span('●'), span(' data', 'mute')],
      heldOut.length > 0 ? [span('○', 'mute'), span(' held out', 'mute')] : [],
    ],
    columns,
  );
}
