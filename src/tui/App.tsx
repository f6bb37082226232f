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
 * Reads keys and the size of the window, and hands the lines of `screenOf` to the painter after each change, without
 * rendering anything: Ink itself shows only the text for a screen reader.
 */
export function App({ runner, pastes, painter }: Props) {
  const size = useWindowSize();
  const isReadAloud = useIsScreenReaderEnabled();
  const read = useSyncExternalStore(runner.subscribe, () => (isReadAloud ? runner.state : null));
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
    let isShown = true;
    const paint = () => {
      const { state } = runner;
      if (isShown) orEnd(() => painter.paint(screenOf(state, size), size, state.capabilities.colouring));
    };
    paint();
    const leave = runner.subscribe(onceEachTurn(paint));
    return () => {
      isShown = false;
      leave();
    };
  }, [runner, painter, size, isReadAloud]);
  return read === null ? null : <Text>{orEnd(() => screenReaderLines(read).join('\n'))}</Text>;
}

/** A function that does some work once what runs at present has ended, however often it is called until then. */
function onceEachTurn(work: () => void): () => void {
  let isPlanned = false;
  return () => {
    if (isPlanned) return;
    isPlanned = true;
    queueMicrotask(() => {
      isPlanned = false;
      work();
    });
  };
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
