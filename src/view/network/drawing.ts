/**
 * The drawing of the network: nodes with values and gradients, edges with weights; the current node and edge are
 * marked.
 */
import { type Address, printAddress } from '../../core/address.ts';
import type { Slot } from '../../core/program.ts';
import { latestParameter } from '../../session/current-parameter.ts';
import type { NetworkEdge, NetworkNode } from '../diagram/diagram.ts';
import { type Geometry, layoutNetwork, type PlacedEdge, type PlacedNode } from '../diagram/geometry.ts';
import { placeAnyway } from '../diagram/labels.ts';
import { type Scene, UNKNOWN } from '../scene/scene.ts';
import { Canvas, type Point } from '../terminal/canvas.ts';
import { formatNumber } from '../terminal/format.ts';
import { cut, type Line, lineWidth, type Size, type Span, span, type Tone } from '../terminal/text.ts';

/** Significant digits at nodes, where there is little room. The values pane shows more. */
const NODE_DIGITS = 4;

/** Minimum cells for an activation or a formula; with less room it is left out. */
const LEAST_DETAIL = 9;

/** With more visible edges than this, only those of the current node are drawn. */
const MOST_EDGES = 60;

/** Draws the network with the values at the cursor: `size.rows` lines of `size.columns` cells. */
export function networkLines(scene: Scene, size: Size): Line[] {
  return new Drawing(scene, size).lines();
}

const gradientOf = (of: Address): Address => ({ kind: 'gradient', of });

class Drawing {
  readonly #scene: Scene;
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
  readonly #written: Slot | null;
  readonly #activeNode: string | null;
  /** The edges that the step just done is about. */
  readonly #activeEdges: ReadonlySet<NetworkEdge>;
  /** Cells that labels cover. */
  readonly #labels: { readonly x: number; readonly y: number; readonly width: number }[] = [];

