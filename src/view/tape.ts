/** The tape pane: the steps around the cursor, one a row. What lies ahead keeps its result to itself. */
import type { Phase } from '../core/program.ts';
import { lineEntered } from '../debugger/listing-places.ts';
import type { NamedValue } from '../debugger/steps.ts';
import { formatNumber } from './format.ts';
import type { Ahead, Looks } from './looks.ts';
import { operationText } from './operation.ts';
import { type Place, type Scene, UNKNOWN } from './scene.ts';
import { cut, type Line, padText, type Size, span, type Tone, windowStart } from './text.ts';

interface Row {
  readonly step: number;
  readonly phase: Phase | null;
  readonly result: string;
  readonly names: string;
  readonly numbers: string;
}

/** From this width on the operations stand there in names as well. */
const WIDE = 76;

const shortPhase: Readonly<Record<Phase, string>> = {
  forward: 'fwd ',
  loss: 'loss',
  backward: 'back',
  update: 'upd ',
};

/**
 * The rows around the cursor, or around the selected step; `▸` marks the step just done, `›` the
 * selected one, `◆` one with a breakpoint.
 */
export function tapeLines(
  scene: Scene,
  { columns, rows }: Size,
  { step: selected, ahead }: Pick<Looks, 'step' | 'ahead'>,
): Line[] {
  const { position, total } = scene.session;
  const length = Math.min(rows, total + 1);
  const first = windowStart(total + 1, length, selected ?? position);
  const shown = Array.from({ length }, (_, index) => row(scene, first + index, ahead));
  const width = (part: keyof Row) => Math.max(...shown.map((each) => String(each[part]).length));
  const stepWidth = String(total).length;
  const numbersWidth = width('numbers');
  const fixed = 3 + stepWidth + 2 + 6;
  const resultWidth = Math.max(6, Math.min(width('result'), columns - fixed - 2 - numbersWidth));
  const room = columns - fixed - resultWidth - 2 - numbersWidth - 2;
  const namesWidth = columns >= WIDE ? Math.max(0, Math.min(width('names'), room)) : 0;
  return shown.map(({ step, phase, result, names, numbers }) => {
    const isHere = step === position;
    const isSelected = step === selected;
    const tone: Tone = isHere ? 'strong' : step < position ? 'plain' : 'dim';
    return cut(
      [
        span(isStop(scene, step) ? '◆' : ' ', 'warning'),
        span(isSelected ? '› ' : isHere ? '▸ ' : '  ', 'accent'),
        span(`${padText(String(step), stepWidth, 'right')}  `, isHere || isSelected ? 'accent' : 'dim'),
        span(`${phase === null ? '    ' : shortPhase[phase]}  `, phase === 'backward' ? 'gradient' : 'dim'),
        span(`${padText(result, resultWidth)}  `, tone),
        ...(namesWidth > 0 ? [span(`${padText(names, namesWidth)}  `, isHere ? 'plain' : 'dim')] : []),
        span(numbers, tone),
      ],
      columns,
    );
  });
}

/** Whether a breakpoint that is enabled stands at the step by its place: `◆`. */
function isStop(scene: Scene, step: number): boolean {
  const instruction = scene.place(step)?.instruction;
  if (!instruction) return false;
  const { frames, values } = scene.session;
  const { op, result, scope } = instruction;
  return scene.debug.breakpoints.some(({ spec, isEnabled }) => {
    if (!isEnabled || spec.type !== 'place') return false;
    const { place, name } = spec;
    if (place === 'at') return values.slotsOf(name).includes(result);
    if (place === 'kind') return op === name;
    if (place === 'line') return lineEntered(scene.session, step) === Number(name);
    return scope[place] === name && frames.before(step, place) === step - 1;
  });
}

function row(scene: Scene, step: number, told: Ahead): Row {
  const place = scene.place(step);
  if (!place) return { step, phase: null, result: 'start', names: '', numbers: '' };
  const record = scene.session.step(step);
  const { op, scope } = place.instruction;
  const isDone = step <= scene.session.position;
  const isNamed = isDone || told !== 'nothing';
  const numbers = record.operands.map((operand, index) =>
    isDone ? formatNumber(operand.value) : ahead(scene, place, operand, index),
  );
  const left = isDone || told === 'numbers' ? `${operationText(op, numbers)} = ` : '';
  return {
    step,
    phase: scope.phase,
    result: record.result.name,
    names: isNamed
      ? operationText(
          op,
          record.operands.map(({ name }) => name),
        )
      : '',
    numbers: `${left}${isDone ? formatNumber(record.result.value) : UNKNOWN}`,
  };
}

/** An operand of a step that has not been done: told where the cursor's own iteration knows it. */
function ahead(
  scene: Scene,
  { segment, step, instruction }: Place,
  { value }: NamedValue,
  operand: number,
): string {
  const { session } = scene;
  if (step === session.position + 1) return formatNumber(value);
  const isSameIteration = segment.start === session.engine.schedule.segmentAt(session.position).start;
  return isSameIteration ? scene.number(instruction.operands[operand] as number) : UNKNOWN;
}
