/** A list that lies over the screen. */
import { t } from '../../i18n/translate.ts';
import { footerLine } from '../../view/panes/footer.ts';
import {
  cut,
  fill,
  type Line,
  type Size,
  span,
  spokenMargin,
  windowStart,
} from '../../view/terminal/text.ts';
import type { ListState } from '../state/state.ts';
import { visibleRows } from '../state/visible.ts';

/** The rows around the selected one, a heading, and the keys that matter in a list. */
export function listScreen(list: ListState, { columns, rows }: Size): Line[] {
  const all = visibleRows(list);
  const room = rows - 4;
  const start = windowStart(all.length, Math.min(room, all.length), list.selected);
  const lines = all.slice(start, start + room).map(({ text, isHeading }, index): Line => {
    const isSelected = start + index === list.selected && all.length > 0;
    return cut(
      [
        span(isSelected ? ' ▸ ' : '   ', 'accent'),
        span(text, isSelected ? 'strong' : isHeading ? 'accent' : 'plain'),
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
          span(`  ${t`${all.length} found`}`, 'dim'),
        ]
      : [span(`   ${all[list.selected]?.detail ?? ''}`, 'accent')];
  const hasActs = all.some(({ act }) => act !== undefined);
  const keys = list.isFiltering
    ? [
        { keys: ['enter'], hint: 'keep' },
        { keys: ['down'], hint: 'down' },
        { keys: ['escape'], hint: 'all' },
      ]
    : [
        ...(hasActs ? [{ keys: ['enter'], hint: 'choose' }] : []),
        { keys: ['down'], hint: 'down' },
        { keys: ['up'], hint: 'up' },
        { keys: ['/'], hint: 'search' },
        { keys: ['escape'], hint: 'close' },
      ];
  return [
    [span(` ${list.title}`, 'strong')],
    [span('─'.repeat(columns), 'dim')],
    ...fill(lines, room),
    filter,
    footerLine(keys, columns),
  ];
}
