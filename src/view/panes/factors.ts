/**
 * The chain rule for one weight as three factors: the value that the weight multiplies, the slope of the activation
 * of the weight's node, and the gradient of the loss with respect to that node's value.
 */
import { type Factors, factorsOf } from '../../explain/provenance.ts';
import type { NamedValue } from '../../session/steps.ts';
import { approximate, digitsToHold, type Rounding } from '../notation/equation.ts';
import { isNegativeText } from '../notation/operation.ts';
import type { Scene } from '../scene/scene.ts';
import { formatNumber, rounded } from '../terminal/format.ts';
import type { Tone } from '../terminal/palette.ts';
import { type Line, lineWidth, numberSpan, type Span, span } from '../terminal/text.ts';

/** A factor of 1 that the run does not compute has no name. */
interface Column {
  readonly role: string;
  readonly name: string;
  readonly number: Line;
}

/**
 * Roles, names and numbers in aligned columns: three lines. If they are wider than `width`: two lines, names and
 * numbers, not aligned. Null if the step does not compute the gradient of a weight.
 */
export function factorLines(scene: Scene, step: number, width: number): Line[] | null {
  const factors = factorsOf(scene.session, step);
  if (!factors) return null;
  const sign = scene.resultSign(step);
  const exact = roundingOf(factors);
  const roundings = [...(exact ? [exact] : []), approximate];
  // Of the roles only this one has a shorter form.
  const layouts = roundings.flatMap((rounding) =>
    ['incoming value', 'incoming'].map((incoming) => ({
      rounding,
      columns: columnsOf(factors, rounding, incoming, sign),
    })),
  );
  const aligned = layouts.find(({ columns }) => widthOf(widthsOf(columns)) <= width);
  if (aligned) return linesOf(aligned.columns, aligned.rounding, widthsOf(aligned.columns));
  const rounding = roundings.find(
    (each) => widthOf(columnsOf(factors, each, '', sign).map(({ number }) => lineWidth(number))) <= width,
  );
  const shown = rounding ?? approximate;
  return linesOf(columnsOf(factors, shown, '', sign), shown, null).slice(1);
}

/** The digits with which the gradient is the product of its factors; null if there are none. */
function roundingOf({ gradient, input, slope, upstream }: Factors): Rounding | null {
  const factor = (value: NamedValue | null, digits: number) => rounded(value?.value ?? 1, digits);
  return digitsToHold(
    'multiply',
    (digits) => [factor(input, digits), factor(slope, digits) * factor(upstream, digits)],
    gradient.value,
  );
}

function columnsOf(
  { gradient, input, slope, upstream }: Factors,
  { operands, result }: Rounding,
  incoming: string,
  sign: string,
): Column[] {
  return [
    column('slope of weight', gradient, result, false, sign),
    column(incoming, input, operands, false),
    column('activation slope', slope, operands, true),
    column('loss slope', upstream, operands, true),
  ];
}

/** One column. Null stands for a factor that the run does not compute; it is 1. */
function column(
  role: string,
  factor: NamedValue | null,
  digits: number,
  followsSign: boolean,
  suffix = '',
): Column {
  const value = factor?.value ?? 1;
  const number = numberSpan(value, 'plain', formatNumber(value, digits), suffix);
  const isBracketed = followsSign && isNegativeText(number.text);
  return {
    role,
    name: factor?.name ?? '1',
    number: isBracketed ? [span('('), number, span(')')] : [number],
  };
}

/** The lines of roles, names and numbers, in columns of these widths; null for columns without padding. */
function linesOf(columns: readonly Column[], { sign }: Rounding, widths: readonly number[] | null): Line[] {
  const row = (equals: string, cell: (column: Column, index: number) => Line): Line => [
    span('  '),
    ...columns.flatMap((each, index): Span[] => {
      const text = cell(each, index);
      const padding = widths === null ? 0 : (widths[index] as number) - lineWidth(text);
      return [
        span(index === 0 ? '' : index === 1 ? ` ${equals} ` : ' × ', 'mute'),
        ...text,
        span(' '.repeat(padding)),
      ];
    }),
  ];
  const inTone = (line: Line, tone: Tone) => line.map((each) => ({ ...each, tone }));
  return [
    row('=', ({ role }) => [span(role, 'mute')]),
    row('=', ({ name }) => [span(name, 'gradient')]),
    row(sign, ({ number }, index) => inTone(number, index === 0 ? 'accent' : 'strong')),
  ];
}

function widthsOf(columns: readonly Column[]): number[] {
  return columns.map(({ role, name, number }) => Math.max(role.length, name.length, lineWidth(number)));
}

/** The width of columns with a margin before them and signs between them. */
function widthOf(widths: readonly number[]): number {
  return 2 + widths.reduce((sum, each) => sum + each + 3, -3);
}
