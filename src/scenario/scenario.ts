/** The Scenario as the rest of the program sees it: defaults filled in, one shape for each thing. */
import type { ActivationName } from '../core/ops.ts';
import type { Example } from '../core/program.ts';
import { type Language, spoken } from '../language/translate.ts';
import type { LossName } from './losses.ts';
import type { NodeDocument, ScenarioDocument, TextDocument } from './schema.ts';

/** A text in the languages that it was written in. */
export type Text = Readonly<Partial<Record<Language, string>> & { en: string }>;

export interface ScenarioNode {
  readonly name: string;
  /** One weight for each value coming in; empty where a value is only passed on. */
  readonly weights: readonly number[];
  readonly bias: number | null;
  /** The value that is passed on without a product. */
  readonly from: string | null;
}

export interface ScenarioLayer {
  readonly name: string;
  readonly activation: ActivationName;
  /** A bias shared by the layer's nodes. */
  readonly bias: number | null;
  readonly nodes: readonly ScenarioNode[];
}

export interface Variant {
  readonly name: string;
  readonly title: Text;
  readonly set: Readonly<Record<string, number>>;
}

type LastPhase = 'forward' | 'loss' | 'backward' | 'update';

export interface Scenario {
  readonly title: Text;
  readonly intro: Text;
  readonly teaches: Text;
  /** Place in the menu. */
  readonly order: number;
  readonly inputs: readonly string[];
  readonly layers: readonly ScenarioLayer[];
  readonly data: readonly Example[];
  readonly loss: LossName | null;
  readonly reduction: 'mean' | 'sum';
  /** The gradient of each output, where it comes from beyond the figure. */
  readonly outputGradient: readonly number[] | null;
  readonly inputGradients: boolean;
  readonly learningRate: number | null;
  readonly frozen: readonly string[];
  readonly epochs: number;
  readonly batch: number;
  readonly finish: boolean;
  readonly lastPhase: LastPhase;
  readonly variants: readonly Variant[];
  readonly notes: readonly { readonly at: string; readonly text: Text }[];
  /** What the room is asked to predict: the address whose value is wanted, and the question. */
  readonly questions: readonly { readonly at: string; readonly ask: Text }[];
}

/** A text in the language that is spoken or asked for, else in English. */
export function inLanguage(text: Text, language: Language = spoken()): string {
  return text[language] ?? text.en;
}

/** Fills in the defaults of a document that has passed all checks. */
export function toScenario(document: ScenarioDocument): Scenario {
  const data = document.data.map(({ inputs, target }) => ({ inputs, targets: asList(target) }));
  return {
    title: toText(document.title),
    intro: toText(document.intro ?? ''),
    teaches: toText(document.teaches ?? ''),
    order: document.order ?? Number.POSITIVE_INFINITY,
    inputs: document.inputs,
    layers: document.layers.map(({ name, activation, bias, nodes }) => ({
      name,
      activation: activation ?? 'identity',
      bias: bias ?? null,
      nodes: Object.entries(nodes).map(([nodeName, node]) => toNode(nodeName, node)),
    })),
    data,
    loss: document.loss ?? null,
    reduction: document.reduction ?? 'mean',
    outputGradient: document.output_gradient === undefined ? null : asList(document.output_gradient),
    inputGradients: document.input_gradients ?? false,
    learningRate: document.optimizer?.learning_rate ?? null,
    frozen: document.frozen ?? [],
    epochs: document.training?.epochs ?? 1,
    batch: batchSize(document, data.length),
    finish: document.training?.finish === 'loss',
    lastPhase: lastPhase(document),
    variants: Object.entries(document.variants ?? {}).map(([name, { title, set }]) => ({
      name,
      title: toText(title ?? name),
      set,
    })),
    notes: (document.notes ?? []).map(({ at, text }) => ({ at, text: toText(text) })),
    questions: (document.questions ?? []).map(({ at, ask }) => ({ at, ask: toText(ask) })),
  };
}

function lastPhase(document: ScenarioDocument): LastPhase {
  if (document.stop_after) return document.stop_after;
  if (document.loss === undefined && document.output_gradient === undefined) return 'forward';
  return document.optimizer ? 'update' : 'backward';
}

function batchSize(document: ScenarioDocument, examples: number): number {
  const batch = document.training?.batch ?? 1;
  return batch === 'all' ? examples : Math.min(batch, examples);
}

function toNode(name: string, node: NodeDocument): ScenarioNode {
  if (Array.isArray(node)) return { name, weights: node, bias: null, from: null };
  if ('from' in node) return { name, weights: [], bias: null, from: node.from };
  return { name, weights: node.weights, bias: node.bias ?? null, from: null };
}

function asList(value: number | readonly number[] | undefined): readonly number[] {
  if (value === undefined) return [];
  return typeof value === 'number' ? [value] : value;
}

function toText(text: TextDocument): Text {
  if (typeof text === 'string') return { en: printable(text) };
  return text.bn === undefined
    ? { en: printable(text.en) }
    : { en: printable(text.en), bn: printable(text.bn) };
}

/**
 * Text that is safe to show. What a terminal would obey (control characters: C0, C1, DEL) and what is not seen
 * but changes what is (format characters such as those that turn the writing direction, the whole block of tags,
 * lone surrogates) becomes U+FFFD; line breaks and tabs become spaces. Bangla needs two format characters, which
 * stay: U+200C and U+200D keep apart or join the letters of a conjunct.
 */
export function printable(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\u{E0000}-\u{E007F}]/gu, '\uFFFD')
    .trim();
}
