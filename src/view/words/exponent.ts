/** What the exponent of a number means, for those who have not met the notation. */
import { t } from '../../i18n/translate.ts';
import type { Session } from '../../session/session.ts';
import { formatNumber, grouped, typographic } from '../terminal/format.ts';

/** Numbers with larger exponents are not written out: their zeros cannot be counted at a glance. */
const MOST_PLACES = 9;

/** A number that is shown with an exponent, written out: `8.5e−5 is 0.000085: 8.5 with …`. Null for other numbers. */
export function exponentText(value: number): string | null {
  const text = formatNumber(value);
  const [digits = '', exponent] = text.split('e');
  if (exponent === undefined) return null;
  const power = Number(exponent.replace('−', '-'));
  const places = Math.abs(power);
  if (places > MOST_PLACES)
    return power < 0
      ? t`${text} is ${digits} with its decimal point ${String(places)} places further left.`
      : t`${text} is ${digits} with its decimal point ${String(places)} places further right.`;
  const plain = typographic(writtenOut(digits, power));
  return power < 0
    ? t`${text} is ${plain}: ${digits} with its decimal point ${String(places)} places further left.`
    : t`${text} is ${plain}: ${digits} with its decimal point ${String(places)} places further right.`;
}

/** The same digits without an exponent; those of a whole number in groups. */
function writtenOut(digits: string, power: number): string {
  const [, fraction = ''] = digits.split('.');
  const value = Number(`${digits.replace('−', '-')}e${power}`);
  return Number.isInteger(value) ? grouped(value) : value.toFixed(fraction.length - power);
}

/** The same for the result of a step, or else for the first of its operands that is shown so; null without one. */
export function exponentWords(session: Session, step: number): string | null {
  if (step < 1) return null;
  const { result, operands } = session.step(step);
  for (const { value } of [result, ...operands]) {
    const text = exponentText(value);
    if (text !== null) return text;
  }
  return null;
}
