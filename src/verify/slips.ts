/** Slips of the pen: a number that was copied wrongly, or that is the value of something else. */
import { t } from '../i18n/translate.ts';
import { displayName } from '../session/steps.ts';
import type { Compared } from './numbers/compare.ts';
import type { Graph } from './numbers/graph.ts';
import { agreement, digitsOf } from './numbers/written-number.ts';

interface Slip {
  readonly kind: string;
  readonly sentence: string;
  /** As of a mistake. */
  readonly cost: number;
}

/** A number of fewer digits is too often the value of something else by chance. */
const LEAST_DIGITS = 3;

/** The most steps, before a number and after it, whose values are compared with it. */
const MOST_STEPS = 2000;

/** The slips by which a wrong number can have come from the right one. */
export function slipsOf(graph: Graph, wrong: Compared): readonly Slip[] {
  return [...digitSlips(wrong), ...statisticSlips(graph, wrong), ...valueOfAnother(graph, wrong)];
}

function digitSlips({ claim: { number }, own, exact }: Compared): Slip[] {
  const right = [own, exact].flatMap((value) => digitsLike(number.text, value) ?? []);
  const written = digitsIn(number.text);
  const slips: Slip[] = [];
  const { value, halfUnit } = number;
  if (digitsOf(number) < 2) return [];
  const shift = [-3, -2, -1, 1, 2, 3].find((places) =>
    [own, exact].some(
      (each) =>
        agreement({ ...number, value: value * 10 ** places, halfUnit: halfUnit * 10 ** places }, each, 0) ===
        'rounded',
    ),
  );
  if (shift !== undefined)
    slips.push({ kind: 'decimal point', sentence: t`The decimal point is at the wrong place.`, cost: 2.2 });
  if (right.some((digits) => areSwapped(written, digits)))
    slips.push({ kind: 'digits', sentence: t`Two digits are in the wrong order.`, cost: 2.6 });
  if (written.length >= LEAST_DIGITS && right.some((digits) => differInOne(written, digits)))
    slips.push({ kind: 'digits', sentence: t`One digit is wrong.`, cost: 3 });
  return slips;
}

/** The digits of a written number. */
function digitsIn(text: string): string {
  return text.replace(/[eE×x*].*$/, '').replace(/[^\d.]/g, '');
}

/** The digits of a value, rounded to as many decimals as a number in plain notation has; null for another notation. */
function digitsLike(text: string, value: number): string | null {
  if (/[^\d.+−–-]/.test(text) || !Number.isFinite(value) || Math.abs(value) >= 1e15) return null;
  const decimals = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  return decimals > 100 ? null : digitsIn(value.toFixed(decimals));
}

function areSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const at = Array.from(one).findIndex((digit, index) => digit !== other[index]);
  const swapped = `${one.slice(0, at)}${one[at + 1]}${one[at]}${one.slice(at + 2)}`;
  return at >= 0 && at + 1 < one.length && swapped === other;
}

function differInOne(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const places = Array.from(one).flatMap((digit, index) => (digit === other[index] ? [] : [index]));
  // If it is the last one, it is rather a rounding error.
  return places.length === 1 && places[0] !== one.length - 1;
}

/** The standard deviation of a sample, where that of the population is meant. */
function statisticSlips({ session }: Graph, { claim, exact }: Compared): Slip[] {
  const address = session.engine.run.slots[claim.slot]?.addresses[0];
  const count = session.engine.run.data.length;
  if (address?.kind !== 'statistic' || address.part !== 'std' || count < 2) return [];
  const sample = exact * Math.sqrt(count / (count - 1));
  if (agreement(claim.number, sample, 0) === null) return [];
  const sentence = t`It is the standard deviation of a sample (÷ ${count - 1}), but it should be the one of the population (÷ ${count}).`;
  return [{ kind: 'sample for population', sentence, cost: 1 }];
}

/** Another value of the run that the number is. */
function valueOfAnother(graph: Graph, { claim: { number, step, name }, cell }: Compared): Slip[] {
  if (digitsOf(number) < LEAST_DIGITS) return [];
  const { run } = graph.session.engine;
  const at = (step ?? graph.from + 1) - graph.from - 1;
  const near = graph.nodes.slice(Math.max(0, at - MOST_STEPS), at + MOST_STEPS);
  const isIt = (value: number) => agreement(number, value, 0) === 'rounded';
  const other = near.find(({ result }) => result !== cell && isIt(graph.exact[result] as number));
  if (!other) return [];
  const called = displayName(run, other.instruction.result);
  const sentence =
    called === name
      ? t`It is the value of ${called} at step ${String(other.step)}.`
      : t`It is the value of ${called}.`;
  return [{ kind: 'value of another', sentence, cost: 2.3 }];
}
