import { Text, useInput, useIsScreenReaderEnabled, useWindowSize } from 'ink';
import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { AppRunner } from '../app/runner.ts';
import { screenOf } from '../app/screen/screen.ts';
import { screenReaderLines } from '../app/screen/screen-reader.ts';
import { heard } from './keys.ts';
import type { Painter } from './painter.ts';

interface Props {
  readonly runner: AppRunner;
  readonly painter: Painter;
}

/**
 * Reads keys and the size of the window, and hands the lines of `screenOf` to the painter. Ink itself shows only the
 * text for a screen reader.
 */
export function App({ runner, painter }: Props) {
  const size = useWindowSize();
  const state = useSyncExternalStore(runner.subscribe, () => runner.state);
  const isReadAloud = useIsScreenReaderEnabled();
  useInput((input, key) => {
    for (const each of heard(input, key)) {
      if (typeof each === 'string') runner.press(each);
      else runner.point(each, size);
    }
  });
  useLayoutEffect(() => {
    if (!isReadAloud) painter.paint(screenOf(state, size), size, state.capabilities.colouring);
  }, [painter, state, size, isReadAloud]);
  return isReadAloud ? <Text>{screenReaderLines(state).join('\n')}</Text> : null;
}
