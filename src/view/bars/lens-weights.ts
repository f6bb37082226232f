/** The lens between two layers: weights, products, gradients and changes of the working node, row by row. */

import type { Tone } from '../colours/palette.ts';
import type { Scene } from '../scene/scene.ts';
import type { MarkedNumber } from '../terminal/text.ts';
import type { Bar } from './columns.ts';
import { barsOf, type LensContent, type LensTitle, signTone } from './lens.ts';
import { type BarsModel, barsModelOf, type NumberReader, type Slots } from './model.ts';
import type { LensKind, Work } from './work.ts';

/** The content of the lens for a work that is not about the loss. */
export function weightsLens(scene: Scene, reader: NumberReader, work: Work, kind: WeightsKind): LensContent {
  return new Lens(scene, reader, work)[kind]();
}

type WeightsKind = Exclude<LensKind, 'loss'>;

class Lens {
  readonly #model: BarsModel;
  readonly #reader: NumberReader;
  readonly #work: Work;
  readonly #name: string;
  readonly #strong: Tone;

  constructor(scene: Scene, reader: NumberReader, work: Work) {
    const model = barsModelOf(scene);
    this.#model = model;
    this.#reader = reader;
    this.#work = work;
    this.#name = model.nameOf(work.node);
    this.#strong = `${work.phase}Strong`;
  }

  #numbers(lists: readonly Slots[]): (MarkedNumber | null)[] {
    return lists.map((slots) => this.#reader.of(slots));
  }

