/** The line above the keys: how far the run is, and how far this pass through the network. */
import { extremesOf } from '../../analysis/curves/extremes.ts';
import { surveyOf } from '../../analysis/survey.ts';
import { isAtPlace } from '../../breakpoints/stops.ts';
import type { Engine } from '../../core/execution/machine.ts';
import { memoizeLast } from '../../core/memo.ts';
import type { Segment } from '../../core/schedule.ts';
import type { Tone } from '../colours/palette.ts';
import type { Scene } from '../scene/scene.ts';
import { aimed } from '../terminal/aim.ts';
import { Canvas } from '../terminal/canvas.ts';
import { type Aim, type Line, lineWidth, span } from '../terminal/text.ts';
import { breakpointSign } from './breakpoint-sign.ts';
import {
  epochText,
  type PlacedStretch,
  type Plan,
  type PlannedRun,
  positionLine,
  type Stretch,
  scrubberPlans,
} from './scrubber-plan.ts';
import { levelBar } from './sparkline.ts';

/**
 * ` epoch 12/50 ██▇▆●────  forward ━━●─── loss ─── backward ────   2,000,000 / 8,465,600 `. Its parts stay in their
 * places from step to step: they depend on the run and the width alone.
 *
 * @param isPredicting whether the quiz is on; then nothing is shown of what lies ahead
 */
export function scrubberLine(scene: Scene, columns: number, isPredicting = false): Line {
  const { engine, position, total } = scene.session;
  const right = positionLine(position, total);
  const canvas = new Canvas({ columns: columns - lineWidth(right), rows: 1 });
  const plan = scrubberPlans(engine)(columns);
  const put: Put = (x, text, tone) => canvas.text({ x, y: 0 }, [span(text, tone)]);
  const { firstNotFinite } = surveyOf(scene.session);
  const isTold = firstNotFinite !== null && (!isPredicting || firstNotFinite <= position);
  const fault = isTold ? firstNotFinite : null;
  const aims: readonly Aim[] = total > 0 && !isPredicting ? stepAims(scene, plan) : [];
  if (plan.run) putRun(scene, plan.run, put, fault);
  if (total > 0) putPass(scene, plan, put, fault);
  return [...aimed(canvas.lines()[0] ?? [], aims), ...right];
}

const passAims = memoizeLast<readonly Aim[]>();

/**
 * For each cell of the lines the step that a click on it goes to: the first of its share. They stay the same within a
 * pass.
 */
function stepAims({ session }: Scene, { run, stretches }: Plan): readonly Aim[] {
  const { engine, position, total } = session;
  const pass = passAt(engine, engine.schedule.segmentAt(position));
  return passAims(stretches, [pass.start, pass.length, total], () => aimsOf(run, stretches, pass, total));
}

function aimsOf(
  run: PlannedRun | null,
  stretches: readonly PlacedStretch[],
  pass: { readonly start: number; readonly length: number },
  total: number,
): Aim[] {
  const aim = (x: number, step: number): Aim => ({ from: x, to: x + 1, target: { kind: 'step', step } });
  const cells = run?.epochs.length ?? 0;
  const ofRun = Array.from({ length: cells }, (_, cell) =>
    aim((run as PlannedRun).x + (run as PlannedRun).prefix.length + cell, stepOfCell(cell, cells, total)),
  );
  const ofPass = stretches
    .filter(({ first }) => first < pass.length)
    .flatMap(({ first, length, name, x, cells: own }): Aim[] => {
      const start = pass.start + first;
      const named: Aim = { from: x - name.length, to: x, target: { kind: 'step', step: start + 1 } };
      const line = Array.from({ length: own }, (_, cell) =>
        aim(x + cell, start + Math.max(1, stepOfCell(cell, own, length))),
      );
      return name === '' ? line : [named, ...line];
    });
  return [...ofRun, ...ofPass];
}

/** The first of `steps` steps that is drawn in a cell; the last cell stands for the last step. */
function stepOfCell(cell: number, cells: number, steps: number): number {
  return cell === cells - 1 ? steps : Math.ceil((cell / cells) * steps);
}

type Put = (x: number, text: string, tone: Tone) => void;

