/** A document that has no errors → Scenario: defaults are filled in, and each value gets its one form. */
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import type { Example } from '../../core/program.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { elementName } from '../../expression/arrays/terms.ts';
import { languages } from '../../i18n/translate.ts';
import type { Setting } from '../losses/common/setting.ts';
import { LOSS_FORMULA } from '../losses/losses.ts';
import { mainLoss, scenarioLosses, scenarioTargets } from '../losses/scenario-losses.ts';
import { type Clip, STANDARD_CLIP_EPSILON } from '../optimizers/common/clip.ts';
import type { Forms } from '../optimizers/common/optimizer.ts';
import { type LaterSchedule, type RateSchedule, STANDARD_WARMUP } from '../optimizers/common/schedule.ts';
import { type OptimizerName, optimizers } from '../optimizers/optimizers.ts';
import type { OptimizerChoice } from '../optimizers/updates.ts';
import type { OutlineFormula } from './formulas.ts';
import { drawnNodes } from './initial-weights.ts';
import { elementIndexes, type Outline } from './outline.ts';
import type {
  Formula,
  LastPhase,
  Parameter,
  Scenario,
  ScenarioLayer,
  ScenarioNode,
  Table,
  Text,
} from './scenario.ts';
import {
  type ExampleDocument,
  formOf,
  type Nested,
  type NodeDocument,
  type OptimizerDocument,
  type ScenarioDocument,
  type ScheduleDocument,
  settingOf,
  type TextDocument,
} from './schema.ts';

type LayerDocument = NonNullable<ScenarioDocument['layers']>[number];

/**
 * Converts a document that has no errors to a Scenario: fills in defaults.
 *
 * @param outline its outline
 * @param table the examples of the CSV file, if the document names one
 */
