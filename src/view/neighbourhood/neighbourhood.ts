/** The working node between what it is made of and what uses it: a part of a graph that is too wide to be drawn. */
import { windowFirst } from '../bars/columns.ts';
import { NumberReader } from '../bars/model.ts';
import { typedExpression } from '../notation/typed-expression.ts';
import type { Scene } from '../scene/scene.ts';
import { Canvas } from '../terminal/canvas.ts';
import { shortNames } from '../terminal/short-names.ts';
import { cut, type Line, lineWidth, type Size, span } from '../terminal/text.ts';
import { drawBranches } from './branches.ts';
import { columnsLine } from './columns-line.ts';
import { type Focus, focusAt, type Graph, graphOf, LOSS } from './graph.ts';
import { NUMBER, Tiles } from './tiles.ts';

const LEAST_CHANNEL = 5;
const MOST_CHANNEL = 34;
const MOST_NAME = 24;
const LEAST_TILE = 14;
/** Of a node that is made of nothing: an update shows its old and its new value. */
const LEAST_GIVEN = 19;
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

/** The rows of the working node, and the one with its value. */
interface NodeRows {
  readonly top: number;
  readonly height: number;
  readonly valueRow: number;
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
  readonly #tiles: Tiles;

  constructor(scene: Scene, size: Size) {
    this.#scene = scene;
    this.#size = size;
    this.#canvas = new Canvas(size);
    this.#graph = graphOf(scene);
    this.#focus = focusAt(scene);
    this.#reader = new NumberReader(scene);
    this.#tiles = new Tiles(scene, this.#canvas, this.#focus, this.#reader);
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

  /** A name in at most `columns` cells. All names of the graph are told apart, not only those that are shown. */
  #label(name: string, columns: number): string {
    if (name === LOSS) return 'loss';
    return shortNames(this.#graph.names, columns)[this.#graph.names.indexOf(name)] ?? '';
  }

  /** The columns of the three kinds of tiles. Names give way until the wires between them have room. */
  #places(sources: readonly string[], users: readonly string[]): Record<'sources' | 'node' | 'users', Room> {
    const { name } = this.#focus;
    const longest = (names: readonly string[], most: number) =>
      Math.min(most, Math.max(0, ...names.map((each) => (each === LOSS ? 'loss' : each).length)));
    const tile = (names: readonly string[], most: number, least = 0) =>
      names.length === 0 ? 0 : Math.max(least, longest(names, most) + NUMBER + 3);
    const channels = Number(sources.length > 0) + Number(users.length > 0);
    const widthsFor = (most: number) =>
      [
        tile(sources, most),
        tile([name], most, sources.length > 0 ? LEAST_TILE : LEAST_GIVEN) + 1,
        tile(users, most, LEAST_TILE - 1),
      ] as const;
    let most = MOST_NAME;
    const room = (widths: readonly number[]) =>
      this.#size.columns - widths.reduce((sum, each) => sum + each, 0);
    while (most > 3 && room(widthsFor(most)) < channels * LEAST_CHANNEL) most--;
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

  #drawTile(shown: Shown, index: number): void {
    const name = shown.names[index] as string;
    const row = { x: shown.left, y: shown.top + index * shown.rows, width: shown.width };
    this.#tiles.value(row, name, this.#label(name, Math.max(1, shown.width - NUMBER - 3)));
    if (shown.rows > 1) this.#tiles.gradient({ ...row, y: row.y + 1 }, name);
  }

  #more({ more, names, rows, top, left }: Shown): void {
    if (more > 0)
      this.#canvas.text({ x: left, y: top + names.length * rows }, [span(`⋮ ${more} more`, 'mute')]);
  }

  #drawNode({ x, width, top, height, valueRow }: Room & NodeRows): void {
    const { name } = this.#focus;
    for (let y = top; y < top + height; y++) this.#tiles.blank({ x, y, width }, name);
    this.#tiles.value({ x, y: valueRow, width }, name, this.#label(name, Math.max(1, width - NUMBER - 4)));
    if (height > 1 && this.#hasBackward) this.#tiles.gradient({ x, y: valueRow + 1, width }, name);
  }

  #drawSources(sources: Shown, end: number): void {
    for (const [index, name] of sources.names.entries()) {
      this.#drawTile(sources, index);
      const place = { from: sources.left + sources.width, to: end - 1, y: sources.top + index };
      this.#tiles.wire(place, name);
    }
    this.#more(sources);
  }

  /** The tiles of what uses the node, and the wires to them from its value. */
  #drawUsers(users: Shown, from: { readonly x: number; readonly y: number }): void {
    const rows = users.names.map((_, index) => users.top + index * users.rows);
    const at = users.names.findIndex((name) => this.#focus.active.has(name));
    const active = at < 0 ? null : at;
    if (rows.length > 0)
      drawBranches(this.#canvas, this.#focus.phase, { from, end: users.left - 1, rows, active });
    for (const index of users.names.keys()) this.#drawTile(users, index);
    this.#more(users);
  }

  /** The formula of the node, as far as there is room. */
  #drawTitle(): void {
    const { name, phase, isWorking } = this.#focus;
    const formula = this.#graph.formulas.get(name);
    const text = formula === undefined ? '' : ` = ${typedExpression(formula)}`;
    const line = cut(
      [span(name === LOSS ? 'loss' : name, isWorking ? `${phase}Strong` : 'plain'), span(text, 'mute')],
      this.#size.columns,
    );
    const x = Math.max(0, Math.floor((this.#size.columns - lineWidth(line)) / 2));
    this.#canvas.text({ x, y: 0 }, line);
  }
}
