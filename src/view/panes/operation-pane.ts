/**
 * The operation pane: the step just done in names and numbers, the formula that it is a part of, and the next step.
 */
import type { Phase, Slot } from '../../core/program.ts';
import { equationForms, fittingForm, operandDigits, operationLine } from '../notation/equation.ts';
import { operandLabels } from '../notation/leaves.ts';
import { operationText } from '../notation/operation.ts';
import type { Place, Scene } from '../scene/scene.ts';
import type { LookaheadDetail, ViewOptions } from '../scene/view-options.ts';
import { UNKNOWN } from '../terminal/format.ts';
import type { Tone } from '../terminal/palette.ts';
import { cut, fill, type Line, lineWidth, numberSpan, type Size, type Span, span } from '../terminal/text.ts';
import { formulaLines } from './formula.ts';
import type { PaneContent } from './pane.ts';

/** Width of the labels on the left (`done`, `next`), in cells. */
const MARGIN = 7;

/** The pane, with the phase of the step in its border. */
export function operationPane(scene: Scene, size: Size, { ahead }: ViewOptions): PaneContent {
  const phase = scene.lastStep?.instruction.scope.phase;
  return {
    lines: operationLines(scene, size, ahead),
    ...(phase && { mark: [span(phase, `${phase}Strong`)] }),
  };
}

/** The lines of the pane. With few rows the formula is left out, in names first, then in numbers. */
export function operationLines(scene: Scene, { columns, rows }: Size, ahead: LookaheadDetail): Line[] {
  const { lastStep, next } = scene;
  const head = lastStep ? doneLine(scene, lastStep, columns) : opening(scene);
  const tail = next ? nextStepLine(scene, next, columns, ahead) : [label('end')];
  const formula = lastStep ? formulaLines(scene, lastStep, columns, MARGIN, ahead) : [];
  const room = Math.max(0, rows - 2);
  const shown = formula.slice(Math.max(0, formula.length - room));
  return [head, ...fill(shown, room), tail].map((line) => cut(line, columns));
}

function label(word: string, tone: Tone = 'mute'): Span {
  return span(` ${word}`.padEnd(MARGIN), tone);
}

/** `done  node_0.product[0] = children × node_0.w[0]:  2 × 1 = 2`. */
function doneLine(scene: Scene, place: Place, columns: number): Line {
  const { operands, result } = scene.session.step(place.step);
  const values = operands.map(({ value }) => value);
  const tones = { operation: 'strong', result: 'accent' } as const;
  const sign = scene.resultSign(place.step);
  const forms = equationForms(place.instruction.op, values, result.value, tones, sign);
  const room = columns - MARGIN - lineWidth([span(`${result.name} = …  `)]);
  const computed = fittingForm(forms, room, columns) ?? [
    span('= ', 'strong'),
    numberSpan(result.value, 'accent', undefined, sign),
  ];
  return fitted([...stepInNames(scene, place), span(':  ')], computed, columns);
}

/** `done  node_0.product[0] = children × node_0.w[0]`. */
export function stepInNames(scene: Scene, place: Place): Line {
  return [
    label('done', 'accent'),
    span(scene.name(place.instruction.result), toneOfPhase(place.instruction.scope.phase)),
    span(` = ${namesText(scene, place)}`),
  ];
}

/** The next step, with as much detail as `ahead` allows. Its result is never shown. */
export function nextStepLine(scene: Scene, place: Place, columns: number, ahead: LookaheadDetail): Line {
  const { operands, result } = scene.session.step(place.step);
  const name = [label('next'), span(result.name, 'mute')];
  if (ahead === 'nothing') return [...name, span(` = ${UNKNOWN}`, 'mute')];
  const names: Line = [...name, span(` = ${namesText(scene, place)}`, 'mute')];
  if (ahead === 'names') return [...names, span(` = ${UNKNOWN}`, 'mute')];
  const { op, operands: slots } = place.instruction;
  const values = operands.map(({ value }) => value);
  const marked = values.map((value, index) => ({ value, suffix: scene.sign(slots[index] as Slot) }));
  const numbers = operationLine(op, marked, operandDigits(op, values), 'mute');
  return fitted([...names, span(':  ', 'mute')], [...numbers, span(` = ${UNKNOWN}`, 'mute')], columns);
}

function namesText({ session }: Scene, { instruction }: Place): string {
  return operationText(instruction.op, operandLabels(session.engine.run, instruction));
}

/** Names and numbers in one line. If they do not both fit, the names are cut, since other panes show them too. */
function fitted(names: Line, computed: Line, columns: number): Line {
  const room = columns - lineWidth(computed);
  return lineWidth(names) <= room
    ? [...names, ...computed]
    : [...cut(names, Math.max(0, room - 2)), span('  '), ...computed];
}

/** The tone of names that belong to a phase. */
export function toneOfPhase(phase: Phase): Tone {
  return phase === 'backward' ? 'gradient' : 'plain';
}

/** The line shown in place of the step just done at the start of the run. */
export function opening({ session }: Scene): Line {
  return session.total === 0 ? [label('start', 'accent')] : [label('start', 'accent'), span('→', 'strong')];
}
