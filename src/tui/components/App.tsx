import { Box, Text, useInput, useIsScreenReaderEnabled, useWindowSize } from 'ink';
import { useStore } from 'zustand';
import { t } from '../../i18n/translate.ts';
import { SMALLEST } from '../../view/layout.ts';
import { settled } from '../../view/scene/view-options.ts';
import { sessionScreen } from '../../view/screen.ts';
import { asciiLine } from '../../view/terminal/ascii.ts';
import type { Line, Size } from '../../view/terminal/text.ts';
import { press } from '../actions/modes.ts';
import { looksOf } from '../actions/predicting.ts';
import type { Store } from '../state/store.ts';
import { keysOf } from './keys.ts';
import { listScreen } from './list.ts';
import { Menu } from './Menu.tsx';
import { Row } from './Row.tsx';
import { readingLines } from './screen-reader.ts';
import { footer, notes } from './status-line.ts';

/** The root: the only component that reads keys and the window's size. */
export function App({ store }: { store: Store }) {
  const size = useWindowSize();
  const state = useStore(store.state);
  const isReadAloud = useIsScreenReaderEnabled();
  useInput((input, key) => {
    for (const name of keysOf(input, key)) press(store, name);
  });
  if (isReadAloud) return <Text>{readingLines(state, store.matches).join('\n')}</Text>;
  if (size.columns < SMALLEST.columns || size.rows < SMALLEST.rows) return <TooSmall size={size} />;
  const shown = (lines: readonly Line[]) => <Rows lines={lines} size={size} isAscii={store.isAscii} />;
  if (state.list) return shown(listScreen(state.list, size));
  if (state.opened) {
    const { entry, scene } = state.opened;
    const lines = sessionScreen(
      scene,
      entry.id,
      size,
      settled(looksOf(state), scene.debug.watches.length > 0),
      notes(state, size),
      footer(state, size),
    );
    return shown(lines ?? []);
  }
  return (
    <Menu
      entries={store.matches}
      selected={state.highlighted}
      filter={state.filter}
      isFiltering={state.mode === 'filter'}
      preview={store.preview}
      size={size}
      footer={footer(state, size)}
      isAscii={store.isAscii}
    />
  );
}

function Rows({ lines, size, isAscii }: { lines: readonly Line[]; size: Size; isAscii: boolean }) {
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      {lines.map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <Row key={row} line={isAscii ? asciiLine(line, size.columns) : line} />
      ))}
    </Box>
  );
}

function TooSmall({ size }: { size: Size }) {
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      <Text wrap="wrap">
        {t`Backstep needs ${String(SMALLEST.columns)} × ${String(SMALLEST.rows)} cells; this terminal has ${String(size.columns)} × ${String(size.rows)}. Make it larger, or press q.`}
      </Text>
    </Box>
  );
}
