/** The network pane: nodes with their values and gradients, edges with their weights, what runs now marked. */
import type { Slot } from '../core/program.ts';
import { Canvas } from './canvas.ts';
import { formatNumber } from './format.ts';
import type { Geometry, PlacedEdge, PlacedNode } from './geometry.ts';
import { type Scene, UNKNOWN } from './scene.ts';
import { cut, type Line, lineWidth, type Size, type Span, span, type Tone } from './text.ts';

/** Significant digits at nodes, where there is little room; all of them are among the values. */
const NODE_DIGITS = 4;

/** Draws the network as it stands at the cursor. */
export function networkLines(scene: Scene, size: Size): Line[] {
  return new Drawing(scene, size).lines();
}

class Drawing {
  readonly #scene: Scene;
  readonly #canvas: Canvas;
  readonly #geometry: Geometry;
  readonly #isBackward: boolean;
  /** All addresses that the step just done reads and writes. */
  readonly #touched: ReadonlySet<string>;
  readonly #written: Slot | null;
  readonly #activeNode: string | null;

  constructor(scene: Scene, size: Size) {
    this.#scene = scene;
    this.#canvas = new Canvas(size);
    const instruction = scene.done?.instruction;
    const { slots } = scene.session.engine.run;
    this.#isBackward = instruction?.scope.phase === 'backward';
    this.#written = instruction?.result ?? null;
    this.#activeNode = instruction?.scope.node ?? null;
    const used = instruction ? [...instruction.operands, instruction.result] : [];
    this.#touched = new Set(used.flatMap((slot) => slots[slot]?.names ?? []));
    const edges = scene.network.edges.filter(({ weight }) => this.#isActive(weight));
    const focus = new Set(edges.flatMap(({ from, to }) => [from, to]));
    if (this.#activeNode !== null) focus.add(this.#activeNode);
    this.#geometry = scene.placer.place(size, focus);
  }

  lines(): Line[] {
    const edges = [...this.#geometry.edges].sort(
      (a, b) => Number(this.#isActive(a.edge.weight)) - Number(this.#isActive(b.edge.weight)),
    );
    for (const edge of edges) this.#drawEdge(edge);
    for (const edge of edges) this.#drawLabel(edge);
    for (const node of this.#geometry.nodes) this.#drawNode(node);
    for (const { at, count } of this.#geometry.omitted)
      this.#canvas.text(at, [span(`⋮ ${count} more`, 'dim')]);
    if (this.#scene.network.hasLoss) this.#drawAnnotations();
    return this.#canvas.lines();
  }

  #isActive(weight: string | null): boolean {
    return (
      weight !== null &&
      [weight, `grad(${weight})`, `delta(${weight})`].some((name) => this.#touched.has(name))
    );
  }

  /** The slot that an address means now, where this iteration has computed it. */
  #slot(name: string): Slot | null {
    const { session } = this.#scene;
    const slot = session.values.resolve(name, session.position);
    return slot !== null && session.values.isFresh(slot, session.position) ? slot : null;
  }

  #value(slot: Slot, tone: Tone, digits?: number): Span {
    const text = formatNumber(this.#scene.session.registers[slot] as number, digits);
    return span(text, slot === this.#written ? 'now' : tone);
  }

  #drawEdge({ edge, from, to }: PlacedEdge): void {
    const isActive = this.#isActive(edge.weight);
    const slot = edge.weight === null ? null : this.#slot(edge.weight);
    const isNegative = slot !== null && (this.#scene.session.registers[slot] as number) < 0;
    const tone = isActive ? (this.#isBackward ? 'gradient' : 'accent') : 'dim';
    this.#canvas.line(from, to, tone, { dashed: isNegative, heavy: isActive });
    if (!isActive) return;
    if (this.#isBackward) this.#canvas.text(from, [span('◂', 'gradient')]);
    else this.#canvas.text(to, [span('▸', 'accent')]);
  }

  /** The weight, and its gradient where both fit: half a number would be a wrong one. */
  #drawLabel({ edge, label, labelWidth }: PlacedEdge): void {
    const weight = edge.weight === null ? null : this.#slot(edge.weight);
    if (!label || weight === null) return;
    const isNegative = (this.#scene.session.registers[weight] as number) < 0;
    const gradient = this.#slot(`grad(${edge.weight})`);
    const alone = [span(' '), this.#value(weight, isNegative ? 'negative' : 'positive', 3), span(' ')];
    const both =
      gradient === null
        ? alone
        : [...alone.slice(0, 2), span(' ∂ ', 'gradient'), this.#value(gradient, 'gradient', 3), span(' ')];
    const spans = [both, alone].find((line) => lineWidth(line) <= labelWidth + 2);
    if (spans) this.#canvas.text({ x: label.x - Math.floor(lineWidth(spans) / 2), y: label.y }, spans);
  }

  #drawNode({ node, at, titleWidth }: PlacedNode): void {
    const { density } = this.#geometry;
    const isActive = node.name === this.#activeNode;
    const value = this.#slot(node.name);
    const gradient = this.#slot(`grad(${node.name})`);
    const title: Span[] = [
      span(node.name, isActive ? 'accent' : 'plain'),
      ...(node.activation === null ? [] : [span(` ${node.activation}`, 'dim')]),
      ...this.#bias(node.bias),
    ];
    const dot = span(
      isActive ? '◉ ' : value === null ? '○ ' : '● ',
      isActive ? 'accent' : value === null ? 'dim' : 'plain',
    );
    const result = this.#nodeValue(node.name, value);
    const slope =
      gradient === null ? [] : [span('∂ ', 'gradient'), this.#value(gradient, 'gradient', NODE_DIGITS)];
    if (density === 1) {
      this.#canvas.text(at, [dot, ...result, span(` ${node.name}`, isActive ? 'accent' : 'dim')]);
      return;
    }
    this.#canvas.text({ x: at.x, y: at.y - 1 }, cut(title, titleWidth));
    const beside = density === 2 && slope.length > 0 ? [span(' '), ...slope] : [];
    this.#canvas.text(at, [dot, ...result, ...beside, span(' ')]);
    if (density === 3) this.#canvas.text({ x: at.x, y: at.y + 1 }, slope);
  }

  /** The node's value; before it the sum that it is made from, where that is there already. */
  #nodeValue(name: string, value: Slot | null): Span[] {
    if (value !== null) return [this.#value(value, 'strong', NODE_DIGITS)];
    const sum = this.#slot(`${name}.in`);
    return sum === null
      ? [span(UNKNOWN, 'dim')]
      : [span('Σ ', 'dim'), this.#value(sum, 'plain', NODE_DIGITS)];
  }

  #bias(address: string | null): Span[] {
    const slot = address === null ? null : this.#slot(address);
    return slot === null ? [] : [span(' bias ', 'dim'), this.#value(slot, 'plain', NODE_DIGITS)];
  }

  #drawAnnotations(): void {
    const { outputs } = this.#scene.network;
    const x = this.#geometry.annotations;
    const isSingle = outputs.length === 1;
    const placed = new Map(this.#geometry.nodes.map(({ node, at }) => [node.name, at]));
    const write = (y: number, word: string, address: string) => {
      const slot = this.#slot(address);
      const value = slot === null ? span(UNKNOWN, 'dim') : this.#value(slot, 'strong');
      this.#canvas.text({ x, y }, [span(`${word} `.padEnd(7), 'dim'), value]);
    };
    for (const [index, output] of outputs.entries()) {
      const at = placed.get(output);
      if (!at) continue;
      write(at.y - 1, 'target', isSingle ? 'target' : `target[${index}]`);
      write(at.y, 'error', isSingle ? 'error' : `error[${index}]`);
      if (isSingle) write(at.y + 1, 'loss', 'loss');
    }
    if (!isSingle) write(Math.max(...[...placed.values()].map(({ y }) => y)) + 1, 'loss', 'loss');
  }
}
