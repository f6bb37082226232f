import { Text, useInput, useIsScreenReaderEnabled, useWindowSize } from 'ink';
import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { AppRunner } from '../app/runner.ts';
import { screenOf } from '../app/screen/screen.ts';
import { screenReaderLines } from '../app/screen/screen-reader.ts';
import { heard } from './keys.ts';
import type { Painter } from './painter.ts';
import type { Pastes } from './paste.ts';

interface Props {
  readonly runner: AppRunner;
  readonly pastes: Pastes;
  readonly painter: Painter;
}

/**
 * Reads keys and the size of the window, and hands the lines of `screenOf` to the painter. Ink itself shows only the
 * text for a screen reader.
 */
export function App({ runner, pastes, painter }: Props) {
  const size = useWindowSize();
  const state = useSyncExternalStore(runner.subscribe, () => runner.state);
  const isReadAloud = useIsScreenReaderEnabled();
  useInput((input, key) => {
    for (const each of heard(input, key)) {
      const pasted = typeof each === 'string' ? pastes.textOf(each) : null;
      if (pasted !== null) runner.paste(pasted);
      else if (typeof each === 'string') runner.press(each);
      else runner.point(each, size);
    }
  });
  useLayoutEffect(() => {
    if (isReadAloud) return;
    orEnd(() => painter.paint(screenOf(state, size), size, state.capabilities.colouring));
  }, [painter, state, size, isReadAloud]);
  return isReadAloud ? <Text>{orEnd(() => screenReaderLines(state).join('\n'))}</Text> : null;
}

/**
 * The result of the work. An error ends the program as one that nobody catches: left to Ink, it would take seconds to
 * show the place in the source, which is one long line.
 */
function orEnd<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
    return null;
  }
}