export function toScenario(document: ScenarioDocument, outline: Outline, table: Table | null): Scenario {
  const written = Array.isArray(document.data) ? document.data : [];
  const inputs = outline.inputs ?? [];
  const layers = toLayers(document, inputs.length);
  const names = outline.losses?.targets.map(({ name }) => name) ?? [];
  const losses = scenarioLosses(document, outline);
  const data = table?.examples ?? written.map((each) => toExample(each, names));
  return {
    title: toText(document.title),
    intro: toText(document.intro ?? ''),
    teaches: toText(document.teaches ?? ''),
    group: document.group ?? null,
    order: document.order ?? Number.POSITIVE_INFINITY,
    picture: document.picture ?? 'network',
    inputs,
    arrays: outline.arrays,
    layers,
    formulas: toFormulas(outline.formulas),
    parameters: toParameters(document.parameters),
    kept: toParameters(keptStarts(document)),
    nexts: toFormulas(outline.nexts),
    lists: outline.lists,
    outputs: outline.outputs ?? [],
    data,
    test: table?.test ?? [],
    scales: table?.scales ?? [],
    source: table?.source ?? null,
    loss: outline.rows === null ? (mainLoss(losses)?.kind ?? null) : null,
    hasLoss: hasLoss(document),
    losses,
    targets: scenarioTargets(document, outline),
    reduction: document.reduction ?? 'mean',
    outputGradient: document.output_gradient === undefined ? null : numbersIn(document.output_gradient),
    inputGradients: document.input_gradients ?? false,
    optimizer: toOptimizer(document),
    frozen: document.frozen ?? [],
    epochs: document.training?.epochs ?? 1,
    ...batchSizes(document, data.length),
    rows: outline.rows,
    finish: document.training?.finish === 'loss',
    shuffle: document.training?.shuffle?.seed ?? null,
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

/** Settings that are not in the file have the usual values from the papers. */
function settingsOf(
  keys: Readonly<Record<string, Setting>>,
  document: Parameters<typeof settingOf>[0],
): Record<string, number> {
  const settings = Object.entries(keys).map(
    ([key, { standard }]) => [key, settingOf(document, key) ?? standard] as const,
  );
  return Object.fromEntries(settings);
}

/** The optimizer with its defaults; null if there is none. */
export function toOptimizer({
  optimizer,
  training,
}: Pick<ScenarioDocument, 'optimizer' | 'training'>): OptimizerChoice | null {
  if (!optimizer) return null;
  const {
    kind,
    learning_rate: learningRate,
    learning_rates: rates = {},
    schedule,
    clip,
    start = {},
  } = optimizer;
  const { updates: updatesBefore = 0, ...kept } = start;
  return {
    kind,
    learningRate,
    rates,
    settings: settingsOf(optimizers[kind].keys, optimizer),
    forms: toForms(kind, optimizer),
    clip: clip ? toClip(clip) : null,
    updatesBefore,
    start: kept,
    schedule: schedule ? toSchedule(schedule, training?.epochs ?? 1) : null,
  };
}

/** @param epochs the number of epochs of the run */
function toSchedule(schedule: ScheduleDocument, epochs: number): RateSchedule {
  if (schedule.kind !== 'warmup') return toLater(schedule, epochs);
  const { epochs: warm, from = STANDARD_WARMUP, after } = schedule;
  return {
    kind: 'warmup',
    epochs: warm,
    from,
    after: after ? toLater(after, Math.max(1, epochs - warm)) : null,
  };
}

/** @param epochs the number of epochs from its start to the end of the run */
function toLater(schedule: Exclude<ScheduleDocument, { kind: 'warmup' }>, epochs: number): LaterSchedule {
  switch (schedule.kind) {
    case 'step':
      return schedule;
    case 'cosine':
      return { kind: 'cosine', epochs: schedule.epochs ?? epochs };
    case 'cosine_restarts':
      return { ...schedule, times: schedule.times ?? 1 };
  }
}

/** Forms that are not in the file have their first word. */
function toForms(kind: OptimizerName, optimizer: OptimizerDocument): Forms {
  const forms = Object.entries(optimizers[kind].forms).map(
    ([key, words]) => [key, formOf(optimizer, key) ?? (Object.keys(words)[0] as string)] as const,
  );
  return Object.fromEntries(forms);
}

function toClip(clip: NonNullable<OptimizerDocument['clip']>): Clip {
  return 'value' in clip
    ? { kind: 'value', most: clip.value }
    : { kind: 'norm', most: clip.norm, epsilon: clip.epsilon ?? STANDARD_CLIP_EPSILON };
}

function lastPhase(document: ScenarioDocument): LastPhase {
  if (document.stop_after) return document.stop_after;
  if (!hasLoss(document) && document.output_gradient === undefined) return 'forward';
  return document.optimizer ? 'update' : 'backward';
}

function hasLoss({ loss, formulas = {} }: ScenarioDocument): boolean {
  return loss !== undefined || LOSS_FORMULA in formulas;
}

function batchSizes({ training = {} }: ScenarioDocument, examples: number) {
  const { batch: written = 1, accumulate = 1 } = training;
  const batch = written === 'all' ? examples : Math.min(written, examples);
  return {
    batch: Math.min(batch * accumulate, examples),
    microBatch: accumulate === 1 ? null : batch,
  } satisfies Partial<Scenario>;
}

/** @param names the names of its targets, if there are several losses */
function toExample({ inputs, target }: ExampleDocument, names: readonly string[]): Example {
  const targets = isNested(target) ? numbersIn(target) : names.flatMap((name) => numbersIn(target[name]));
  return { inputs: numbersIn(inputs), targets };
}

function isNested(target: ExampleDocument['target']): target is Nested | undefined {
  return typeof target !== 'object' || Array.isArray(target);
}

/** All numbers of all parameters; a matrix row by row. */
function toParameters(parameters: Readonly<Record<string, Nested>> = {}): Parameter[] {
  return Object.entries(parameters).flatMap(([array, value]) => {
    const numbers = numbersIn(value);
    return elementIndexes(value).map((indexes, place) => ({
      name: elementName(array, indexes),
      array,
      indexes,
      value: numbers[place] as number,
    }));
  });
}

/** What the kept values start with. */
function keptStarts({ keep = {} }: ScenarioDocument): Record<string, Nested> {
  return Object.fromEntries(Object.entries(keep).map(([name, { start }]) => [name, start]));
}

function toFormulas(formulas: readonly OutlineFormula[]): Formula[] {
  return formulas.flatMap(({ name, frame, raw, parsed }) =>
    parsed?.ok
      ? [{ name, frame, text: sanitize(String(raw)), ...parsed.terms, wholes: [...parsed.wholes] }]
      : [],
  );
}

/** @param inputs their number */
function toLayers(document: ScenarioDocument, inputs: number): ScenarioLayer[] {
  let incoming = inputs;
  return (document.layers ?? []).map((layer): ScenarioLayer => {
    const { name, activation = NO_ACTIVATION, bias, init = null, dropout = null } = layer;
    const nodes = toNodes(layer, incoming);
    incoming = nodes.length;
    return { name, activation, bias: typeof bias === 'number' ? bias : null, dropout, init, nodes };
  });
}

function toNodes({ name, nodes, size = 0, init, bias }: LayerDocument, incoming: number): ScenarioNode[] {
  if (nodes) return Object.entries(nodes).map(([node, value]) => toNode(node, value));
  return init ? drawnNodes({ name, init, size, incoming, bias: bias === false ? null : 0 }) : [];
}

function toNode(name: string, node: NodeDocument): ScenarioNode {
  if (Array.isArray(node)) return { name, weights: node, bias: null, from: null };
  if ('from' in node) return { name, weights: [], bias: null, from: node.from };
  return { name, weights: node.weights, bias: node.bias ?? null, from: null };
}

/** The numbers of a value, those of a matrix row by row; none if it is not written. */
function numbersIn(value: Nested | readonly Nested[] | undefined): readonly number[] {
  if (value === undefined) return [];
  if (typeof value === 'number') return [value];
  // Most lists are long and not nested.
  return value.every((each) => typeof each === 'number')
    ? (value as readonly number[])
    : value.flatMap(numbersIn);
}

function toText(text: TextDocument): Text {
  if (typeof text === 'string') return { en: sanitize(text) };
  const written = languages.flatMap((language) => {
    const each = text[language];
    return each === undefined ? [] : [[language, sanitize(each)] as const];
  });
  return { ...Object.fromEntries(written), en: sanitize(text.en) };
}