/** The run: the mean loss of the epochs that are finished, up to the cursor. */
function putRun(
  { session, debug }: Scene,
  { x, word, prefix, epochs }: PlannedRun,
  put: Put,
  fault: number | null,
): void {
  const { engine, position, total } = session;
  const { run, schedule } = engine;
  const { epoch } = schedule.segmentAt(position);
  put(x, `${word}${epochText(Math.min(epoch, run.epochs), run.epochs)} `, 'lossStrong');
  const start = x + prefix.length;
  const cells = epochs.length;
  const cellOf = (step: number) => Math.min(cells - 1, Math.floor((step / total) * cells));
  const done = position === total ? cells : cellOf(position);
  const { means } = surveyOf(session);
  const known = Math.min(means.length, schedule.epochStart(epoch + 1) <= position ? epoch : epoch - 1);
  const bar = levelBar(extremesOf(means, known));
  for (let cell = 0; cell < done; cell++) {
    const index = (epochs[cell] as number) - 1;
    const mean = index < known ? means[index] : undefined;
    if (mean === undefined) put(start + cell, '━', 'loss');
    else put(start + cell, bar(mean), Number.isFinite(mean) ? 'loss' : 'warning');
  }
  put(start + done, '─'.repeat(cells - done), 'frame');
  if (fault !== null) put(start + cellOf(fault), '!', 'warning');
  if (done < cells) put(start + done, '●', 'strong');
  for (const [letter, step] of debug.marks) if (letter !== "'") put(start + cellOf(step), letter, 'strong');
}

/** The steps of the pass that a segment belongs to: an example, with the update that follows it. */
function passAt({ run }: Engine, { program, start, length, example, firstExample, size }: Segment) {
  const steps = run.example.instructions.length;
  if (program === 'update') return { start: start - steps, length: steps + length };
  const isLast = program === 'example' && example === firstExample + size - 1;
  return { start, length: length + (isLast ? run.update.instructions.length : 0) };
}

/** The pass: each phase with its name and its line. */
function putPass(scene: Scene, { stretches }: Plan, put: Put, fault: number | null): void {
  const { engine, position, total } = scene.session;
  const segment = engine.schedule.segmentAt(position);
  const pass = passAt(engine, segment);
  const present = scene.lastStep?.instruction.scope.phase;
  // What is computed after training has no backward phase and no update.
  const isShown = ({ first }: Stretch) => segment.program !== 'finish' || first < segment.length;
  const shown = stretches.filter(isShown);
  const cellOf = ({ first, length, x, cells }: PlacedStretch, step: number) =>
    x + Math.min(cells - 1, Math.floor(((step - pass.start - first) / length) * cells));
  const mark = (step: number, text: string, tone: Tone) => {
    const index = step - pass.start - 1;
    const own = shown.find(({ first, length }) => index >= first && index < first + length);
    if (own && index < pass.length) put(cellOf(own, step), text, tone);
  };
  for (const each of shown) {
    const { phase, first, length, name, x, cells } = each;
    const done = Math.max(0, Math.min(length, position - pass.start - first));
    const isPresent = phase === present;
    put(x - name.length, name, isPresent ? `${phase}Strong` : done > 0 ? phase : 'ahead');
    const cell = done === length ? cells : Math.floor((done / length) * cells);
    put(x, '━'.repeat(cell), phase);
    put(x + cell, '─'.repeat(cells - cell), 'frame');
  }
  for (const { index, sign } of breakpointsIn(scene)) mark(pass.start + index + 1, sign, 'warning');
  if (fault !== null) mark(fault, '!', 'warning');
  const own = shown.find(({ phase }) => phase === present);
  const isInside = own && position < total && position - pass.start - own.first < own.length;
  if (isInside) put(cellOf(own, position), '●', `${own.phase}Strong`);
  for (const [letter, step] of scene.debug.marks) if (letter !== "'") mark(step, letter, 'strong');
}

const breakpointSteps = memoizeLast<readonly { readonly index: number; readonly sign: string }[]>();

/** The indices in a pass of the steps with breakpoints at their places, with the sign of each. */
function breakpointsIn({ session, debug }: Scene) {
  const { engine } = session;
  const { run } = engine;
  const places = debug.breakpoints.filter(({ spec }) => spec.type === 'place');
  if (places.length === 0) return [];
  return breakpointSteps(engine, [debug.breakpoints], () => {
    // The first batch has every instruction of a pass: its first example, and the update after its last one.
    const examples = run.example.instructions.map((_, index) => ({ index, step: index + 1 }));
    const updateStart = Math.min(run.batch, run.data.length) * examples.length;
    const updates = run.update.instructions.map((_, index) => ({
      index: examples.length + index,
      step: updateStart + index + 1,
    }));
    return [...examples, ...updates].flatMap(({ index, step }) => {
      const own = places.filter(({ spec }) => spec.type === 'place' && isAtPlace(session, spec, step));
      return own.length === 0 ? [] : [{ index, sign: breakpointSign(own) }];
    });
  });
}
