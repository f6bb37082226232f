/** All columns of a graph in one row, with the working node as a chip. */
import type { NumberReader } from '../bars/model.ts';
import type { Tone } from '../colours/palette.ts';
import type { Scene } from '../scene/scene.ts';
import { filled, type Line, lineWidth, span } from '../terminal/text.ts';
import { type Focus, type Graph, type GraphColumn, graphOf, isKnownIn, LOSS } from './graph.ts';

const ARROW = span(' ▸ ', 'wire');
const MORE = span('…', 'ahead');

/** At most `columns` cells: those columns around the working one for which there is room, with `…` at a cut end. */
export function columnsLine(scene: Scene, focus: Focus, reader: NumberReader, columns: number): Line {
  const parts = graphOf(scene).columns.map((column) => textOf(graphOf(scene), column, focus, reader));
  const working = Math.max(
    0,
    graphOf(scene).columns.findIndex(({ names }) => names.includes(focus.name)),
  );
  // From the working column on, as many columns as fit: first those before it, so that the row begins at its start.
  const widths = parts.map(lineWidth);
  for (let first = 0; first <= working; first++) {
    const end = endOf(widths, first, working, columns);
    if (end !== null) return joined(parts, first, end);
  }
  return [];
}

/** Up to which column, not included, those from `first` on fit; null if the working one is not among them. */
function endOf(widths: readonly number[], first: number, working: number, columns: number): number | null {
  const more = lineWidth([MORE, ARROW]);
  const arrow = lineWidth([ARROW]);
  let width = (first > 0 ? more : 0) - arrow;
  let found: number | null = null;
  for (let end = first + 1; end <= widths.length; end++) {
    width += arrow + (widths[end - 1] as number);
    if (end > working && width + (end < widths.length ? more : 0) <= columns) found = end;
  }
  return found;
}

function joined(parts: readonly Line[], first: number, end: number): Line {
  const shown = parts.slice(first, end).flatMap((part, index) => (index === 0 ? part : [ARROW, ...part]));
  return [...(first > 0 ? [MORE, ARROW] : []), ...shown, ...(end < parts.length ? [ARROW, MORE] : [])];
}

function textOf(graph: Graph, { names, isGiven }: GraphColumn, focus: Focus, reader: NumberReader): Line {
  const isWorking = focus.isWorking && names.includes(focus.name);
  if (isGiven) {
    const text = `${names.length} given`;
    return isWorking ? [filled(span(` ${focus.name} `), focus.phase), span(` of ${text}`)] : [span(text)];
  }
  return names.flatMap((name, index): Line => {
    const label = name === LOSS ? 'loss' : name;
    const gap = index === 0 ? [] : [span(' ')];
    return isWorking && name === focus.name
      ? [...gap, filled(span(` ${label} `), focus.phase)]
      : [...gap, span(label, toneOf(graph, name, reader))];
  });
}

function toneOf(graph: Graph, name: string, reader: NumberReader): Tone {
  if (isKnownIn(graph, reader, name, 'gradient')) return 'gradient';
  return isKnownIn(graph, reader, name, 'value') ? 'plain' : 'ahead';
}
