/** The working node between what it is made of and what uses it: a part of a graph that is too wide to be drawn. */
import { windowFirst } from '../bars/columns.ts';
import { NumberReader } from '../bars/model.ts';
import { shortNames } from '../bars/names.ts';
import type { Scene } from '../scene/scene.ts';
import { Canvas } from '../terminal/canvas.ts';
import { typographic, UNKNOWN } from '../terminal/format.ts';
import type { Tone } from '../terminal/palette.ts';
import {
  cut,
  filled,
  fittedSpan,
  type Line,
  lineWidth,
  type MarkedNumber,
  type Size,
  type Span,
  span,
  toneOfNumber,
} from '../terminal/text.ts';
import { columnsLine } from './neighbourhood-columns.ts';
import { edgeKey, type Focus, focusAt, type Graph, graphOf, LOSS } from './neighbours.ts';

/** Cells of a number in a tile, and its most digits. */
const NUMBER = 8;
const DIGITS = 4;
/** Cells of a weight on its wire, with the blanks around it, and its most digits. */
const BEAD = 8;
const BEAD_DIGITS = 3;
/** Cells of what has just been made on a wire. */
const MADE = 12;
const LEAST_CHANNEL = 5;
/** In narrower rooms the weights are left out before the names. */
const ROOM_FOR_WEIGHTS = 70;
const MOST_CHANNEL = 34;
const MOST_NAME = 24;
const LEAST_TILE = 14;
/** With fewer rows the formula and the row of columns are left out. */
const LEAST_ROWS = 5;

/** The drawing at the cursor: at most `size.rows` lines of at most `size.columns` cells. */
export function neighbourhoodLines(scene: Scene, size: Size): Line[] {
  if (size.rows < 1 || size.columns < 1) return [];
  return new Neighbourhood(scene, size).lines();
}

/** The shown part of a list of neighbours, one below the other. */
interface Shown {
  readonly names: readonly string[];
  readonly top: number;
  readonly left: number;
  readonly width: number;
  /** Rows of each. */
  readonly rows: number;
  /** How many are not shown. */
  readonly more: number;
}

/** Columns that something takes. */
interface Room {
  readonly x: number;
  readonly width: number;
}

class Neighbourhood {
  readonly #scene: Scene;
  readonly #size: Size;
  readonly #canvas: Canvas;
  readonly #graph: Graph;
  readonly #focus: Focus;
  readonly #reader: NumberReader;
  /** The rows of the tiles. */
  readonly #top: number;
  readonly #rows: number;
  readonly #hasBackward: boolean;

  constructor(scene: Scene, size: Size) {
    this.#scene = scene;
    this.#size = size;
    this.#canvas = new Canvas(size);
    this.#graph = graphOf(scene);
    this.#focus = focusAt(scene);
    this.#reader = new NumberReader(scene);
    this.#hasBackward = scene.network.hasBackward;
    const isWhole = size.rows >= LEAST_ROWS;
    this.#top = isWhole ? 1 : 0;
    this.#rows = isWhole ? size.rows - 2 : size.rows;
  }

