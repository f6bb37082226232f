/** The legend beside the plane: what it is of, what its colours and signs mean, and the accuracy. */
import type { DecisionSurface, SampledSurface } from '../../analysis/curves/decision-surface.ts';
import { accuracyOf, type Metrics } from '../../analysis/metrics.ts';
import { shortName } from '../terminal/short-name.ts';
import { type Line, lineWidth, numberSpan, type Span, span } from '../terminal/text.ts';
import { examplesText } from './metrics.ts';
import { STANDARDIZED } from './picture.ts';

/** Columns of the legend, with the gap before it. */
export const LEGEND = 26;
export const LEGEND_GAP = 3;

/** The input across, and the one upward. */
export function axesText([across = '', up = '']: readonly string[]): string {
  return `${across} → and ${up} ↑`;
}

/** An example by its target: the sign, on the full colour of its side, so that it is the same on every pixel. */
export const signs = {
  above: span('●', 'ink', 'positive'),
  below: span('○', 'ink', 'negative'),
} as const;

/** Whether the legend says what the two axes are, or only what the colours show. */
export function namesAxes(surface: DecisionSurface, rows: number): boolean {
  const title = titleLines(surface);
  return (
    title.length === 1 || title.length + colourLines(surface).length + pointLines(surface).length <= rows
  );
}

/** What the plane shows: in a row if there is room for that, otherwise long names have rows of their own. */
function titleLines({ output, isStandardized, inputs: [across, up] }: DecisionSurface): Line[] {
  const room = LEGEND - LEGEND_GAP;
  const over = `over ${axesText([across, up])}`;
  const name = span(shortName(output, room), 'forwardStrong');
  const unit: Line[] = isStandardized ? [[span(STANDARDIZED, 'mute')]] : [];
  if (!isStandardized && output.length + 1 + over.length <= room) return [[name, span(` ${over}`, 'mute')]];
  if (over.length <= room) return [[name], ...unit, [span(over, 'mute')]];
  const axis = (word: string, input: string, arrow: string): Line => [
    span(`${word} ${shortName(input, room - word.length - 3)} ${arrow}`, 'mute'),
  ];
  return [[name], ...unit, axis('over', across, '→'), axis('and', up, '↑')];
}

/**
 * What the signs and colours mean, in `rows` rows. Where not all has room, the blank rows between its parts are left out,
 * then the accuracy, the names of the axes, and the sign of this example.
 */
export function legendLines(surface: DecisionSurface, { metrics }: SampledSurface, rows: number): Line[] {
  const [title, colours, points] = [titleLines(surface), colourLines(surface), pointLines(surface)];
  const output = title.slice(0, 1);
  const parts = [
    [title, colours, points, accuracyLines(metrics)],
    [title, colours, points],
    [output, colours, points],
    [output, colours, points.slice(0, -1)],
  ]
    .map((each) => each.filter(({ length }) => length > 0))
    .find((each) => each.flat().length <= rows);
  if (!parts) return [...output, ...colours];
  let free = rows - parts.flat().length;
  const lines = parts.flatMap((part, index): Line[] => {
    if (index === 0 || free === 0) return part;
    free -= 1;
    return [[], ...part];
  });
  return [...Array.from({ length: Math.floor(free / 2) }, () => []), ...lines];
}

function compared(word: string, value: number): Line {
  return [span(`${word} `, 'mute'), numberSpan(value, 'mute')];
}

function colourLines({ boundary, targets, isOfClasses }: DecisionSurface): Line[] {
  const sample = (sign: 'positive' | 'negative', words: Line): Line => [
    span('██', `${sign}4`),
    span('▓▒', `${sign}3`),
    span(' '),
    ...words,
  ];
  const says = (value: number, other: string): Line =>
    isOfClasses
      ? compared('says', value)
      : boundary === null
        ? [span(other, 'mute')]
        : compared(other, boundary);
  return [
    sample('positive', says(targets?.to ?? 0, 'above')),
    sample('negative', says(targets?.from ?? 0, 'below')),
  ];
}

/** The signs of the examples: both targets in a row if there is room for that. The last one is this example. */
function pointLines({ targets, isOfClasses }: DecisionSurface): Line[] {
  const example: Line = [span('[ ]', 'strong'), span(' this example', 'mute')];
  if (!targets) return [[span('● ', 'strong'), span('data', 'mute')], example];
  const target = (sign: Span, value: number, other: string): Line => [
    sign,
    span(' '),
    ...(isOfClasses ? compared('target', value) : [span(other, 'mute')]),
  ];
  const above = target(signs.above, targets.to, 'target above');
  const below = target(signs.below, targets.from, 'below');
  const both: Line = [...above, span(isOfClasses ? '   ' : '  '), ...below];
  return lineWidth(both) <= LEGEND - LEGEND_GAP ? [both, example] : [above, below, example];
}

function accuracyLines(metrics: Metrics | null): Line[] {
  const accuracy = accuracyOf(metrics);
  if (metrics === null || accuracy === null) return [];
  const { classed: examples, of } = metrics;
  return [
    [span('accuracy ', 'mute'), numberSpan(accuracy * 100, 'positive'), span(' %', 'positive')],
    ...(examples < of ? [[span(`over ${examplesText({ examples, of })}`, 'mute')]] : []),
  ];
}
