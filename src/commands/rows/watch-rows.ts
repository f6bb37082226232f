/** Watches with their values, and where these were changed last. */
import { type Change, lastChange } from '../../analysis/watches.ts';
import type { Expression } from '../../expression/condition.ts';
import { t } from '../../i18n/translate.ts';
import { markedText, markOfExpression, markText } from '../../session/edit-marks.ts';
import type { Session } from '../../session/session.ts';
import { count, name, note, number, type Row, valueText } from './row.ts';

/** The names of the columns. */
export const watchHeads: readonly string[] = ['', 'expression', 'value', 'since step', 'before'];

/** A row for each watch, with its number; selecting it leads to the step of its last change. */
export function watchRows(session: Session, watches: readonly Expression[]): Row[] {
  return watches.map((each, index) => {
    const value = session.evaluate(each);
    const text = `${index + 1}  ${each.text} = ${valueText(value)}`;
    const change = lastChange(session, each);
    const edited = markOfExpression(session, each);
    const cells = [
      count(index + 1),
      name(each.text),
      number(value),
      count(change?.step ?? null),
      change === null || change.before === null ? count('') : number(change.before),
      note(edited === null ? '' : markText(edited)),
    ];
    return change
      ? { text: markedText(changedText(text, change), edited), cells, step: change.step }
      : { text: markedText(text, edited), cells };
  });
}

function changedText(text: string, { step, before }: Change): string {
  return before === null
    ? t`${text}, since step ${String(step)}`
    : t`${text}, since step ${String(step)} (before: ${valueText(before)})`;
}