  lines(): Line[] {
    const { name } = this.#focus;
    const all = [...(this.#graph.sources.get(name) ?? [])];
    const used = [...(this.#graph.users.get(name) ?? [])];
    const places = this.#places(all, used);
    const sources = this.#shown(all, places.sources, 1);
    const userRows = this.#hasBackward && used.length * 2 <= this.#rows ? 2 : 1;
    const users = this.#shown(used, places.users, userRows);
    const height = Math.max(sources.names.length, this.#hasBackward ? 2 : 1);
    const top = sources.names.length === height ? sources.top : this.#centred(height);
    const valueRow = top + Math.floor((height - 1) / 2);
    const own = { ...places.node, top, height, valueRow };
    // A single source stands in the row of the value.
    const sourceTop = sources.names.length < height ? valueRow : sources.top;
    this.#drawSources({ ...sources, top: sourceTop }, own.x);
    this.#drawUsers(users, { x: own.x + own.width, y: valueRow });
    this.#drawNode(own);
    if (this.#size.rows >= LEAST_ROWS) {
      this.#drawTitle();
      const last = columnsLine(this.#scene, this.#focus, this.#reader, this.#size.columns);
      const x = Math.max(0, Math.floor((this.#size.columns - lineWidth(last)) / 2));
      this.#canvas.text({ x, y: this.#size.rows - 1 }, last);
    }
    return this.#canvas.lines();
  }

  #centred(height: number): number {
    return this.#top + Math.max(0, Math.floor((this.#rows - height) / 2));
  }

  /** What a node is called: its name, or `loss`. */
  #label(name: string): string {
    return name === LOSS ? 'loss' : name;
  }

  /** Names of tiles in at most `columns` cells. All names of the graph are told apart, not only these. */
  #labels(names: readonly string[], columns: number): string[] {
    const everything = allNames(this.#graph);
    const short = shortNames(everything, columns);
    return names.map((name) => (name === LOSS ? 'loss' : (short[everything.indexOf(name)] ?? name)));
  }

  /** The columns of the three kinds of tiles. Names give way until the wires between them have room. */
  #places(sources: readonly string[], users: readonly string[]): Record<'sources' | 'node' | 'users', Room> {
    const { name } = this.#focus;
    const longest = (names: readonly string[], most: number) =>
      Math.min(most, Math.max(0, ...names.map((each) => this.#label(each).length)));
    const tile = (names: readonly string[], most: number, least = 0) =>
      names.length === 0 ? 0 : Math.max(least, longest(names, most) + NUMBER + 3);
    const channels = Number(sources.length > 0) + Number(users.length > 0);
    const widthsFor = (most: number) =>
      [tile(sources, most), tile([name], most, LEAST_TILE) + 1, tile(users, most, LEAST_TILE - 1)] as const;
    let most = MOST_NAME;
    const room = (widths: readonly number[]) =>
      this.#size.columns - widths.reduce((sum, each) => sum + each, 0);
    const hasWeights = sources.some((source) => this.#graph.weights.has(edgeKey(source, name)));
    const least = hasWeights && this.#size.columns >= ROOM_FOR_WEIGHTS ? BEAD + 4 : LEAST_CHANNEL;
    while (most > 3 && room(widthsFor(most)) < channels * least) most--;
    const widths = widthsFor(most);
    const channel = Math.max(0, Math.min(MOST_CHANNEL, Math.floor(room(widths) / Math.max(1, channels))));
    const before = sources.length > 0 ? channel : 0;
    const after = users.length > 0 ? channel : 0;
    const total = widths[0] + before + widths[1] + after + widths[2];
    const x = Math.max(0, Math.floor((this.#size.columns - total) / 2));
    const node = x + widths[0] + before;
    return {
      sources: { x, width: widths[0] },
      node: { x: node, width: widths[1] },
      users: { x: node + widths[1] + after, width: widths[2] },
    };
  }

  #shown(names: readonly string[], { x, width }: Room, rows: number): Shown {
    const most = Math.floor(this.#rows / rows);
    const isAll = names.length <= most;
    const count = isAll ? names.length : Math.max(1, most - 1);
    const active = names.findIndex((name) => this.#focus.active.has(name));
    const first = windowFirst(names.length, count, Math.max(0, active));
    const height = count * rows + (isAll ? 0 : 1);
    return {
      names: names.slice(first, first + count),
      top: this.#centred(height),
      left: x,
      width,
      rows,
      more: names.length - count,
    };
  }

  #number(name: string): MarkedNumber | null {
    return this.#reader.ofAddress(name === LOSS ? { kind: 'loss' } : { kind: 'value', name });
  }

  #gradient(name: string): MarkedNumber | null {
    return name === LOSS ? null : this.#reader.ofAddress({ kind: 'gradient', of: { kind: 'value', name } });
  }

  /** Whether the step just done has written the value of an address. */
  #isWritten(address: string): boolean {
    const { written } = this.#focus;
    return written !== null && (this.#scene.engine.run.slots[written]?.names.includes(address) ?? false);
  }

  #drawTile(names: Shown, index: number): void {
    const name = names.names[index] as string;
    const y = names.top + index * names.rows;
    const isActive = this.#focus.active.has(name);
    const label = this.#labels([name], Math.max(1, names.width - NUMBER - 3))[0] ?? '';
    this.#tile({ x: names.left, y, width: names.width }, { label, tone: 'plain', name, isActive });
    if (names.rows > 1) this.#gradientRow({ x: names.left, y: y + 1, width: names.width }, name, isActive);
  }

  #edge(isActive: boolean, isKnown: boolean): Tone {
    return isActive ? this.#focus.phase : isKnown ? 'wire' : 'frame';
  }

  /** A row with the name and the value. */
  #tile(
    { x, y, width }: Room & { readonly y: number },
    {
      label,
      tone,
      name,
      isActive,
    }: { readonly label: string; readonly tone: Tone; readonly name: string; readonly isActive: boolean },
  ): void {
    const number = this.#number(name);
    const isNow = this.#isWritten(name === LOSS ? 'loss' : name);
    const sum = number === null && name === this.#focus.name ? this.#sum() : null;
    const value = number === null ? (sum ?? [span(UNKNOWN, 'ahead', 'soft')]) : this.#value(number, isNow);
    const head = [span('▌', this.#edge(isActive, number !== null), 'soft'), span(label, tone, 'soft')];
    const gap = width - lineWidth(head) - lineWidth(value) - (isNow ? 0 : 1);
    const end = isNow ? [] : [span(' ', 'plain', 'soft')];
    this.#canvas.text({ x, y }, [
      ...head,
      span(' '.repeat(Math.max(0, gap)), 'plain', 'soft'),
      ...value,
      ...end,
    ]);
  }

  /** The running sum of the working node, if the step has written it. */
  #sum(): Span[] | null {
    const { isSum, written, phase } = this.#focus;
    const number = isSum && written !== null ? this.#reader.of([written]) : null;
    if (number === null) return null;
    const text = fittedSpan(number, 'ink', NUMBER - 2, DIGITS);
    return [span('Σ ', 'ink', phase), filled(text, phase)];
  }

  #value(number: MarkedNumber, isNow: boolean): Span[] {
    const text = fittedSpan(number, toneOfNumber(number.value), NUMBER, DIGITS);
    if (!isNow) return [{ ...text, ground: 'soft' }];
    const blank = span(' ', 'ink', this.#focus.phase);
    return [blank, filled(text, this.#focus.phase), blank];
  }

  /** A row with the gradient. */
  #gradientRow({ x, y, width }: Room & { readonly y: number }, name: string, isActive: boolean): void {
    const number = this.#gradient(name);
    const isNow = number !== null && this.#isWritten(`grad(${name})`);
    const { phase } = this.#focus;
    const text =
      number === null
        ? []
        : [
            span('∂ ', 'gradient', 'soft'),
            { ...fittedSpan(number, 'gradient', NUMBER, DIGITS), ground: 'soft' as const },
          ];
    const chip = isNow
      ? [span(' ', 'ink', phase), ...text.map((each) => filled(each, phase)), span(' ', 'ink', phase)]
      : [...text, span(' ', 'plain', 'soft')];
    const edge = span('▌', this.#edge(isActive, this.#number(name) !== null), 'soft');
    const gap = Math.max(0, width - 1 - lineWidth(chip));
    this.#canvas.text({ x, y }, [edge, span(' '.repeat(gap), 'plain', 'soft'), ...chip]);
  }

  #more({ more, names, rows, top, left }: Shown): void {
    if (more > 0)
      this.#canvas.text({ x: left, y: top + names.length * rows }, [span(`⋮ ${more} more`, 'mute')]);
  }

  #drawNode({
    x,
    width,
    top,
    height,
    valueRow,
  }: Room & { readonly top: number; readonly height: number; readonly valueRow: number }): void {
    const { name, phase } = this.#focus;
    for (let row = top; row < top + height; row++)
      this.#canvas.text({ x, y: row }, [
        span('▌', phase, 'soft'),
        span(' '.repeat(width - 1), 'plain', 'soft'),
      ]);
    const label = this.#labels([name], Math.max(1, width - NUMBER - 4))[0] ?? '';
    this.#tile({ x, y: valueRow, width }, { label, tone: `${phase}Strong`, name, isActive: true });
    if (height > 1 && this.#hasBackward) this.#gradientRow({ x, y: valueRow + 1, width }, name, true);
  }

  #drawSources(sources: Shown, end: number): void {
    for (const [index, name] of sources.names.entries()) {
      this.#drawTile(sources, index);
      this.#drawSourceWire(name, { from: sources.left + sources.width, to: end - 1, y: sources.top + index });
    }
    this.#more(sources);
  }

  /** A straight wire to the node, with its weight and what the step has just made on it. */
  #drawSourceWire(name: string, { from, to, y }: { from: number; to: number; y: number }): void {
    const { phase, isBackward, active, isEdge, written } = this.#focus;
    const isActive = active.has(name);
    const weight = this.#graph.weights.get(edgeKey(name, this.#focus.name)) ?? null;
    const number = weight === null ? null : this.#reader.ofAddress(weight);
    const plain: Tone = number === null ? 'wire' : number.value < 0 ? 'negativeLine' : 'positiveLine';
    const tone = isActive ? phase : plain;
    const length = to - from + 1;
    if (length < 2) return;
    const line = isActive ? '━'.repeat(length - 2) : '─'.repeat(length - 2);
    const [start, end] = isActive ? (isBackward ? '◂╸' : '╺▸') : '╶▸';
    this.#canvas.text({ x: from, y }, [span(`${start}${line}${end}`, tone)]);
    if (number === null || length < BEAD + 4) return;
    const text = fittedSpan(number, 'plain', BEAD - 2, BEAD_DIGITS);
    const isNegative = number.value < 0;
    const bead: Span[] = isActive
      ? [text].map((each) => filled(each, isNegative ? 'negative' : 'positive'))
      : [
          {
            ...text,
            tone: isNegative ? 'negativeBead' : 'positiveBead',
            ground: isNegative ? 'negativeBead' : 'positiveBead',
          },
        ];
    const blank = span(' ', bead[0]?.tone, bead[0]?.ground);
    const right = to - 1;
    this.#canvas.text({ x: right - lineWidth(bead) - 2, y }, [blank, ...bead, blank]);
    if (!isActive || !isEdge || written === null || length < BEAD + MADE + 4) return;
    const made = this.#reader.of([written]);
    if (made === null) return;
    const sign = phase === 'backward' ? '∂ ' : '';
    const result = fittedSpan(made, 'ink', MADE - 2 - sign.length, DIGITS);
    const chip = [span(` ${sign}`, 'ink', phase), filled(result, phase), span(' ', 'ink', phase)];
    this.#canvas.text({ x: right - BEAD - lineWidth(chip), y }, chip);
  }

  /** The tiles of what uses the node, and the wires to them from its value. */
  #drawUsers(users: Shown, from: { readonly x: number; readonly y: number }): void {
    const rows = users.names.map((_, index) => users.top + index * users.rows);
    const active = users.names.findIndex((name) => this.#focus.active.has(name));
    if (users.names.length > 0)
      this.#drawBranches({ from, end: users.left - 1, rows, active: active < 0 ? null : active });
    for (const index of users.names.keys()) this.#drawTile(users, index);
    this.#more(users);
  }

  #drawBranches({
    from,
    end,
    rows,
    active,
  }: {
    readonly from: { readonly x: number; readonly y: number };
    readonly end: number;
    readonly rows: readonly number[];
    readonly active: number | null;
  }): void {
    const { phase } = this.#focus;
    const length = end - from.x + 1;
    if (length < 2) return;
    const track = from.x + (rows.length <= 3 && length > 14 ? 2 : 1);
    const to = active === null ? null : (rows[active] as number);
    for (const [index, row] of rows.entries()) {
      const isActive = index === active;
      const line = isActive ? '━' : '─';
      const head = isActive ? '╸' : '▸';
      this.#canvas.text({ x: track, y: row }, [
        span(`${line.repeat(Math.max(0, end - track))}${head}`, isActive ? phase : 'wire'),
      ]);
    }
    const strong = active !== null;
    const start = strong ? '◂' : '╶';
    const lead = (strong ? '━' : '─').repeat(Math.max(0, track - from.x - 1));
    this.#canvas.text({ x: from.x, y: from.y }, [
      span(start, strong ? `${phase}Strong` : 'wire'),
      span(lead, strong ? phase : 'wire'),
    ]);
    const all = [from.y, ...rows];
    for (let y = Math.min(...all); y <= Math.max(...all); y++) {
      const arms = armsAt(y, from.y, rows, to);
      const isHeavy = arms.includes('2');
      this.#canvas.text({ x: track, y }, [span(crossings[arms] ?? '┼', isHeavy ? phase : 'wire')]);
    }
  }

  /** The formula of the node, as far as there is room. */
  #drawTitle(): void {
    const { name, phase } = this.#focus;
    const formula = this.#graph.formulas.get(name);
    const text = formula === undefined ? '' : ` = ${formulaText(formula)}`;
    const line = cut([span(this.#label(name), `${phase}Strong`), span(text, 'mute')], this.#size.columns);
    const x = Math.max(0, Math.floor((this.#size.columns - lineWidth(line)) / 2));
    this.#canvas.text({ x, y: 0 }, line);
  }
}

/** The arms of a cell of the track that branches to `rows`: up, right, down, left; 2 for the heavy way to `heavy`. */
function armsAt(y: number, from: number, rows: readonly number[], heavy: number | null): string {
  const top = Math.min(from, ...rows);
  const bottom = Math.max(from, ...rows);
  const isOn = (low: number, high: number) =>
    heavy !== null && Math.min(from, heavy) <= low && high <= Math.max(from, heavy);
  const vertical = (low: number, high: number) => (low < top || high > bottom ? 0 : isOn(low, high) ? 2 : 1);
  const right = rows.includes(y) ? (y === heavy ? 2 : 1) : 0;
  const left = y === from ? (heavy === null ? 1 : 2) : 0;
  return `${vertical(y - 1, y)}${right}${vertical(y, y + 1)}${left}`;
}

/** The signs of these cells. */
const crossings: Readonly<Record<string, string>> = {
  '0101': '─',
  '1001': '╯',
  '0011': '╮',
  '1101': '┴',
  '0111': '┬',
  '1011': '┤',
  '1111': '┼',
  '1010': '│',
  '1110': '├',
  '1100': '╰',
  '0110': '╭',
  '0202': '━',
  '2002': '┛',
  '0022': '┓',
  '2102': '┹',
  '2012': '┩',
  '2112': '╃',
  '0122': '┱',
  '1022': '┪',
  '1122': '╅',
  '1202': '┷',
  '0212': '┯',
  '1212': '┿',
  '2020': '┃',
  '2120': '┠',
  '2200': '┗',
  '0220': '┏',
  '2210': '┡',
  '1220': '┢',
};

/** A formula with the signs of the screen. */
function formulaText(text: string): string {
  return typographic(text).replaceAll('*', '×').replaceAll('/', '÷');
}

const namesOfGraph = new WeakMap<Graph, readonly string[]>();

/** All names of the graph. */
function allNames(graph: Graph): readonly string[] {
  const known = namesOfGraph.get(graph);
  if (known) return known;
  const names = [...new Set([...graph.sources.keys(), ...graph.users.keys()])].filter(
    (name) => name !== LOSS,
  );
  namesOfGraph.set(graph, names);
  return names;
}