  /** The result of the step. */
  get #result(): MarkedNumber | null {
    const { instruction } = this.#work;
    return instruction ? this.#reader.of([instruction.result]) : null;
  }

  /** Bars in the colours of their signs, the one of the present term in `hot`. */
  #signed(lists: readonly Slots[], hot: Tone): Bar[] {
    const { term } = this.#work;
    return barsOf(this.#numbers(lists), (number, index) => (index === term ? hot : signTone(number)));
  }

  #purple(lists: readonly Slots[]): Bar[] {
    const { term } = this.#work;
    return barsOf(this.#numbers(lists), (_, index) => (index === term ? this.#strong : 'gradient'));
  }

  /** `w of h2[6]`, and shorter. */
  #ofNode(what: string): LensTitle[] {
    return [{ before: `${what} of `, node: this.#work.node, after: '' }, what];
  }

  products(): LensContent {
    const { term, summed, instruction } = this.#work;
    const { weights, products } = this.#model.slotsOf(this.#name);
    const isSum = summed > 0;
    const tone = (number: MarkedNumber, index: number): Tone => {
      if (index === term) return this.#strong;
      // Before the sum begins, a product that is made is of full colour; then those that are not added yet are grey.
      return isSum && index >= summed ? 'ahead' : signTone(number);
    };
    const isWeighted = weights.length > 0;
    return {
      near: { titles: this.#ofNode('w'), tone: 'mute', bars: this.#signed(weights, 'strong') },
      far: { titles: ['products', 'terms'], tone: 'mute', bars: barsOf(this.#numbers(products), tone) },
      signs: ['×', '=', ''],
      bracket: isWeighted ? 'collects' : 'none',
      reached: firstRows(summed),
      chip: { titles: this.#forwardTitles(), number: instruction ? this.#result : null },
      wire: 'to node',
    };
  }

  #forwardTitles(): string[] {
    const { instruction, term } = this.#work;
    const count = this.#model.slotsOf(this.#name).products.length;
    const role = instruction?.role;
    switch (role?.kind) {
      case 'product':
        return [`× ${(term ?? 0) + 1}/${count}`];
      case 'sum':
        return [`Σ ${role.count}/${role.all}`];
      case 'bias':
        return ['+ bias'];
      case 'activation':
        return [role.activation];
      case 'dropout':
        return ['× mask'];
      case 'softmaxPart':
        return [role.part === 'expSum' ? 'Σ exp' : role.part];
      default:
        return [`Σ 0/${count}`];
    }
  }

  /** ∂ w = the source's value × the gradient of the node's sum. */
  gradients(): LensContent {
    const { term } = this.#work;
    const { gradients } = this.#model.slotsOf(this.#name);
    const sources = this.#model.layers[this.#work.pair];
    const values = sources?.values ?? [];
    const isWeighted = gradients.length > 0;
    return {
      near: { titles: this.#ofNode('∂ w'), tone: 'gradient', bars: this.#purple(gradients) },
      far: {
        titles: [sources?.title ?? '', 'values'],
        tone: 'mute',
        bars: isWeighted ? this.#signed(values, 'strong') : [],
      },
      signs: ['', '=', '×'],
      ...this.#spread(term),
    };
  }

  /** What comes back = the weight × the gradient of the node's sum. */
  passed(): LensContent {
    const { term, pair } = this.#work;
    const { weights } = this.#model.slotsOf(this.#name);
    const passed = weights.map((_, item) => this.#model.passed(this.#name, item));
    const isPart = (this.#model.layers[pair + 1]?.names.length ?? 1) > 1;
    const title = this.#model.layers[pair]?.title ?? '';
    return {
      near: {
        titles: isPart ? [`part of ∂ ${title}`, 'part of ∂', '∂'] : [`∂ ${title}`, '∂'],
        tone: 'gradient',
        bars: this.#purple(passed),
      },
      far: { titles: this.#ofNode('w'), tone: 'mute', bars: this.#signed(weights, 'strong') },
      signs: ['◂', '=', '×'],
      ...this.#spread(term),
    };
  }

  /** The gradient of the node's sum, which every row is multiplied by. On the way to it: what the step has made. */
  #spread(term: number | null): Pick<LensContent, 'bracket' | 'reached' | 'chip' | 'wire'> {
    const { sumGradient, gradients } = this.#model.slotsOf(this.#name);
    const { instruction, node } = this.#work;
    const isReached = instruction === null || sumGradient.includes(instruction.result);
    return {
      bracket: gradients.length > 0 ? 'spreads' : 'none',
      reached: term === null ? new Set() : firstRows(term + 1),
      chip:
        term !== null || isReached
          ? {
              titles: [{ before: '∂ ', node, after: '.in' }, '∂ in'],
              number: this.#reader.of(sumGradient),
            }
          : { titles: [this.#backwardTitle()], number: this.#result },
      wire: 'from node',
    };
  }

  #backwardTitle(): string {
    const role = this.#work.instruction?.role;
    if (role?.kind === 'gradientSum') return `Σ ${role.count}/${role.all}`;
    return role?.kind === 'slope' ? 'slope' : '∂';
  }

  /** The gradient of a node's value = Σ of its weights to the next layer × the gradients there. */
  gathered(): LensContent {
    const { node, summed, term, pair } = this.#work;
    const next = this.#model.layers[pair + 1]?.names ?? [];
    const order = this.#model.gathered(node);
    const added = new Set(order.slice(0, summed).filter((row) => row !== null));
    const terms = next.map((name) => this.#reader.of(this.#model.passed(name, node.index)));
    const weights = next.map((name) => this.#model.slotsOf(name).weights[node.index] ?? []);
    return {
      near: { titles: this.#ofNode('w'), tone: 'mute', bars: this.#signed(weights, 'strong') },
      far: {
        titles: [{ before: '∂ ', node, after: '' }, '∂'],
        tone: 'gradient',
        bars: barsOf(terms, (_, row) =>
          row === term ? this.#strong : added.has(row) ? 'gradient' : 'ahead',
        ),
      },
      signs: ['×', '=', ''],
      bracket: 'collects',
      reached: added,
      chip: { titles: [`Σ ${summed}/${order.length}`], number: this.#result },
      wire: 'to node',
    };
  }

  /** The gradients of this example are added to those of the batch. */
  batch(): LensContent {
    const { batchGradients, gradients } = this.#model.slotsOf(this.#name);
    return {
      near: { titles: ['Σ batch', 'Σ'], tone: 'gradient', bars: this.#purple(batchGradients) },
      far: { titles: this.#ofNode('∂ w'), tone: 'gradient', bars: this.#purple(gradients) },
      signs: ['', '◂', ''],
      bracket: 'none',
      reached: new Set(),
      chip: { titles: [`Σ ∂ ${this.#parameter()}`], number: this.#result },
      wire: 'none',
    };
  }

  /** The change of each weight goes into it. */
  update(): LensContent {
    const { instruction } = this.#work;
    const { weights, changes } = this.#model.slotsOf(this.#name);
    const role = instruction?.role;
    const titles =
      role?.kind === 'update'
        ? [`new ${this.#parameter()}`]
        : role?.kind === 'delta'
          ? [`Δ ${this.#parameter()}`]
          : [role?.kind === 'updatePart' ? role.part : ''];
    return {
      near: { titles: this.#ofNode('w'), tone: 'mute', bars: this.#signed(weights, this.#strong) },
      far: {
        titles: [this.#model.addsChanges ? '+ change' : '− change'],
        tone: 'mute',
        bars: this.#signed(changes, this.#strong),
      },
      signs: ['', '◂', ''],
      bracket: 'none',
      reached: new Set(),
      chip: { titles, number: this.#result },
      wire: 'none',
    };
  }

  /** `w[3]` or `bias`: the parameter that the step is about, without its node. */
  #parameter(): string {
    const { term } = this.#work;
    return term === null ? 'bias' : `w[${term}]`;
  }
}

function firstRows(count: number): ReadonlySet<number> {
  return new Set(Array.from({ length: count }, (_, index) => index));
}
