/**
 * The chain rule for one weight in three factors: the value of the node that feeds it, the slope of the
 * activation of the node that it feeds, the slope of the loss at that node's output.
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
 * Roles, names and numbers in columns: three lines, or null where the step is no weight's gradient. Where columns
 * are wider than `width`, names and numbers alone, each as close as they stand.
 */
export function factorLines({ session }: Scene, step: number, width: number): Line[] | null {
  const factors = factorsOf(session, step);
  if (!factors) return null;
  const columnsWith = (incoming: string) => [
    column('slope of weight', factors.gradient),
    column(incoming, factors.feeding),
    column('activation slope', factors.slope),
    column('loss slope', factors.arriving),
  ];
  const fits = (each: readonly Column[]) =>
    2 + widthsOf(each).reduce((sum, one) => sum + one + 3, -3) <= width;
  // The first role is the one that can be said in fewer letters.
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

/** A factor that is no value of the run is 1. */
function column(role: string, value: NamedValue | null): Column {
  return { role, name: value?.name ?? '1', value: value === null ? '1' : formatNumber(value.value) };
}
