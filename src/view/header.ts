/** The two lines at the top: how far we are, and in which frames. */
import { t } from '../language/translate.ts';
import { inLanguage } from '../scenario/scenario.ts';
import type { Scene } from './scene.ts';
import { cut, justify, type Line, lineWidth, span, spokenMargin } from './text.ts';

/** From this width on the frames are named in full. */
const ROOMY = 100;

/** `Backstep  target-13 ▸ better_output  ━━━━╸────  step 13 of 32`, then the frames and the scenario's title. */
export function headerLines(scene: Scene, id: string, columns: number): readonly [Line, Line] {
  const { session } = scene;
  const { position, total, timeline, timelines, scenario } = session;
  const isPlain = scenario.variants.length === 0 && timelines.all.length === 1 && timeline.edits.length === 0;
  const edits = timeline.edits.length === 0 ? '' : ` +${timeline.edits.length}`;
  const left: Line = [
    span(' Backstep ', 'accent'),
    span(` ${id}`, 'strong'),
    ...(isPlain ? [] : [span(` · ${timeline.name}${edits}`, 'dim')]),
    span('  '),
  ];
  const counted = t`step ${String(position)} of ${String(total)}`;
  const right: Line = [span(`  ${counted}`, 'strong'), span(' '.repeat(Math.max(1, spokenMargin())))];
  const room = columns - lineWidth(left) - lineWidth(right);
  const first =
    room < 6 ? justify(left, right, columns) : [...left, ...progress(position, total, room), ...right];
  return [
    first,
    cut(
      [span(' '), ...frames(scene, columns >= ROOMY), span('   '), title(scene)],
      columns - Math.max(1, spokenMargin()),
    ),
  ];
}

function progress(position: number, total: number, columns: number): Line {
  const done = total === 0 ? columns : Math.floor((position / total) * columns);
  const isPartial = position > 0 && position < total && done < columns;
  return [
    span(`${'━'.repeat(done)}${isPartial ? '╸' : ''}`, 'accent'),
    span('─'.repeat(columns - done - (isPartial ? 1 : 0)), 'dim'),
  ];
}

/** The call stack from the outside in; with room, what is a layer and what a node is said. */
function frames({ session, done, next }: Scene, isRoomy: boolean): Line {
  const { run } = session.engine;
  const place = done ?? next;
  if (!place) return [];
  const { segment, instruction } = place;
  const { phase, layer, node } = instruction.scope;
  const titled = (word: string, name: string | null) => (name !== null && isRoomy ? `${word} ${name}` : name);
  const names = [
    segment.program === 'finish' ? 'after training' : `epoch ${segment.epoch}${outOf(run.epochs)}`,
    ...(run.batch > 1 && segment.program !== 'finish' ? [`batch ${segment.batch}`] : []),
    ...(segment.example === null ? [] : [`example ${segment.example}${outOf(run.data.length)}`]),
    ...(done ? [phase, titled('layer', layer), titled('node', node)] : ['start']),
  ].filter((name): name is string => name !== null);
  return names.flatMap((name, index) => [
    span(index === 0 ? '' : ' ▸ ', 'dim'),
    span(name, index === names.length - 1 ? 'accent' : name === 'backward' ? 'gradient' : 'plain'),
  ]);
}

function outOf(total: number): string {
  return total === 1 ? '' : `/${total}`;
}

/** Last on its line, with nothing to its right: terminals disagree about the width of Bangla. */
function title({ session }: Scene) {
  const own = inLanguage(session.scenario.title);
  return span(session.variant ? `${own}: ${inLanguage(session.variant.title)}` : own, 'dim');
}
