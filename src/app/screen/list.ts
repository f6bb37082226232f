/** The screen of an open list. */
import { t } from '../../i18n/translate.ts';
import { footerLine } from '../../view/panes/footer.ts';
import { programName } from '../../view/panes/header.ts';
import { withMinusSigns } from '../../view/terminal/format.ts';
import {
  cut,
  fill,
  type Line,
  type Size,
  span,
  spokenMargin,
  windowStart,
} from '../../view/terminal/text.ts';
import { chooseKey, type ListKey, listFilterKeys, listKeys } from '../actions/list-keys.ts';
import { type ListState, visibleRows } from '../state/list.ts';

/** A heading, the rows around the selected one, the filter or the detail of the row, and the keys: `rows` lines. */
export function listScreen(list: ListState, { columns, rows }: Size): Line[] {
  const all = visibleRows(list);
  const room = rows - 4;
  const start = windowStart(all.length, Math.min(room, all.length), list.selected);
  const lines = all.slice(start, start + room).map(({ text, isHeading }, index): Line => {
    const isSelected = start + index === list.selected && all.length > 0;
    return cut(
      [
        span(isSelected ? ' ▸ ' : '   ', 'accent'),
        span(withMinusSigns(text), isSelected ? 'strong' : isHeading ? 'accent' : 'plain'),
      ],
      columns - spokenMargin(),
    );
  });
  const filter: Line =
    list.isFiltering || list.filter !== ''
      ? [
          span(' /', 'accent'),
          span(list.filter, 'strong'),
          span(list.isFiltering ? '▏' : '', 'accent'),
          span(`  ${t`${all.length} found`}`, 'mute'),
        ]
      : cut([span(`   ${all[list.selected]?.detail ?? ''}`, 'accent')], columns);
  return [
    [programName(), span(` ${list.title}`, 'strong')],
    [span('─'.repeat(columns), 'mute')],
    ...fill(lines, room),
    filter,
    footerLine(keysOf(list), columns),
  ];
}

/** The keys in the footer. If no row can be chosen, the key for choosing is left out. */
function keysOf(list: ListState): { readonly keys: readonly string[]; readonly hint: string }[] {
  const hasChoices = visibleRows(list).some(({ choice }) => choice !== undefined);
  const isShown = (each: ListKey) => hasChoices || each !== chooseKey;
  return (list.isFiltering ? listFilterKeys : listKeys.filter(isShown)).flatMap(({ keys, hint }) =>
    hint === undefined ? [] : [{ keys, hint }],
  );
}
