import { Box, Text } from 'ink';
import SelectInput, { type IndicatorProps, type ItemProps } from 'ink-select-input';
import { spoken, t } from '../../i18n/translate.ts';
import { usefulRows } from '../../view/diagram/geometry.ts';
import { networkLines } from '../../view/network/drawing.ts';
import type { Scene } from '../../view/scene/scene.ts';
import { asciiLine } from '../../view/terminal/ascii.ts';
import { type Line, PROSE_MARGIN, plainText, type Size, span } from '../../view/terminal/text.ts';
import type { Entry } from '../state/state.ts';
import { detailLine, introductionLines, labelOf } from './menu-items.ts';
import { Row } from './Row.tsx';

interface Props {
  readonly entries: readonly Entry[];
  readonly selected: number;
  readonly filter: string;
  readonly isFiltering: boolean;
  /** The highlighted scenario before its first step; null where the filter leaves none. */
  readonly preview: Scene | null;
  readonly size: Size;
  readonly footer: Line;
  readonly isAscii: boolean;
}

/** Rows of the heading (two lines and a blank one), of the rule, of the detail line, of the footer. */
const FIXED_ROWS = 3 + 1 + 1 + 1;
const MOST_INTRODUCTION_ROWS = 5;
/** Fewer rows than this show nothing of a network. */
const LEAST_PREVIEW_ROWS = 6;

/** The list of scenarios; below it what the highlighted one is about, and its network. */
export function Menu({ entries, selected, filter, isFiltering, preview, size, footer, isAscii }: Props) {
  const written = (line: Line) => (isAscii ? asciiLine(line, size.columns) : line);
  const introduction = preview
    ? introductionLines(preview.session.scenario, size.columns, MOST_INTRODUCTION_ROWS)
    : [];
  const items = entries.map((entry) => ({
    value: entry.id,
    label: plainText(written([span(labelOf(entry, size.columns))])),
  }));
  const room = size.rows - FIXED_ROWS - MOST_INTRODUCTION_ROWS;
  const limit = Math.max(1, Math.min(items.length, room));
  const spare = room - limit + MOST_INTRODUCTION_ROWS - introduction.length - 2;
  const drawing =
    preview && spare >= LEAST_PREVIEW_ROWS
      ? networkLines(preview, {
          columns: Math.min(size.columns, 100),
          rows: Math.min(spare, usefulRows(preview.network)),
        })
      : [];
  // Where not all are in view, the place in the list says that there are more.
  const place = items.length > limit ? `── ${selected + 1}/${items.length} ` : '';
  const status: Line =
    isFiltering || filter !== ''
      ? [
          span(' /', 'accent'),
          span(filter, 'strong'),
          span(isFiltering ? '▏' : '', 'accent'),
          span(`  ${t`${entries.length} found`}`, 'dim'),
        ]
      : invitation(isAscii);
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      <Row
        line={[span(' Backstep ', 'accent'), span(` ${t`neural networks, one operation at a time`}`, 'dim')]}
      />
      <Row line={written(status)} />
      <Row line={[]} />
      {items.length === 0 ? (
        <Text dimColor> {t`No scenario has these words. Press Esc to show all.`}</Text>
      ) : (
        <Box flexDirection="column" paddingRight={PROSE_MARGIN}>
          {/* Its key tells it its place: keys are read by the one table, which also sees fast presses. */}
          <SelectInput
            key={`${filter} ${selected} ${limit}`}
            items={items}
            initialIndex={selected}
            limit={limit}
            isFocused={false}
            indicatorComponent={isAscii ? AsciiIndicator : Indicator}
            itemComponent={Item}
          />
        </Box>
      )}
      <Row line={written([span(`${place}${'─'.repeat(size.columns - place.length)}`, 'dim')])} />
      {preview && <Row line={written(detailLine(entries[selected]?.id ?? '', preview.session))} />}
      {[...introduction, ...(drawing.length > 0 ? [[], ...drawing] : [])].map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <Row key={row} line={written(line)} />
      ))}
      <Box flexGrow={1} />
      <Row line={written(footer)} />
    </Box>
  );
}

/** What to do, and the other language in its own words, where they can be shown. Bangla comes last. */
function invitation(isAscii: boolean): Line {
  const choose = t`Choose a scenario`;
  const key = span(' A ', 'strong');
  return spoken() === 'bn'
    ? [key, span('English', 'dim'), span(`   ${choose}`)]
    : [span(` ${choose}  `), key, span(isAscii ? 'Bangla' : 'বাংলা', 'dim')];
}

function Indicator({ isSelected = false }: IndicatorProps) {
  return <Mark sign={isSelected ? '▸' : ' '} />;
}

function AsciiIndicator({ isSelected = false }: IndicatorProps) {
  return <Mark sign={isSelected ? '>' : ' '} />;
}

function Mark({ sign }: { sign: string }) {
  return (
    <Box flexShrink={0}>
      <Row line={[span(` ${sign} `, 'accent')]} />
    </Box>
  );
}

function Item({ isSelected = false, label }: ItemProps) {
  return (
    <Text wrap="truncate-end" bold={isSelected}>
      {label}
    </Text>
  );
}
