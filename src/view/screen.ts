/** The whole screen of a session: the panes side by side and below each other, exactly as large as asked. */
import { networkLines } from './drawing.ts';
import { usefulRows } from './geometry.ts';
import { headerLines } from './header.ts';
import { layoutOf } from './layout.ts';
import type { Scene } from './scene.ts';
import { noteLines, stageLines } from './stage.ts';
import { tapeLines } from './tape.ts';
import { cut, fill, type Line, pad, type Size, span } from './text.ts';
import { valueLines } from './values.ts';

/**
 * A session's screen at its cursor.
 *
 * @param footer the last line
 * @returns `size.rows` lines of at most `size.columns` cells, or null where the screen is too small
 */
export function sessionScreen(scene: Scene, id: string, size: Size, footer: Line): Line[] | null {
  const layout = layoutOf(size, usefulRows(scene.network));
  if (!layout) return null;
  const { network, stage, tape, values, note, valuesAside, isLow } = layout;
  const upper = [
    ...fill(networkLines(scene, network), network.rows),
    ...(isLow ? [] : [rule('operation', stage.columns)]),
    ...fill(stageLines(scene, stage), stage.rows),
  ];
  const tapeRows = fill(tapeLines(scene, tape), tape.rows);
  const valueRows = fill(valueLines(scene, values), values.rows);
  const body = valuesAside
    ? beside(
        [...upper, rule('tape', tape.columns), ...tapeRows],
        [rule('values', values.columns), ...valueRows],
        stage.columns,
      )
    : [
        ...upper,
        ...beside(
          [rule('tape', tape.columns), ...tapeRows],
          [rule('values', values.columns), ...valueRows],
          tape.columns,
        ),
      ];
  return [
    ...headerLines(scene, id, size.columns),
    ...body,
    ...fill(noteLines(scene, note), note.rows),
    cut(footer, size.columns),
  ];
}

/** Two columns with a line between them. */
function beside(left: readonly Line[], right: readonly Line[], columns: number): Line[] {
  return left.map((line, index) => [
    ...pad(line, columns),
    span(index === 0 ? '┬' : '│', 'dim'),
    ...(right[index] ?? []),
  ]);
}

/** `── tape ─────`. */
function rule(title: string, columns: number): Line {
  return cut(
    [
      span('── ', 'dim'),
      span(title, 'dim'),
      span(` ${'─'.repeat(Math.max(0, columns - title.length - 4))}`, 'dim'),
    ],
    columns,
  );
}