  constructor(scene: Scene, size: Size) {
    this.#scene = scene;
    this.#canvas = new Canvas(size);
    const instruction = scene.lastStep?.instruction;
    const { slots } = scene.session.engine.run;
    this.#isBackward = instruction?.scope.phase === 'backward';
    this.#written = instruction?.result ?? null;
    this.#activeNode = instruction?.scope.node ?? null;
    const used = instruction ? [...instruction.operands, instruction.result] : [];
    this.#touched = new Set(used.flatMap((slot) => slots[slot]?.names ?? []));
    const results = instruction ? (slots[instruction.result]?.addresses ?? []) : [];
    this.#returning = results.flatMap((address) =>
      address.kind === 'gradient' || address.kind === 'gradientTerm' ? printAddress(address.of) : [],
    );
    this.#terms = used.flatMap((slot) =>
      (slots[slot]?.addresses ?? []).flatMap((address) =>
        address.kind === 'gradientTerm' ? { from: printAddress(address.of), index: address.index } : [],
      ),
    );
    this.#activeEdges = new Set(scene.network.edges.filter((edge) => this.#isActive(edge)));
    this.#size = size;
    this.#geometry = layoutNetwork(scene.network, size, this.#focus());
  }

  /** The nodes that have to be visible, the most important first. */
  #focus(): string[] {
    const { network, session } = this.#scene;
    const ends = ({ from, to }: NetworkEdge) => [to, from];
    const active = [...this.#activeEdges];
    // When a product or a term of a gradient is added to a sum: the edge that it belongs to.
    const near = network.edges.filter(
      ({ weight }) =>
        weight?.kind === 'nodeItem' && this.#touched.has(printAddress({ ...weight, part: 'product' })),
    );
    const terms = this.#terms.flatMap(
      ({ from, index }) => network.edges.filter((edge) => edge.from === from)[index] ?? [],
    );
    const latest = latestParameter(session);
    const last = network.edges.filter(({ weight }) => weight !== null && printAddress(weight) === latest);
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
      this.#canvas.text(at, [span(`⋮ ${count} more`, 'dim')]);
    if (this.#geometry.annotations !== null) this.#drawAnnotations(this.#geometry.annotations);
    return this.#canvas.lines();
  }

  /** All visible edges. If they are so many that they would hide each other: those of the current node. */
  #shownEdges(): PlacedEdge[] {
    const { edges } = this.#geometry;
    const node = this.#activeNode;
    if (edges.length <= MOST_EDGES || node === null) return [...edges];
    return edges.filter(({ edge }) => edge.from === node || edge.to === node || this.#activeEdges.has(edge));
  }

  /**
   * Whether the step just done is about an edge: about its weight; for an edge without a weight, about the value that
   * it passes on or the gradient that goes back through it.
   */
  #isActive({ weight, from, to }: NetworkEdge): boolean {
    if (weight !== null) {
      const about: Address[] = [weight, gradientOf(weight), { kind: 'delta', of: weight, part: null }];
      return about.some((address) => this.#touched.has(printAddress(address)));
    }
    if (to !== this.#activeNode) return false;
    return this.#returning.length > 0 ? this.#returning.includes(from) : this.#touched.has(from);
  }

  /** The slot of an address at the cursor; null if it has no value in the current iteration yet. */
  #slot(address: Address): Slot | null {
    const { session } = this.#scene;
    const slot = session.values.resolve(printAddress(address), session.position);
    return slot !== null && session.values.isCurrent(slot, session.position) ? slot : null;
  }

  #value(slot: Slot, tone: Tone, digits?: number): Span {
    const text = formatNumber(this.#scene.session.registers[slot] as number, digits);
    return span(text, slot === this.#written ? 'now' : tone);
  }

  #drawEdge({ edge, from, to }: PlacedEdge): void {
    const isActive = this.#activeEdges.has(edge);
    const slot = edge.weight === null ? null : this.#slot(edge.weight);
    const isNegative = slot !== null && (this.#scene.session.registers[slot] as number) < 0;
    const tone = isActive ? (this.#isBackward ? 'gradient' : 'accent') : 'dim';
    this.#canvas.line(from, to, tone, { dashed: isNegative, heavy: isActive });
    if (!isActive) return;
    if (this.#isBackward) this.#canvas.text(from, [span('◂', 'gradient')]);
    else this.#canvas.text(to, [span('▸', 'accent')]);
  }

  /** Writes the weight, and its gradient if both fit. Numbers are never cut. An active edge always shows its weight. */
  #drawLabel(placed: PlacedEdge): void {
    const { edge, label, labelWidth } = placed;
    const weight = edge.weight === null ? null : this.#slot(edge.weight);
    const isActive = this.#activeEdges.has(edge);
    if (weight === null || (!label && !isActive)) return;
    const isNegative = (this.#scene.session.registers[weight] as number) < 0;
    const gradient = edge.weight === null ? null : this.#slot(gradientOf(edge.weight));
    const alone = [span(' '), this.#value(weight, isNegative ? 'negative' : 'positive', 3), span(' ')];
    const both =
      gradient === null
        ? alone
        : [...alone.slice(0, 2), span(' ∂ ', 'gradient'), this.#value(gradient, 'gradient', 3), span(' ')];
    const fitting = label ? [both, alone].find((line) => lineWidth(line) <= labelWidth + 2) : undefined;
    if (!fitting && !isActive) return;
    const spans = fitting ?? alone.slice(1, 2);
    const width = lineWidth(spans);
    const at = fitting && label ? label : placeAnyway(placed, width, this.#geometry.texts, this.#size);
    const x = at.x - Math.floor(width / 2);
    const { from } = placed;
    // On a short edge the label covers the arrowhead, so the arrowhead is written before the label.
    const isOverHead = isActive && this.#isBackward && at.y === from.y && x <= from.x && from.x < x + width;
    const head = isOverHead ? [span('◂', 'gradient')] : [];
    this.#labels.push({ x: x - head.length, y: at.y, width: width + head.length });
    this.#canvas.text({ x: x - head.length, y: at.y }, [...head, ...spans]);
  }

  #drawNode({ node, at, titleWidth, textWidth }: PlacedNode): void {
    const { density } = this.#geometry;
    const isActive = node.name === this.#activeNode;
    const own: Address = { kind: 'value', name: node.name };
    const value = this.#slot(own);
    const gradient = this.#slot(gradientOf(own));
    const named: Span[] = [span(node.name, isActive ? 'accent' : 'plain'), ...this.#detail(node, titleWidth)];
    const biased = [...named, ...this.#bias(node.bias)];
    const isFree = !this.#isCovered({ x: at.x, y: at.y - 1 }, lineWidth(biased));
    const title = isFree && lineWidth(biased) <= titleWidth ? biased : named;
    const mask = this.#slot({ kind: 'node', node: node.name, part: 'mask' });
    const isDropped = mask !== null && this.#scene.session.registers[mask] === 0;
    const dot = span(
      isDropped ? '✗ ' : isActive ? '◉ ' : value === null ? '○ ' : '● ',
      isActive ? 'accent' : value === null ? 'dim' : 'plain',
    );
    const result = this.#nodeValue(node.name, value);
    const slope =
      gradient === null ? [] : [span('∂ ', 'gradient'), this.#value(gradient, 'gradient', NODE_DIGITS)];
    if (density === 1) {
      const name = span(` ${node.name}`, isActive ? 'accent' : 'dim');
      // If no value is computed yet, the name is shown instead.
      const isComputed = value !== null || this.#slot({ kind: 'node', node: node.name, part: 'in' }) !== null;
      const short = [NODE_DIGITS, 3, 2].map((digits) => [dot, ...this.#nodeValue(node.name, value, digits)]);
      const fitting = [
        [dot, ...result, name],
        ...(isComputed ? short : [cut([dot, span(node.name, name.tone)], textWidth)]),
      ].find((line) => lineWidth(line) <= textWidth && !this.#isCovered(at, lineWidth(line)));
      this.#canvas.text(at, fitting ?? [dot]);
      return;
    }
    this.#canvas.text({ x: at.x, y: at.y - 1 }, cut(title, titleWidth));
    const both = [...result, span(' '), ...slope];
    const isCramped = 2 + lineWidth(both) > titleWidth;
    // If only one of value and gradient fits: the one just computed.
    const alone = gradient !== null && gradient === this.#written ? slope : result;
    const shown = density === 3 || slope.length === 0 ? result : isCramped ? alone : both;
    this.#canvas.text(at, [dot, ...shown, span(' ')]);
    if (density === 3) this.#canvas.text({ x: at.x, y: at.y + 1 }, slope);
  }

  /** A node's activation or formula, if enough of it fits; see `LEAST_DETAIL`. */
  #detail({ name, detail }: NetworkNode, width: number): Span[] {
    if (detail === null) return [];
    const room = width - name.length - 1;
    return room >= Math.min(detail.length, LEAST_DETAIL) ? [span(` ${detail}`, 'dim')] : [];
  }

  /** Whether a text would overlap or touch a label. Two numbers that touch would look like one. */
  #isCovered(at: Point, width: number): boolean {
    return this.#labels.some(
      (label) => label.y === at.y && label.x <= at.x + width && at.x <= label.x + label.width,
    );
  }

  /** The node's value; before it is computed, the node's sum if that is known. */
  #nodeValue(name: string, value: Slot | null, digits = NODE_DIGITS): Span[] {
    if (value !== null) return [this.#value(value, 'strong', digits)];
    const sum = this.#slot({ kind: 'node', node: name, part: 'in' });
    return sum === null ? [span(UNKNOWN, 'dim')] : [span('Σ ', 'dim'), this.#value(sum, 'plain', digits)];
  }

  #bias(address: Address | null): Span[] {
    const slot = address === null ? null : this.#slot(address);
    return slot === null ? [] : [span(' bias ', 'dim'), this.#value(slot, 'plain', NODE_DIGITS)];
  }

  #drawAnnotations(x: number): void {
    const { outputs } = this.#scene.network;
    const isSingle = outputs.length === 1;
    const placed = new Map(this.#geometry.nodes.map(({ node, at }) => [node.name, at]));
    const write = (y: number, word: string, address: Address) => {
      const slot = this.#slot(address);
      const value = slot === null ? span(UNKNOWN, 'dim') : this.#value(slot, 'strong');
      this.#canvas.text({ x, y }, [span(`${word} `.padEnd(7), 'dim'), value]);
    };
    for (const [index, output] of outputs.entries()) {
      const at = placed.get(output);
      if (!at) continue;
      const which = isSingle ? null : index;
      const target: Address = { kind: 'target', index: which };
      const error: Address = { kind: 'error', index: which, isSquared: false };
      // If outputs are close together, target and error share a row: the error replaces the target once it is computed.
      const isClose = !isSingle && this.#geometry.density === 1;
      // Not every loss has errors; the cross-entropy losses have none.
      const hasError = this.#scene.session.values.slotsOf(printAddress(error)).length > 0;
      if (!isClose && hasError) write(at.y - 1, 'target', target);
      if (!hasError || (isClose && this.#slot(error) === null)) write(at.y, 'target', target);
      else write(at.y, 'error', error);
      if (isSingle) write(at.y + 1, 'loss', { kind: 'loss' });
    }
    if (!isSingle) write(Math.max(...[...placed.values()].map(({ y }) => y)) + 1, 'loss', { kind: 'loss' });
  }
}
