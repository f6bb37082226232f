/** The listing pane: the computation as NumPy code, with the part that the step just done computed marked. */
import type { Breakpoint } from '../../breakpoints/list.ts';
import { memoize } from '../../core/memo.ts';
import type { Phase } from '../../core/program.ts';
import { listingOf } from '../../numpy/listing.ts';
import { lineOfStep } from '../../session/numpy-lines.ts';
import type { Tone } from '../colours/palette.ts';
import type { Scene } from '../scene/scene.ts';
import {
  cut,
  type Line,
  pad,
  padText,
  type Size,
  type Span,
  span,
  type Target,
  windowStart,
} from '../terminal/text.ts';
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

/** Cells before the text of a line beside its number: `▸` before it, and a breakpoint and a blank after it. */
const GUTTER = 3;

/**
 * The lines around the selected one, or around the line of the step just done, `▸`. `›` is before the selected line.
 * After a line's number `◆` marks an enabled breakpoint, `◇` one whose breakpoints only write messages. The line of the
 * step is filled in the colour of its phase, the term that the step computed most strongly; after the line the same term
 * is written for the single array elements of the step. Lines that this pass has not reached are grey.
 */
export function listingLines(scene: Scene, { columns, rows }: Size): Line[] {
  const { session, debug } = scene;
  const selected = debug.selection.line;
  const { lines } = listingOf(session);
  const here = lineOfStep(session, session.position);
  const headings = headingsOf(scene);
  const { first, length } = windowOf(lines.length, rows, (selected ?? here ?? 1) - 1, headings);
  const numberWidth = Math.max(2, String(lines.length).length);
  const room = columns - numberWidth - GUTTER;
  const shown = lines.slice(first, first + length).map((text, offset): Line => {
    const number = first + offset + 1;
    const isHere = number === here;
    const heading = headings.get(number);
    const sign = breakpointSign(breakpointsAt(scene, number));
    const gutter = (tone: Tone) => [
      span(isHere ? '▸' : number === selected ? '›' : ' ', tone === 'ahead' ? 'accent' : tone),
      span(padText(String(number), numberWidth, 'right'), tone),
      span(sign, 'warning'),
      span(' '),
    ];
    if (isHere) {
      const phase = scene.lastStep?.instruction.scope.phase ?? 'forward';
      const line = pad(cut([...gutter('ink'), ...presentLine(scene, text, room)], columns), columns);
      return line.map(
        (each): Span => ({ ...each, tone: each.tone === 'ink' ? 'ink' : 'inkPlain', ground: phase }),
      );
    }
    const isAhead = here !== null && number > here;
    const pieces = heading ? [span(text, heading)] : isAhead ? [span(text, 'ahead')] : toned(text);
    return cut([...gutter('ahead'), ...shortened(pieces, text.length, room, 0)], columns);
  });
  return shown.map((line, offset) => {
    const target: Target = { kind: 'line', line: first + offset + 1 };
    return line.map((each) => ({ ...each, target }));
  });
}

/** The lines to show: from the first phase on if what comes before it is not needed, otherwise around a line. */
function windowOf(
  total: number,
  rows: number,
  focus: number,
  headings: ReadonlyMap<number, Phase>,
): { readonly first: number; readonly length: number } {
  const [heading = 1] = headings.keys();
  const start = heading - 1;
  const length = Math.max(0, Math.min(rows, total));
  if (length < total && focus >= start && total - start <= length)
    return { first: start, length: total - start };
  return { first: windowStart(total, length, focus), length };
}

/** The comments above the first computation of a phase: their number, from 1, and the phase. Found once. */
const headingsOf = memoize(
  ({ session }: Scene) => listingOf(session),
  ({ session }): ReadonlyMap<number, Phase> => {
    const listing = listingOf(session);
    const headings = new Map<number, Phase>();
    let comment: number | null = null;
    for (const [index, text] of listing.lines.entries()) {
      const [first] = listing.instructionsOf(index + 1);
      const phase = first && session.engine.run[first.program].instructions[first.index]?.scope.phase;
      if (phase && comment !== null) headings.set(comment, phase);
      comment = text.trimStart().startsWith('#') ? index + 1 : null;
    }
    return headings;
  },
);

/** The breakpoints at a line, counted from 1. */
function breakpointsAt({ debug }: Scene, line: number): readonly Breakpoint[] {
  return debug.breakpoints.filter(
    ({ spec }) => spec.type === 'place' && spec.place === 'line' && Number(spec.name) === line,
  );
}

/** The line of the step just done: its term is strongest and visible; the scalar form follows if there is room. */
function presentLine(scene: Scene, text: string, room: number): Span[] {
  const place = scene.lastStep;
  const listing = listingOf(scene.session);
  const term = place && listing.termOf(place.segment.program, place.index);
  if (!place || !term) return shortened(toned(text), text.length, room, 0);
  const marked = [
    span(text.slice(0, term.from)),
    span(text.slice(term.from, term.to), 'ink'),
    span(text.slice(term.to)),
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
