/** The stack: the frames that the step at the cursor is in. */
import { msg, t } from '../../i18n/translate.ts';
import type { Level } from '../../session/frames.ts';
import type { Session } from '../../session/session.ts';
import type { Row } from './row.ts';

/** The level of a frame, padded to the width of its column. */
const levelWords: Readonly<Record<Level, string>> = {
  cell: msg('cell   '),
  node: msg('node   '),
  layer: msg('layer  '),
  phase: msg('phase  '),
  example: msg('example'),
  'micro-batch': msg('micro  '),
  batch: msg('batch  '),
  epoch: msg('epoch  '),
  run: msg('run    '),
};

/** A row for each frame, the innermost first; selecting it leads to where the frame starts. */
export function frameRows(session: Session): Row[] {
  if (session.total === 0) return [];
  return session.frames
    .stack(Math.max(1, session.position))
    .reverse()
    .map(({ level, name, start, end }) => ({
      text: t`${t(levelWords[level])}  ${name.padEnd(14)}  steps ${String(start + 1)} to ${String(end)}`,
      step: start,
    }));
}
