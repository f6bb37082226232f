/** The operation pane: the step just done, as large as fits, and below it the formula that it is a part of. */
import { keySign } from '../../../keys/bindings.ts';
import type { Scene } from '../../scene/scene.ts';
import type { ViewOptions } from '../../scene/view-options.ts';
import { grouped } from '../../terminal/format.ts';
import { filled, type Line, lineWidth, type Size, span } from '../../terminal/text.ts';
import { equationsOf } from './equation-parts.ts';
import { formulaLines } from './formula.ts';
import { heroLines, MOST_LARGE_SCALE, MOST_SCALE } from './hero.ts';
import { asked, done } from './shown-step.ts';

/** What of the view options the pane depends on. */
export type OperationLooks = Pick<ViewOptions, 'ahead' | 'isAsking' | 'guess' | 'isLarge' | 'hasHalfBlocks'>;

/** The pane, with the phase of the step in its border. */
export function operationPane(scene: Scene, size: Size, looks: OperationLooks) {
  const place = shownPlace(scene, looks);
  const phase = place?.instruction.scope.phase;
  return {
    lines: operationLines(scene, size, looks),
    ...(phase && { mark: [span(phase, `${phase}Strong`)] }),
  };
}

/** The step that is drawn: the next one while its result is asked for, otherwise the one just done. */
function shownPlace({ lastStep, next }: Scene, { isAsking }: OperationLooks) {
  return isAsking && next ? next : lastStep;
}

/** The lines of the pane, at most `rows`. */
export function operationLines(scene: Scene, size: Size, looks: OperationLooks): Line[] {
  const { columns, rows } = size;
  const place = shownPlace(scene, looks);
  if (!place) return opening(scene, size);
  const isDone = place.step <= scene.session.position;
  const forms = equationsOf(
    scene,
    isDone ? done(scene, place) : asked(scene, place, looks.ahead, looks.guess),
  );
  const most = looks.isLarge ? MOST_LARGE_SCALE : MOST_SCALE;
  const hero = heroLines(forms, size, { most, hasHalfBlocks: looks.hasHalfBlocks });
  // A row is kept for the formula, so that nothing moves where a step has none.
  const free = Math.max(0, rows - hero.length - 1);
  const above = Math.floor(free / 2);
  const room = { columns, rows: rows - hero.length - above };
  const formula = room.rows > 0 && isDone ? formulaLines(scene, place, room, looks.ahead) : [];
  const between = formula.length < room.rows ? 1 : 0;
  const block = [
    ...blank(above),
    ...hero,
    ...blank(between),
    ...formula.map((line) => centred(line, columns)),
  ];
  return block.slice(0, rows);
}

/** At the start: the key for the first operation, and the one that steps back. */
function opening({ session }: Scene, { columns, rows }: Size): Line[] {
  const { total } = session;
  const first: Line = [
    span('press ', 'mute'),
    filled(span(` ${keySign('right')} `), 'forward'),
    ...(total === 1
      ? [span(' for the only operation', 'mute')]
      : [span(' for the first of ', 'mute'), span(grouped(total), 'strong'), span(' operations', 'mute')]),
  ];
  const back: Line = [
    span('and ', 'ahead'),
    span(` ${keySign('left')} `, 'strong'),
    span(' to step back', 'ahead'),
  ];
  const gap = rows >= 3 ? 1 : 0;
  const lines = total === 0 ? [[span('no operations', 'mute')]] : [first, ...blank(gap), back];
  const above = Math.max(0, Math.floor((rows - lines.length) / 2));
  return [...blank(above), ...lines.map((line) => centred(line, columns))].slice(0, rows);
}

function blank(rows: number): Line[] {
  return Array.from({ length: rows }, () => []);
}

function centred(line: Line, columns: number): Line {
  return [span(' '.repeat(Math.max(0, Math.floor((columns - lineWidth(line)) / 2)))), ...line];
}
