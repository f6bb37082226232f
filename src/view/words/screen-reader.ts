/** A step as text for a screen reader: only words and numbers, no mathematical signs. */

import type { Debugger } from '../../commands/debugger.ts';
import { ops } from '../../core/operations.ts';
import type { Phase } from '../../core/program.ts';
import { t } from '../../i18n/translate.ts';
import type { Session } from '../../session/session.ts';
import type { Scene } from '../scene/scene.ts';
import { formatNumber, grouped } from '../terminal/format.ts';
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
  const { means } = stepText(session, position, spokenNumber);
  return [doneSentence(session, position), means, ...outOfDateWords(session, position, spokenNumber)].join(
    ' ',
  );
}

/** A step that was done: its place in the run, the operation, its name. */
function doneSentence(session: Session, step: number): string {
  const { kind, phase, operands, result } = session.step(step);
  const all = operands.map(({ value }) => spokenNumber(value));
  const [a = '', b = ''] = all;
  const operation = ops[kind].spoken(a, b, spokenNumber(result.value), all);
  return t`Step ${grouped(step)} of ${grouped(session.total)}, ${phases[phase]()}: ${operation}. This is ${result.name}.`;
}

/** What is selected on the tape, among the values, in the code and on the stack: a sentence each. */
export function selectionSentences({ session, selection }: Debugger): string[] {
  const { step, address, line, frame } = selection;
  const sentences = [
    step === null ? null : selectedStep(session, step),
    address === null ? null : selectedValue(address, session.read(address)),
    line === null ? null : t`Selected: line ${String(line)}.`,
    frame === null ? null : t`Selected: the frame ${frame}.`,
  ];
  return sentences.filter((sentence) => sentence !== null);
}

function selectedStep(session: Session, step: number): string {
  if (step === 0) return t`Selected: the start.`;
  return step <= session.position
    ? t`Selected: ${doneSentence(session, step)}`
    : t`Selected: step ${String(step)}, which is not done yet.`;
}

function selectedValue(address: string, value: number | null | undefined): string {
  return value === null || value === undefined
    ? t`Selected: ${address}, which has no value yet.`
    : t`Selected: ${address}, which is ${spokenNumber(value)}.`;
}
