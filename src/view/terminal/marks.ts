/** The signs after numbers that edits have set or made out of date. They look different without colours too. */
import { t } from '../../i18n/translate.ts';
import { type EditMark, markText } from '../../session/edit-marks.ts';
import { type Line, span } from './text.ts';

const signs: Readonly<Record<EditMark, string>> = { set: '✎', stale: '†' };

/** The sign of a mark; empty for null. */
export function markSign(mark: EditMark | null): string {
  return mark === null ? '' : signs[mark];
}

/**
 * What the signs of these marks mean: `† out of date after an edit   ✎ set by hand`, and the same in fewer words. Empty
 * without marks.
 */
export function marksLegends(marks: ReadonlySet<EditMark>): [long: Line, short: Line] {
  const shown = (['stale', 'set'] as const).filter((mark) => marks.has(mark));
  const written = (textOf: (mark: EditMark) => string) =>
    shown.flatMap((mark) => [span(`${signs[mark]} `, 'accent'), span(`${textOf(mark)}   `, 'mute')]);
  return [written(markText), written((mark) => ({ stale: t`out of date`, set: t`by hand` })[mark])];
}
