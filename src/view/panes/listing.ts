/** The listing pane: the computation as NumPy code, with the part that the step just done computed marked. */
import type { Breakpoint } from '../../breakpoints/list.ts';
import { listingOf } from '../../numpy/listing.ts';
import { lineOfStep } from '../../session/numpy-lines.ts';
import type { Scene } from '../scene/scene.ts';
import type { Tone } from '../terminal/palette.ts';
import { cut, type Line, padText, type Size, type Span, span, windowStart } from '../terminal/text.ts';
import { breakpointSign } from './breakpoint-sign.ts';

/** A range of columns of a line: from `from`, counted from 0, up to but not including `to`. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Minimum columns for the scalar form of the step after its line. */
const LEAST_FORM = 12;
/** Columns shown before the current term, if a line is scrolled to show the term. */
const BEFORE_TERM = 4;

/**
 * The lines around the selected one, or around the line of the step just done. `◆` marks a line with an enabled
 * breakpoint, `◇` one whose breakpoints only write messages, `▸` the line of the step, `›` the selected line. In the line of the step, the term that it computed is
 * marked; after the line the same term is written for the single array elements of the step.
 */
export function listingLines(scene: Scene, { columns, rows }: Size): Line[] {
  const { session, debug } = scene;
  const selected = debug.selection.line;
  const { lines } = listingOf(session);
  const here = lineOfStep(session, session.position);
  const length = Math.min(rows, lines.length);
  const first = windowStart(lines.length, length, (selected ?? here ?? 1) - 1);
  const numberWidth = String(lines.length).length;
  const room = columns - 3 - numberWidth - 2;
  return lines.slice(first, first + Math.max(0, length)).map((text, offset) => {
    const number = first + offset + 1;
    const isHere = number === here;
    const isSelected = number === selected;
    return cut(
      [
        span(breakpointSign(breakpointsAt(scene, number)), 'warning'),
        span(isHere ? '▸' : ' ', 'accent'),
        span(isSelected ? '›' : ' ', 'accent'),
        span(`${padText(String(number), numberWidth, 'right')}  `, isHere || isSelected ? 'accent' : 'mute'),
        ...(isHere ? presentLine(scene, text, room) : shortened(toned(text), text.length, room, 0)),
      ],
      columns,
    );
  });
}

/** The breakpoints at a line, counted from 1. */
function breakpointsAt({ debug }: Scene, line: number): readonly Breakpoint[] {
  return debug.breakpoints.filter(
    ({ spec }) => spec.type === 'place' && spec.place === 'line' && Number(spec.name) === line,
  );
}

/** The line of the step just done: its term is marked and visible; the scalar form follows if there is room. */
function presentLine(scene: Scene, text: string, room: number): Span[] {
  const place = scene.lastStep;
  const listing = listingOf(scene.session);
  const term = place && listing.termOf(place.segment.program, place.index);
  if (!place || !term) return shortened(toned(text), text.length, room, 0);
  const marked = [
    span(text.slice(0, term.from), 'strong'),
    span(text.slice(term.from, term.to), 'accent'),
    span(text.slice(term.to), 'strong'),
  ];
  const left = room - text.length - 2;
  if (left < LEAST_FORM) return shortened(marked, text.length, room, startOf(term, text.length, room));
  const { target, value } = listing.scalarOf(place.segment.program, place.index);
  const assignment = target === null ? value : `${target} = ${value}`;
  const form = assignment.length + 2 <= left ? assignment : value;
  return [...marked, ...cut([span('  '), span(`◂ ${form}`, 'mute')], left + 2)];
}

/** The first column of a line to show, so that the term is visible. */
function startOf({ from, to }: Stretch, length: number, room: number): number {
  if (length <= room || to < room) return 0;
  // One column at each end is reserved for `…`.
  const shown = room - 2;
  const latest = Math.min(from, length - room + 1);
  return Math.max(0, Math.min(latest, Math.max(from - BEFORE_TERM, to - shown)));
}

/** A line from column `start` on, in at most `room` columns, with `…` at a cut end. */
function shortened(spans: readonly Span[], length: number, room: number, start: number): Span[] {
  if (length <= room) return [...spans];
  if (start === 0) return [...cut(spans, room)];
  return [span('…', 'mute'), ...cut(from(spans, start), room - 1)];
}

/** The spans without their first `start` characters. */
function from(spans: readonly Span[], start: number): Span[] {
  let at = 0;
  return spans.flatMap(({ text, tone }) => {
    const skipped = Math.max(0, start - at);
    at += text.length;
    return skipped < text.length ? [span(text.slice(skipped), tone)] : [];
  });
}

const tones: readonly (readonly [RegExp, Tone])[] = [
  [/^#.*/, 'mute'],
  [/^(?:import|as|for|in|print|True|False)\b/, 'mute'],
  [/^(?:"[^"]*"|\w+|\s+|[^\w\s#"]+)/, 'plain'],
];

/** A line of Python with tones for comments and keywords. */
function toned(text: string): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const [piece, tone] = tones
      .map(([pattern, each]) => [pattern.exec(rest)?.[0] ?? '', each] as const)
      .find(([found]) => found !== '') ?? [rest, 'plain' as const];
    const last = spans.at(-1);
    if (last?.tone === tone) spans[spans.length - 1] = span(last.text + piece, tone);
    else spans.push(span(piece, tone));
    at += piece.length;
  }
  return spans;
}
