/**
 * The chain rule for one weight as three factors: the value that the weight multiplies, the slope of the activation
 * of the weight's node, and the gradient of the loss with respect to that node's value.
 */
import { factorsOf } from '../../explain/provenance.ts';
import type { NamedValue } from '../../session/steps.ts';
import type { Scene } from '../scene/scene.ts';
import { formatNumber } from '../terminal/format.ts';
import { type Line, type Span, span, type Tone } from '../terminal/text.ts';

interface Column {
  readonly role: string;
  readonly name: string;
  readonly value: string;
}

/**
 * Roles, names and numbers in aligned columns: three lines. If they are wider than `width`: two lines, names and
 * numbers, not aligned. Null if the step does not compute the gradient of a weight.
 */
export function factorLines({ session }: Scene, step: number, width: number): Line[] | null {
  const factors = factorsOf(session, step);
  if (!factors) return null;
  const columnsWith = (incoming: string) => [
    column('slope of weight', factors.gradient),
    column(incoming, factors.input),
    column('activation slope', factors.slope),
    column('loss slope', factors.upstream),
  ];
  const fits = (each: readonly Column[]) =>
    2 + widthsOf(each).reduce((sum, one) => sum + one + 3, -3) <= width;
  // Of the roles only this one has a shorter form.
  const full = columnsWith('incoming value');
  const columns = fits(full) ? full : columnsWith('incoming');
  const widths = widthsOf(columns);
  const isWide = !fits(columns);
  const row = (part: keyof Column, tone: Tone): Line => [
    span('  '),
    ...columns.flatMap((each, index): Span[] => [
      span(index === 0 ? '' : index === 1 ? ' = ' : ' × ', 'dim'),
      span(each[part], index === 0 && part === 'value' ? 'now' : tone),
      span(isWide ? '' : ' '.repeat((widths[index] as number) - each[part].length)),
    ]),
  ];
  const rows = [row('name', 'gradient'), row('value', 'strong')];
  return isWide ? rows : [row('role', 'dim'), ...rows];
}

function widthsOf(columns: readonly Column[]): number[] {
  return columns.map((each) => Math.max(...Object.values(each).map((text: string) => text.length)));
}

/** One column. Null stands for a factor that the run does not compute; it is 1. */
function column(role: string, value: NamedValue | null): Column {
  return { role, name: value?.name ?? '1', value: value === null ? '1' : formatNumber(value.value) };
}
