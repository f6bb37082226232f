/** The line at the top: scenario, frames of the step, title. */
import { localized } from '../../scenario/format/scenario.ts';
import { editMarks } from '../../session/edit-marks.ts';
import type { Scene } from '../scene/scene.ts';
import { marksLegend } from '../terminal/marks.ts';
import { cut, type Line, lineWidth, span, spokenMargin } from '../terminal/text.ts';

/** Minimum cells for a part of the title after what the signs of edits mean. */
const LEAST_TITLE = 12;

/** From this width on, the names of layers and nodes have `layer` and `node` before them. */
const ROOMY = 100;

/**
 * ` Backstep  target-13 · better_output   epoch 1 ▸ example 1 ▸ backward   Title`. With warnings, their number stands
 * after the scenario: `target-13 !1`.
 */
export function headerLine(scene: Scene, id: string, columns: number, warnings: number): Line {
  const { timeline, timelines, scenario } = scene.session;
  const isPlain = scenario.variants.length === 0 && timelines.all.length === 1 && timeline.edits.length === 0;
  const edits = timeline.edits.length === 0 ? '' : ` +${timeline.edits.length}`;
  const left: Line = [
    span(' Backstep ', 'accent'),
    span(` ${id}`, 'strong'),
    ...(warnings === 0 ? [] : [span(` !${warnings}`, 'warning')]),
    ...(isPlain ? [] : [span(` · ${timeline.name}${edits}`, 'mute')]),
    span('  '),
  ];
  return cut([...left, ...placeLine(scene, columns - lineWidth(left))], columns);
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
    ? [span(phase, phase), ...titled('layer', layer), ...titled('node', node)]
    : [span('start')];
  const shown = [...outer, ...inner];
  return shown.flatMap((frame, index) => [
    span(index === 0 ? '' : ' ▸ ', 'mute'),
    index === shown.length - 1 ? span(frame.text, 'accent') : frame,
  ]);
}

function outOf(total: number): string {
  return total === 1 ? '' : `/${total}`;
}

/** The title of the scenario. It is last on its line, since terminals disagree about the width of Bangla. */
function title({ session }: Scene) {
  const own = localized(session.scenario.title);
  return span(session.variant ? `${own}: ${localized(session.variant.title)}` : own, 'mute');
}
