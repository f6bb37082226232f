/**
 * The drawing of the network: nodes with values and gradients, edges with weights; the current node and edge are
 * marked.
 */
import { type Address, printAddress } from '../../core/address.ts';
import { memoize } from '../../core/memo.ts';
import type { Slot } from '../../core/program.ts';
import { latestParameter } from '../../session/current-parameter.ts';
import type { Network, NetworkEdge } from '../diagram/diagram.ts';
import { type Geometry, layoutNetwork, type PlacedEdge, type PlacedNode } from '../diagram/geometry.ts';
import { placeAtEnd, placeNear } from '../diagram/labels.ts';
import type { Scene } from '../scene/scene.ts';
import { Canvas, type Point } from '../terminal/canvas.ts';
import { type Line, lineWidth, type Size, span } from '../terminal/text.ts';
import { annotationsOf } from './annotations.ts';
import { BOTH_DIGITS, gradientOf, NodeText } from './node-text.ts';
import { ShownValues } from './shown-values.ts';

/** Cells of the shortest label that an active edge is given a place for: `4.8e52`. */
const LEAST_LABEL = 6;

/** With more visible edges than this, only those of the current node are drawn. */
const MOST_EDGES = 60;

/** Draws the network with the values at the cursor: `size.rows` lines of `size.columns` cells. */
export function networkLines(scene: Scene, size: Size): Line[] {
  return new Drawing(scene, size).lines();
}

/** Found once for each network: a large one has many edges, and printing their addresses takes long. */
const edgesByWeight = memoize(
  (network: Network) => network,
  ({ edges }) => {
    const found = new Map<string, NetworkEdge[]>();
    for (const edge of edges) {
      if (edge.weight === null) continue;
      const name = printAddress(edge.weight);
      found.set(name, [...(found.get(name) ?? []), edge]);
    }
    return found;
  },
);

/** The value that an address is about: of its gradient and of its change, that value; otherwise its own. */
function subjectOf(address: Address): Address {
  const isAbout = address.kind === 'gradient' || (address.kind === 'delta' && address.part === null);
  return isAbout ? address.of : address;
}

class Drawing {
  readonly #scene: Scene;
  readonly #values: ShownValues;
  readonly #size: Size;
  readonly #canvas: Canvas;
  readonly #geometry: Geometry;
  readonly #isBackward: boolean;
  /** All addresses that the step just done reads or writes. */
  readonly #touched: ReadonlySet<string>;
  /** The values whose gradient, or a term of it, the step just done has computed. */
  readonly #returning: readonly string[];
  /** The terms of gradients that the step reads or writes: the value, and the index among its outgoing edges. */
  readonly #terms: readonly { readonly from: string; readonly index: number }[];
  readonly #activeNode: string | null;
  /** The edges that the step just done is about. */
  readonly #activeEdges: ReadonlySet<NetworkEdge>;
  /** Cells that labels cover. */
  readonly #labels: { readonly x: number; readonly y: number; readonly width: number }[] = [];

