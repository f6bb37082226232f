/** A step as text for a screen reader: only words and numbers, no mathematical signs. */
import { ops } from '../../core/operations.ts';
import type { Phase } from '../../core/program.ts';
import { t } from '../../i18n/translate.ts';
import type { Scene } from '../scene/scene.ts';
import { formatNumber } from '../terminal/format.ts';
import { outOfDateWords, stepText } from './words.ts';

/** A number with words for its signs: `minus 8`, `1.235 times 10 to the power of minus 5`. */
export function spokenNumber(value: number): string {
  const text = formatNumber(value);
  if (Number.isNaN(value)) return t`not a number`;
  if (value < 0) return t`minus ${spokenNumber(-value)}`;
  if (value === Number.POSITIVE_INFINITY) return t`infinity`;
  const [digits = '', exponent] = text.split('e');
  return exponent === undefined
    ? digits
    : t`${digits} times 10 to the power of ${spokenNumber(Number(exponent.replace('−', '-')))}`;
}

const phases: Readonly<Record<Phase, () => string>> = {
  forward: () => t`forward phase`,
  loss: () => t`loss phase`,
  backward: () => t`backward phase`,
  update: () => t`update phase`,
};

/**
 * The step just done, for a screen reader: its place in the run, the operation, its name, what its number means. At the
 * start: the number of steps and what the first one does.
 */
export function screenReaderSentence({ session }: Scene): string {
  const { position, total } = session;
  if (total === 0) return t`This scenario computes nothing.`;
  if (position === 0) {
    const { what } = stepText(session, 1, spokenNumber);
    return `${t`This is the start of ${total} steps. Nothing is computed yet; ${session.step(1).result.name} comes first.`} ${what}`;
  }
  const { kind, phase, operands, result } = session.step(position);
  const all = operands.map(({ value }) => spokenNumber(value));
  const [a = '', b = ''] = all;
  const operation = ops[kind].spoken(a, b, spokenNumber(result.value), all);
  const { means } = stepText(session, position, spokenNumber);
  const done = t`Step ${position} of ${total}, ${phases[phase]()}: ${operation}. This is ${result.name}.`;
  return [done, means, ...outOfDateWords(session, position, spokenNumber)].join(' ');
}
