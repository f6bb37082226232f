import { Box, Text } from 'ink';
import SelectInput, { type IndicatorProps, type ItemProps } from 'ink-select-input';
import { inLanguage } from '../scenario/scenario.ts';
import type { Language } from '../scenario/schema.ts';
import { type Line, PROSE_MARGIN, type Size, span } from '../view/text.ts';
import { Row } from './Row.tsx';
import type { Entry } from './store.ts';

interface Props {
  readonly entries: readonly Entry[];
  readonly selected: number;
  readonly filter: string;
  readonly isFiltering: boolean;
  readonly language: Language;
  readonly size: Size;
  readonly footer: Line;
}

/** Rows of all that is not the list: two of heading, a rule, the introduction, the footer. */
const INTRODUCTION_ROWS = 5;
/** From this width on the names for the command line stand before the titles. */
const ROOMY = 100;
const OTHER_ROWS = 4 + INTRODUCTION_ROWS;

/** The list of scenarios, and the introduction of the highlighted one. */
export function Menu({ entries, selected, filter, isFiltering, language, size, footer }: Props) {
  const idWidth = size.columns < ROOMY ? 0 : Math.max(...entries.map(({ id }) => id.length + 2), 0);
  const items = entries.map(({ id, scenario }) => {
    const title = inLanguage(scenario.title, language);
    const teaches = inLanguage(scenario.teaches, language);
    return {
      value: id,
      label: `${idWidth > 0 ? id.padEnd(idWidth) : ''}${title}${teaches === '' ? '' : ` — ${teaches}`}`,
    };
  });
  const limit = Math.max(1, size.rows - OTHER_ROWS);
  const current = entries[selected];
  const heading: Line = [
    span(' Backstep ', 'accent'),
    span(' every operation inside a neural network, forwards and back', 'dim'),
  ];
  const status: Line =
    isFiltering || filter !== ''
      ? [
          span(' /', 'accent'),
          span(filter, 'strong'),
          span(isFiltering ? '▏' : '', 'accent'),
          span(`  ${entries.length} found`, 'dim'),
        ]
      : [span(' Choose a scenario', 'plain')];
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      <Row line={heading} />
      <Row line={status} />
      <Box flexDirection="column" flexGrow={1} paddingRight={PROSE_MARGIN}>
        {items.length === 0 ? (
          <Text dimColor> No scenario has these words. Esc shows all.</Text>
        ) : (
          // It keeps its place by its key: the keys are read by the one table, which also sees fast presses.
          <SelectInput
            key={`${filter} ${selected} ${limit}`}
            items={items}
            initialIndex={selected}
            limit={limit}
            isFocused={false}
            indicatorComponent={Indicator}
            itemComponent={Item}
          />
        )}
      </Box>
      <Row line={[span('─'.repeat(size.columns), 'dim')]} />
      <Box height={INTRODUCTION_ROWS} width={size.columns - PROSE_MARGIN} paddingLeft={1} overflow="hidden">
        <Text>{current ? inLanguage(current.scenario.intro, language) : ''}</Text>
      </Box>
      <Row line={footer} />
    </Box>
  );
}

function Indicator({ isSelected = false }: IndicatorProps) {
  return (
    <Box flexShrink={0}>
      <Text {...(isSelected ? { color: '#56B4E9', bold: true } : {})}>{isSelected ? ' ▸ ' : '   '}</Text>
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