  constructor(scene: Scene, size: Size) {
    this.#scene = scene;
    this.#values = new ShownValues(scene);
    this.#canvas = new Canvas(size);
    const instruction = scene.lastStep?.instruction;
    const { slots } = scene.session.engine.run;
    this.#isBackward = instruction?.scope.phase === 'backward';
    this.#activeNode = instruction?.scope.node ?? null;
    const used = instruction ? [...instruction.operands, instruction.result] : [];
    const addresses = used.flatMap((slot) => slots[slot]?.addresses ?? []);
    this.#touched = new Set(used.flatMap((slot) => slots[slot]?.names ?? []));
    const results = instruction ? (slots[instruction.result]?.addresses ?? []) : [];
    this.#returning = results.flatMap((address) =>
      address.kind === 'gradient' || address.kind === 'gradientTerm' ? printAddress(address.of) : [],
    );
    this.#terms = addresses.flatMap((address) =>
      address.kind === 'gradientTerm' ? { from: printAddress(address.of), index: address.index } : [],
    );
    this.#activeEdges = new Set([
      ...addresses.flatMap((address) => this.#edgesOf(printAddress(subjectOf(address)))),
      ...scene.network.edges.filter((edge) => edge.weight === null && this.#isPassing(edge)),
    ]);
    this.#size = size;
    this.#geometry = layoutNetwork(scene.network, size, this.#focus(addresses));
  }

  /** The nodes that have to be visible, the most important first. */
  #focus(addresses: readonly Address[]): string[] {
    const { network, session } = this.#scene;
    const ends = ({ from, to }: NetworkEdge) => [to, from];
    const active = [...this.#activeEdges];
    // When a product or a term of a gradient is added to a sum: the edge that it belongs to.
    const near = addresses.flatMap((address) =>
      address.kind === 'nodeItem' && address.part === 'product'
        ? this.#edgesOf(printAddress({ ...address, part: 'w' }))
        : [],
    );
    const terms = this.#terms.flatMap(
      ({ from, index }) => network.edges.filter((edge) => edge.from === from)[index] ?? [],
    );
    const latest = latestParameter(session);
    const last = latest === null ? [] : this.#edgesOf(latest);
    const own = this.#activeNode === null ? [] : [this.#activeNode];
    return [...active.flatMap(ends), ...own, ...[...near, ...terms, ...last].flatMap(ends)];
  }

  lines(): Line[] {
    const isActive = ({ edge }: PlacedEdge) => Number(this.#activeEdges.has(edge));
    const edges = this.#shownEdges().sort((a, b) => isActive(a) - isActive(b));
    for (const edge of edges) this.#drawEdge(edge);
    for (const edge of edges) this.#drawLabel(edge);
    for (const node of this.#geometry.nodes) this.#drawNode(node);
    for (const { at, count } of this.#geometry.omitted)
      this.#canvas.text(at, [span(`⋮ ${count} more`, 'mute')]);
    for (const { at, line } of annotationsOf(this.#scene, this.#values, this.#geometry))
      this.#canvas.text(at, line);
    return this.#canvas.lines();
  }

  /** All visible edges. If they are so many that they would hide each other: those of the current node. */
  #shownEdges(): PlacedEdge[] {
    const { edges } = this.#geometry;
    const node = this.#activeNode;
    if (edges.length <= MOST_EDGES || node === null) return [...edges];
    return edges.filter(({ edge }) => edge.from === node || edge.to === node || this.#activeEdges.has(edge));
  }

  /** The edges with a weight, by its printed address. */
  #edgesOf(weight: string): readonly NetworkEdge[] {
    return edgesByWeight(this.#scene.network).get(weight) ?? [];
  }

  /** Whether the step just done is about the value that an edge without a weight passes on, or about its gradient. */
  #isPassing({ from, to }: NetworkEdge): boolean {
    if (to !== this.#activeNode) return false;
    return this.#returning.length > 0 ? this.#returning.includes(from) : this.#touched.has(from);
  }

  #drawEdge({ edge, from, to }: PlacedEdge): void {
    const isActive = this.#activeEdges.has(edge);
    const slot = edge.weight === null ? null : this.#values.slot(edge.weight);
    const isNegative = slot !== null && this.#values.value(slot) < 0;
    const tone = isActive ? (this.#isBackward ? 'gradient' : 'accent') : 'mute';
    this.#canvas.line(from, to, tone, { dashed: isNegative, heavy: isActive });
    if (!isActive) return;
    if (this.#isBackward) this.#canvas.text(from, [span('◂', 'gradient')]);
    else this.#canvas.text(to, [span('▸', 'accent')]);
  }

  /** Writes the weight, and its gradient if both fit. The weight of an active edge has a place of its own if it needs one. */
  #drawLabel(placed: PlacedEdge): void {
    const { edge, label, labelWidth } = placed;
    const weight = edge.weight === null ? null : this.#values.slot(edge.weight);
    if (weight === null) return;
    const value = this.#values.value(weight);
    const tone = value < 0 ? 'negative' : 'positive';
    const isWhole = label !== null && lineWidth([this.#values.span(weight, tone)]) <= labelWidth;
    if (this.#activeEdges.has(edge) && !isWhole) {
      const { at, width } = this.#activePlace(placed, weight);
      this.#writeLabel(placed, at, [this.#values.span(weight, tone, { width })]);
      return;
    }
    if (!label) return;
    const gradient = edge.weight === null ? null : this.#values.slot(gradientOf(edge.weight));
    const alone = this.#values.span(weight, tone, { width: labelWidth });
    const both = BOTH_DIGITS.map((digits) =>
      gradient === null
        ? [alone]
        : [
            this.#values.span(weight, tone, { digits }),
            span(' ∂ ', 'gradient'),
            this.#values.span(gradient, 'gradient', { digits }),
          ],
    ).find((line) => lineWidth(line) <= labelWidth);
    this.#writeLabel(placed, label, [span(' '), ...(both ?? [alone]), span(' ')]);
  }

  /** The place and the width for the number of an active edge: the longest number that covers nothing. */
  #activePlace(placed: PlacedEdge, weight: Slot): { readonly at: Point; readonly width: number } {
    const taken = [
      ...this.#geometry.texts,
      ...this.#labels.map(({ x, y, width }) => ({ left: x, right: x + width, top: y, bottom: y })),
    ];
    // If a node has one row, the rows above and below belong to others.
    const rows = this.#geometry.density === 1 ? [0] : [0, -1, 1];
    const widthIn = (width?: number) =>
      lineWidth([this.#values.span(weight, 'plain', width === undefined ? {} : { width })]);
    const longest = widthIn();
    const least = LEAST_LABEL + this.#scene.sign(weight).length;
    for (let width = longest; width >= Math.min(longest, least); width--) {
      const at = placeNear(placed, width, rows, taken, this.#size);
      if (at) return { at, width };
    }
    const width = widthIn(least);
    return { at: placeAtEnd(placed, width), width };
  }

  #writeLabel({ edge, from }: PlacedEdge, at: Point, spans: Line): void {
    const width = lineWidth(spans);
    const x = at.x - Math.floor(width / 2);
    // On a short edge the label covers the arrowhead, so the arrowhead is written before the label.
    const isOverHead =
      this.#activeEdges.has(edge) && this.#isBackward && at.y === from.y && x <= from.x && from.x < x + width;
    const head = isOverHead ? [span('◂', 'gradient')] : [];
    this.#labels.push({ x: x - head.length, y: at.y, width: width + head.length });
    this.#canvas.text({ x: x - head.length, y: at.y }, [...head, ...spans]);
  }

  #drawNode({ node, at, titleWidth, textWidth, valueWidth }: PlacedNode): void {
    const { density } = this.#geometry;
    const text = new NodeText(this.#values, node, node.name === this.#activeNode);
    const above = { x: at.x, y: at.y - 1 };
    const below = { x: at.x, y: at.y + 1 };
    if (density === 1) {
      this.#canvas.text(at, text.inOneRow(this.#roomAt(at, textWidth)));
      return;
    }
    this.#canvas.text(above, text.title(this.#roomAt(above, titleWidth)));
    const room = this.#roomAt(at, valueWidth);
    if (density === 2) this.#canvas.text(at, text.valueAndGradient(this.#roomAt(at, titleWidth), room));
    else {
      this.#canvas.text(at, text.value(room));
      this.#canvas.text(below, text.gradient(this.#roomAt(below, valueWidth)));
    }
  }

  /** The cells from a place on that no label covers, at most `columns`. Two numbers that touch would look like one. */
  #roomAt({ x, y }: Point, columns: number): number {
    const starts = this.#labels.flatMap((label) =>
      label.y === y && label.x + label.width > x ? [label.x - x - 1] : [],
    );
    return Math.max(0, Math.min(columns, ...starts));
  }
}
