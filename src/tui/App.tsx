import { Box, Text, useInput, useIsScreenReaderEnabled, useWindowSize } from 'ink';
import { useSyncExternalStore } from 'react';
import type { AppRunner } from '../app/runner.ts';
import { screenOf } from '../app/screen/screen.ts';
import { screenReaderLines } from '../app/screen/screen-reader.ts';
import { heard } from './keys.ts';
import { Row } from './Row.tsx';

/** Reads keys and the size of the window, and paints the lines of `screenOf`, or the text for a screen reader. */
export function App({ runner }: { runner: AppRunner }) {
  const size = useWindowSize();
  const state = useSyncExternalStore(runner.subscribe, () => runner.state);
  const isReadAloud = useIsScreenReaderEnabled();
  useInput((input, key) => {
    for (const each of heard(input, key)) {
      if (typeof each === 'string') runner.press(each);
      else runner.point(each, size);
    }
  });
  if (isReadAloud) return <Text>{screenReaderLines(state).join('\n')}</Text>;
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      {screenOf(state, size).map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is identified by its position
        <Row key={row} line={line} colouring={state.capabilities.colouring} />
      ))}
    </Box>
  );
}
