/** The line at the top: the program, the scenario, the frames of the step, the title. */

import type { Phase, Run } from '../../core/program.ts';
import { microBatchOf } from '../../core/schedule.ts';
import { localized } from '../../scenario/format/scenario.ts';
import { editMarks } from '../../session/edit-marks.ts';
import { cellText } from '../../session/frames.ts';
import type { Scene } from '../scene/scene.ts';
import { marksLegends } from '../terminal/marks.ts';
import { cut, filled, type Line, lineWidth, type Span, span, spokenMargin } from '../terminal/text.ts';
import { layerWord } from './layer-word.ts';

/** Minimum cells for a part of the title. */
const LEAST_TITLE = 8;

/** What is to be read about the scenario of a screen. */
export interface Trouble {
  /** The number of its warnings. */
  readonly warnings: number;
  /** Whether its file, as it is now, has an error, so that what is shown is older. */
  readonly isFaulty?: boolean;
}

/** From this width on, batches and layers are named, and layers and nodes have `layer` and `node` before them. */
const ROOMY = 100;

const GAP = span('   ');

/** The name of the program, filled with the colour of a phase. Without a scenario it has that of the first phase. */
export function programName(phase: Phase = 'forward'): Span {
  return filled(span(' Backstep '), phase);
}

/**
 * ` Backstep  target-13 · better_output +1   epoch 1 ▸ example 1 ▸ backward   Title`. With warnings, their number
 * stands after the scenario: `target-13 !1`; with an error in its file, `target-13 !error`.
 */
export function headerLine(
  scene: Scene,
  id: string,
  columns: number,
  { warnings, isFaulty = false }: Trouble,
): Line {
  const { timeline, timelines, scenario } = scene.session;
  const isPlain = scenario.variants.length === 0 && timelines.all.length === 1 && timeline.edits.length === 0;
  const edits = timeline.edits.length === 0 ? '' : ` +${timeline.edits.length}`;
  const left: Line = [
    programName(scene.lastStep?.instruction.scope.phase),
    span(` ${id}`, 'strong'),
    // A sign, as the next one: it is the same in all languages, because Bangla has no fixed width before the place.
    ...(isFaulty ? [span(' !error', 'warning')] : []),
    ...(warnings === 0 ? [] : [span(` !${warnings}`, 'warning')]),
    ...(isPlain ? [] : [span(` · ${timeline.name}${edits}`, 'mute')]),
    GAP,
  ];
  return cut([...left, ...placeLine(scene, columns - lineWidth(left), columns >= ROOMY)], columns);
}

/**
 * The frames, what the signs of edits mean if there are any, and the title. If there is too little room, the title is
 * left out first, then words of the signs, then the innermost frames.
 */
function placeLine(scene: Scene, columns: number, isRoomy: boolean): Line {
  const [long, short] = marksLegends(editMarks(scene.session).kinds);
  const room = columns - spokenMargin();
  const full = frames(scene, isRoomy);
  const legend = lineWidth([...full, GAP, ...long]) > room ? short : long;
  const place = cut(full, room - (legend.length === 0 ? 0 : lineWidth([GAP, ...legend])));
  const line: Line = [...place, ...(legend.length === 0 ? [] : [GAP, ...legend])];
  // Each entry of the legend ends in a gap.
  const own: Line = [...(legend.length === 0 ? [GAP] : []), title(scene)];
  const left = room - lineWidth(line);
  return left < Math.min(lineWidth(own), GAP.text.length + LEAST_TITLE) ? line : [...line, ...cut(own, left)];
}

/** The frames of the step just done, the outermost first: the phase in its colour, the last one bold. */
function frames({ session, lastStep }: Scene, isRoomy: boolean): Line {
  if (!lastStep) return [span('start', 'strong')];
  const { run } = session.engine;
  const { segment, instruction } = lastStep;
  const { phase, layer, node } = instruction.scope;
  const cell = cellText(instruction);
  const micro = microBatchOf(run, segment);
  const isTraining = run.epochs > 1 || run.update.instructions.length > 0;
  const isFinish = segment.program === 'finish';
  const shown: Line = [
    ...(isFinish
      ? [span('after training', 'mute')]
      : isTraining
        ? [span(`epoch ${segment.epoch}${outOf(run.epochs)}`, 'mute')]
        : []),
    ...(isRoomy && run.batch > 1 && !isFinish ? [span(`batch ${segment.batch}`, 'mute')] : []),
    ...(isRoomy && micro !== null ? [span(`micro-batch ${micro}`, 'mute')] : []),
    ...(segment.example === null ? [] : [span(exampleText(run, segment.example), 'mute')]),
    span(phase, `${phase}Strong`),
    ...titled(layerWord(session.scenario), isRoomy || node === null ? layer : null, isRoomy),
    ...titled('node', node, isRoomy),
    ...(cell === null ? [] : [span(cell, 'mute')]),
  ];
  return shown.flatMap((frame, index) => {
    const isLast = index === shown.length - 1;
    return [
      span(index === 0 ? '' : ' ▸ ', 'ahead'),
      isLast && frame.tone === 'mute' ? span(frame.text, 'strong') : frame,
    ];
  });
}

/** The number of the example; of examples that are taken together, the number of their batch. */
function exampleText({ rows, data, batch }: Run, example: number): string {
  const word = rows === null ? 'example' : batch > 1 ? 'rows' : 'batch';
  return `${word} ${example}${outOf(data.length)}`;
}

function titled(word: string, name: string | null, isRoomy: boolean): Span[] {
  return name === null ? [] : [span(isRoomy ? `${word} ${name}` : name, 'mute')];
}

function outOf(total: number): string {
  return total === 1 ? '' : `/${total}`;
}

/** The title of the scenario. It is last on its line, since terminals disagree about the width of Bangla. */
function title({ session }: Scene): Span {
  const own = localized(session.scenario.title);
  return span(session.variant ? `${own}: ${localized(session.variant.title)}` : own, 'mute');
}
