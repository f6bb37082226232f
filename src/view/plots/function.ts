/** The picture of an activation function, with the sum and the value of a node on it. */
import { type ActivationCurve, activationCurve } from '../../analysis/curves/activation-curve.ts';
import { type Point, type Range, rangeOf } from '../../analysis/curves/curve.ts';
import { activationDefinition } from '../../core/operations.ts';
import { t } from '../../i18n/translate.ts';
import type { EditMark } from '../../session/edit-marks.ts';
import type { Session } from '../../session/session.ts';
import type { PaneContent } from '../panes/pane.ts';
import { UNKNOWN } from '../terminal/format.ts';
import { headingLine } from '../terminal/heading.ts';
import { markSign } from '../terminal/marks.ts';
import { type Line, numberSpan, type Size, span, toneOfNumber } from '../terminal/text.ts';
import { isLack, type Lack, notFinite, type Picture } from './picture.ts';
import { Plot } from './plot.ts';
import { tangentAt } from './tangent.ts';

export const functionPicture: Picture = {
  key: '4',
  name: 'the activation function, with the current point',
  lack: ({ session }) => needsActivation(session),
  draw: ({ session }, size) => {
    const data = activationCurve(session);
    if (!data) return needsActivation(session);
    // Without a backward phase nobody asks for the slope.
    const { lastPhase } = session.scenario;
    const isAsked = lastPhase === 'backward' || lastPhase === 'update';
    return drawn(isAsked ? data : { ...data, slope: null }, size);
  },
};

function needsActivation({ scenario }: Session): Lack {
  return {
    sign: 'function: needs an activation function.',
    message:
      scenario.formulas.length > 0
        ? t`No formula here uses an activation function.`
        : t`No node here has an activation function: every sum is passed on unchanged.`,
  };
}

/** The rows of the heading. */
const HEADING = 1;

/** The function, a point for the node's sum and value, and the tangent there once its slope is computed. */
function drawn(data: ActivationCurve, size: Size): PaneContent | Lack {
  const { range, points, sum, input, output } = data;
  const heights = rangeOf(
    points.map(({ y }) => y),
    0.08,
  );
  if (!heights) return notFinite();
  const room = { columns: size.columns, rows: size.rows - HEADING };
  const plot = Plot.of(room, { x: range, y: heights, xName: sum }, { columns: 0, rows: HEADING });
  if (isLack(plot)) return plot;
  plot.curve(points, 'forward', { thick: true });
  plot.guide(0);
  if (input !== null && output === null) plot.guide(input);
  if (input !== null && output !== null) {
    const point = { x: input, y: output };
    plot.mark(point, span('●', 'strong'));
    if (data.slope !== null && data.isSlopeDone) drawTangent(plot, point, data.slope, range);
  }
  return { lines: [heading(data, size.columns), ...plot.lines()] };
}

function drawTangent(plot: Plot, point: Point, slope: number, range: Range): void {
  const tangent = tangentAt(point, slope, range);
  plot.curve(tangent, 'gradient', { dashed: true });
}

function heading(data: ActivationCurve, columns: number): Line {
  const { activation, sum, node, input, output, marks, slope, isSlopeDone } = data;
  const definition = activationDefinition(activation, sum);
  const title: Line = [
    span(activation, 'forwardStrong'),
    span(` of ${sum}${definition === null ? '' : ` = ${definition}`}`, 'mute'),
  ];
  const point: Line = [
    span('● ', 'strong'),
    span(`${sum} `, 'mute'),
    known(input, marks.input),
    span('  →  ', 'ahead'),
    span(`${node} `, 'mute'),
    known(output, marks.output),
  ];
  const hasSlope = slope !== null && isSlopeDone && output !== null;
  return headingLine(
    title,
    [point, hasSlope ? [span('╌ slope ', 'mute'), numberSpan(slope, 'gradient')] : []],
    columns,
  );
}

const known = (value: number | null, mark: EditMark | null) =>
  value === null ? span(UNKNOWN, 'mute') : numberSpan(value, toneOfNumber(value), undefined, markSign(mark));
