/** The two lines at the top: scenario, progress and step; the frames of the step and the title. */
import { t } from '../../i18n/translate.ts';
import { localized } from '../../scenario/format/scenario.ts';
import { editMarks } from '../../session/edit-marks.ts';
import type { Scene } from '../scene/scene.ts';
import { Canvas } from '../terminal/canvas.ts';
import { marksLegend } from '../terminal/marks.ts';
import { cut, justify, type Line, lineWidth, span, spokenMargin, type Tone } from '../terminal/text.ts';
import { toneOfPhase } from './operation-pane.ts';

/** From this number of steps on, the progress is also shown in percent. */
const LONG = 1000;

/** Minimum width of an epoch in the progress bar, in cells, for its boundary to be drawn. */
const CELLS_AN_EPOCH = 3;

/** Minimum cells for a part of the title after what the signs of edits mean. */
const LEAST_TITLE = 12;

/** From this width on, the names of layers and nodes have `layer` and `node` before them. */
const ROOMY = 100;

/**
 * `Backstep  target-13 ▸ better_output  ━━━━╸────  step 13 of 32`, then the frames and the scenario's title. With
 * warnings, their number stands after the scenario: `target-13 !1`.
 */
export function headerLines(
  scene: Scene,
  id: string,
  columns: number,
  warnings: number,
): readonly [Line, Line] {
  const { session } = scene;
  const { position, total, timeline, timelines, scenario } = session;
  const isPlain = scenario.variants.length === 0 && timelines.all.length === 1 && timeline.edits.length === 0;
  const edits = timeline.edits.length === 0 ? '' : ` +${timeline.edits.length}`;
  const left: Line = [
    span(' Backstep ', 'accent'),
    span(` ${id}`, 'strong'),
    ...(warnings === 0 ? [] : [span(` !${warnings}`, 'warning')]),
    ...(isPlain ? [] : [span(` · ${timeline.name}${edits}`, 'dim')]),
    span('  '),
  ];
  const counted = t`step ${String(position)} of ${String(total)}`;
  const share = total < LONG ? '' : ` · ${Math.floor((position / total) * 100)}%`;
  const right: Line = [
    span(`  ${counted}`, 'strong'),
    span(share, 'dim'),
    span(' '.repeat(Math.max(1, spokenMargin()))),
  ];
  const room = columns - lineWidth(left) - lineWidth(right);
  const first = room < 6 ? justify(left, right, columns) : [...left, ...progress(scene, room), ...right];
  return [first, placeLine(scene, columns)];
}

/**
 * The frames, what the signs of edits mean if there are any, and the title. If there is too little room, the title is
 * left out first, then the innermost frames.
 */
function placeLine(scene: Scene, columns: number): Line {
  const legend = marksLegend(new Set(editMarks(scene.session).values()));
  const room = columns - Math.max(1, spokenMargin());
  const gap = span('   ');
  const place = cut([span(' '), ...frames(scene, columns >= ROOMY)], room - lineWidth([gap, ...legend]));
  const line: Line = [...place, gap, ...legend];
  return legend.length > 0 && lineWidth(line) + LEAST_TITLE > room
    ? line
    : cut([...line, title(scene)], room);
}

/** The progress bar, with the starts of epochs and the letters of marked steps. */
function progress({ session, debug }: Scene, columns: number): Line {
  const { position, total, engine } = session;
  const { epochs } = engine.run;
  const canvas = new Canvas({ columns, rows: 1 });
  const write = (x: number, text: string, tone: Tone) => canvas.text({ x, y: 0 }, [span(text, tone)]);
  const cellOf = (step: number) => (total === 0 ? columns : Math.floor((step / total) * columns));
  const done = cellOf(position);
  write(0, '━'.repeat(done), 'accent');
  write(done, '─'.repeat(columns - done), 'dim');
  const isTold = epochs > 1 && columns >= epochs * CELLS_AN_EPOCH;
  for (let epoch = 2; isTold && epoch <= epochs; epoch++) {
    const cell = cellOf(engine.schedule.epochStart(epoch));
    if (cell < done) write(cell, '┿', 'accent');
    else write(cell, '┼', 'dim');
  }
  if (position > 0 && position < total) write(done, '╸', 'accent');
  for (const [letter, step] of debug.marks) {
    if (letter !== "'") write(Math.min(columns - 1, cellOf(step)), letter, 'strong');
  }
  return canvas.lines()[0] ?? [];
}

/** The call stack, the outermost frame first. If there is room, layers and nodes are labelled as such. */
function frames({ session, lastStep, next }: Scene, isRoomy: boolean): Line {
  const { run } = session.engine;
  const place = lastStep ?? next;
  if (!place) return [];
  const { segment, instruction } = place;
  const { phase, layer, node } = instruction.scope;
  const titled = (word: string, name: string | null) =>
    name === null ? [] : [span(isRoomy ? `${word} ${name}` : name)];
  const outer = [
    span(segment.program === 'finish' ? 'after training' : `epoch ${segment.epoch}${outOf(run.epochs)}`),
    ...(run.batch > 1 && segment.program !== 'finish' ? [span(`batch ${segment.batch}`)] : []),
    ...(segment.example === null ? [] : [span(`example ${segment.example}${outOf(run.data.length)}`)]),
  ];
  const inner = lastStep
    ? [span(phase, toneOfPhase(phase)), ...titled('layer', layer), ...titled('node', node)]
    : [span('start')];
  const shown = [...outer, ...inner];
  return shown.flatMap((frame, index) => [
    span(index === 0 ? '' : ' ▸ ', 'dim'),
    index === shown.length - 1 ? span(frame.text, 'accent') : frame,
  ]);
}

function outOf(total: number): string {
  return total === 1 ? '' : `/${total}`;
}

/** The title of the scenario. It is last on its line, since terminals disagree about the width of Bangla. */
function title({ session }: Scene) {
  const own = localized(session.scenario.title);
  return span(session.variant ? `${own}: ${localized(session.variant.title)}` : own, 'dim');
}
