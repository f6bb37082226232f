import { Box, Text, useInput, useWindowSize } from 'ink';
import { useStore } from 'zustand';
import { footerLine, helpLines } from '../view/footer.ts';
import { SMALLEST } from '../view/layout.ts';
import { sessionScreen } from '../view/screen.ts';
import { fill, type Line, lineWidth, type Size, span } from '../view/text.ts';
import { footerCommands, press, sections } from './commands.ts';
import { keysOf } from './keys.ts';
import { Menu } from './Menu.tsx';
import { Row } from './Row.tsx';
import type { State, Store } from './store.ts';

/** The root: the only component that reads keys and the window's size. */
export function App({ store }: { store: Store }) {
  const size = useWindowSize();
  const state = useStore(store.state);
  useInput((input, key) => {
    for (const name of keysOf(input, key)) press(store, name);
  });
  if (size.columns < SMALLEST.columns || size.rows < SMALLEST.rows) return <TooSmall size={size} />;
  if (state.mode === 'help') return <Rows lines={helpScreen(state, size)} size={size} />;
  if (state.opened) {
    const { entry, scene } = state.opened;
    return <Rows lines={sessionScreen(scene, entry.id, size, footer(state, size)) ?? []} size={size} />;
  }
  return (
    <Menu
      entries={store.matches}
      selected={state.selected}
      filter={state.filter}
      isFiltering={state.mode === 'filter'}
      preview={store.preview}
      size={size}
      footer={footer(state, size)}
    />
  );
}

function Rows({ lines, size }: { lines: readonly Line[]; size: Size }) {
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      {lines.map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <Row key={row} line={line} />
      ))}
    </Box>
  );
}

function TooSmall({ size }: { size: Size }) {
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      <Text wrap="wrap">
        Backstep needs {SMALLEST.columns} × {SMALLEST.rows} cells; this terminal has {size.columns} ×{' '}
        {size.rows}. Make it larger, or press q.
      </Text>
    </Box>
  );
}

function footer(state: State, { columns }: Size): Line {
  const { mode, prompt, message, opened } = state;
  if (mode === 'goto') {
    const total = opened?.scene.session.total ?? 0;
    return [
      span(' :', 'accent'),
      span(prompt, 'strong'),
      span('▏', 'accent'),
      span(`   a step from 0 to ${total}; Enter goes there, Esc does not`, 'dim'),
    ];
  }
  if (mode === 'filter') {
    const typing = [
      { keys: ['enter'], hint: 'keep' },
      { keys: ['escape'], hint: 'show all' },
      { keys: ['down'], hint: 'down' },
      { keys: ['up'], hint: 'up' },
    ];
    return [span(' type to filter ', 'dim'), ...footerLine(typing, columns - 16)];
  }
  const said = message === null ? [] : [span(` ${message} `, 'warning')];
  return [...said, ...footerLine(footerCommands(state), columns - lineWidth(said))];
}

function helpScreen({ helpTop }: State, { columns, rows }: Size): Line[] {
  const lines = helpLines(sections);
  const room = rows - 3;
  const top = Math.min(helpTop, Math.max(0, lines.length - room));
  const isLonger = lines.length > room;
  return [
    [span(' Backstep ', 'accent'), span(' keys', 'strong')],
    [span('─'.repeat(columns), 'dim')],
    ...fill(lines.slice(top), room),
    footerLine(
      [
        ...(isLonger
          ? [
              { keys: ['down'], hint: 'more' },
              { keys: ['up'], hint: 'back' },
            ]
          : []),
        { keys: ['?'], hint: 'close' },
      ],
      columns,
    ),
  ];
}
