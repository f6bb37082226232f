/**
 * The given part of a worksheet in Markdown: the network or formulas, the data, and the conventions for the numbers.
 */

import { inLoss, printAddress } from '../../core/address.ts';
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import { opNames, ops } from '../../core/operations.ts';
import { type Example, type Run, rowOfExample, type SlotInfo } from '../../core/program.ts';
import { t } from '../../i18n/translate.ts';
import type { Scenario, ScenarioLayer } from '../../scenario/format/scenario.ts';
import { losses } from '../../scenario/losses/losses.ts';
import type { ScenarioLoss } from '../../scenario/losses/scenario-losses.ts';
import type { Session } from '../../session/session.ts';
import { displayName } from '../../session/steps.ts';
import { formatNumber } from '../../view/terminal/format.ts';

/** An address as Markdown code. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** A table in Markdown. Every row must have as many cells as the heading. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line), ''];
}

/** A list in Markdown, with the empty line that ends it; nothing if there are no items. */
export function bullets(items: readonly string[]): string[] {
  return items.length === 0 ? [] : [...items.map((item) => `- ${item}`), ''];
}

/**
 * The layers or formulas, the weights and biases or parameters, and the numbers of the examples.
 *
 * @param examples their positions in the first epoch, from 1
 */
export function givenLines(session: Session, examples: ReadonlySet<number>): string[] {
  return [
    ...(session.scenario.formulas.length > 0 ? formulaLines(session) : networkLines(session)),
    ...dataTable(session, examples),
    ...bullets(conventions(session)),
  ];
}

function networkLines(session: Session): string[] {
  return [`## ${t`The network`}`, '', ...layerTable(session), ...parameterTable(session)];
}

function formulaLines({ scenario: { formulas, nexts, parameters } }: Session): string[] {
  return [
    `## ${t`The formulas`}`,
    '',
    ...bullets(formulas.map(({ name, text }) => code(`${name} = ${text}`))),
    ...(nexts.length === 0
      ? []
      : [
          t`After each batch, the kept values change:`,
          '',
          ...bullets(nexts.map(({ name, text }) => code(`${name} = ${text}`))),
        ]),
    ...(parameters.length === 0
      ? []
      : table(
          [t`Parameter`, t`Value`],
          parameters.map(({ name, value }) => [code(name), formatNumber(value)]),
        )),
  ];
}

function layerTable({ scenario }: Session): string[] {
  return table(
    [t`Layer`, t`Nodes`, t`Activation`],
    scenario.layers.map(({ name, nodes, activation }) => [
      code(name),
      nodes.map((node) => code(node.name)).join(', '),
      activation === NO_ACTIVATION ? t`none` : code(activation),
    ]),
  );
}

function parameterTable({ scenario, engine: { run } }: Session): string[] {
  const values = new Map(
    run.parameters.map((slot) => [displayName(run, slot), run.slots[slot]?.initial ?? 0]),
  );
  const textOf = (address: string) => formatNumber(values.get(address) as number);
  const before = (index: number) =>
    scenario.layers[index - 1]?.nodes.map(({ name }) => name) ?? scenario.inputs;
  const rows = scenario.layers.flatMap((layer, index) => [
    ...layer.nodes.flatMap(({ name, weights, bias, from }) => {
      if (from !== null) return [[t`passed on unchanged`, code(from), code(name), '']];
      const weightRows = weights.map((_weight, place) => {
        const address = printAddress({ kind: 'nodeItem', node: name, part: 'w', index: place });
        return [code(address), code(before(index)[place] as string), code(name), textOf(address)];
      });
      const own = printAddress({ kind: 'node', node: name, part: 'bias' });
      return bias === null ? weightRows : [...weightRows, [code(own), '', code(name), textOf(own)]];
    }),
    ...sharedBias(layer, textOf),
  ]);
  return table([t`Weight or bias`, t`From`, t`To`, t`Value`], rows);
}

function sharedBias({ name, bias, nodes }: ScenarioLayer, textOf: (address: string) => string): string[][] {
  if (bias === null) return [];
  const address = printAddress({ kind: 'layer', layer: name, part: 'bias', index: null });
  const takers = nodes.filter(({ from }) => from === null).map((node) => code(node.name));
  return [[code(address), '', takers.join(', '), textOf(address)]];
}

function dataTable({ engine: { run } }: Session, examples: ReadonlySet<number>): string[] {
  const masks = run.masks?.slots ?? [];
  const names = [...run.inputs, ...run.targets, ...masks].map((slot) => code(displayName(run, slot)));
  if (names.length === 0) return [];
  const rows = [...examples].map((place) => {
    const row = rowOfExample(run, 1, place);
    const { inputs, targets } = run.data[row] as Example;
    const numbers = [
      ...inputs,
      ...targets.slice(0, run.targets.length),
      ...(run.masks?.forExample(1, row) ?? []),
    ];
    return [String(place), ...numbers.map((value) => formatNumber(value))];
  });
  return table([t`Example`, ...names], rows);
}

/** Sentences for the conventions that this scenario uses. */
function conventions({ scenario, engine: { run } }: Session): string[] {
  const { losses: all, rows, hasLoss, lastPhase, reduction, outputGradient, frozen, outputs } = scenario;
  const used = new Set(run.example.instructions.map(({ op }) => op));
  const functions = opNames.flatMap((name) => (used.has(name) ? (ops[name].worksheet ?? []) : []));
  const goesBack = lastPhase === 'backward' || lastPhase === 'update';
  const rate = run.slots.find(
    ({ addresses: [address] }) => address?.kind === 'learningRate' && address.part === null,
  );
  const seeds = outputGradient ?? [];
  const isBatched = run.batch > 1;
  return [
    ...new Set(functions.map(({ sentence }) => sentence())),
    ...(goesBack ? functions.flatMap(({ slope }) => slope?.() ?? []) : []),
    ...(lastPhase === 'forward' ? [] : rows === null ? lossSentences(all) : rowSentences(scenario, rows)),
    ...(goesBack
      ? seeds.map(
          (seed, index) =>
            t`The slope of the loss that arrives at ${code(outputs[index] ?? '')} is ${formatNumber(seed)}.`,
        )
      : []),
    ...(isBatched && hasLoss && lastPhase !== 'forward'
      ? [
          reduction === 'mean'
            ? t`The loss of a batch is the mean over its examples; ${code(displayName(run, run.batchShare ?? -1))} is 1 divided by their number. Sums over a batch start at 0.`
            : t`The loss of a batch is the sum over its examples. The sum starts at 0.`,
        ]
      : []),
    ...(run.microBatch === null
      ? []
      : [
          t`A batch is taken in micro-batches of ${run.microBatch} examples. Their gradients are added up, and then there is one update.`,
        ]),
    ...(rate && lastPhase === 'update' ? [t`The learning rate is ${formatNumber(rate.initial)}.`] : []),
    ...keptStarts(run),
    ...(lastPhase === 'update' ? [t`Gradients use the weights before this update.`] : []),
    ...(frozen.length > 0 && lastPhase === 'update'
      ? [t`The update does not change these: ${frozen.map(code).join(', ')}.`]
      : []),
  ];
}

/** What the loss of examples is that are taken together. */
function rowSentences({ losses: [first], reduction }: Scenario, rows: number): string[] {
  if (!first?.kind) return [];
  const each = t`The formulas take ${rows} examples at once, one in each row, and each has a loss. ${losses[first.kind].sentence()}`;
  return reduction === 'mean'
    ? [each, t`The loss is the mean over the rows.`]
    : [each, t`The loss is the sum over the rows.`];
}

/** What each loss is, and how several are added. */
function lossSentences(all: readonly ScenarioLoss[]): string[] {
  return all.flatMap(({ name, kind, weight, of, targets }): string[] => {
    const own = kind === null ? null : losses[kind].sentence();
    if (name === null) return own === null ? [] : [own];
    const loss = code(printAddress(inLoss(name, { kind: 'loss' })));
    const values = of.map(code).join(', ');
    const [target] = targets;
    return [
      own === null
        ? t`${loss} is ${values}.`
        : typeof target === 'string'
          ? t`${loss} compares ${values} with ${targets.map((each) => code(String(each))).join(', ')}. ${own}`
          : t`${loss} compares ${values} with targets. ${own}`,
      ...(weight === 1 ? [] : [t`Its weight in the sum of all losses is ${formatNumber(weight)}.`]),
    ];
  });
}

/** Sentences for what is kept from update to update, by the optimizer and by formulas: the values at the start. */
function keptStarts({ slots, update }: Run): string[] {
  const starts = new Map<string, Map<string, number>>();
  for (const { to } of update.carries) {
    const { kind, addresses, initial } = slots[to] as SlotInfo;
    const [address] = addresses;
    if (kind === 'parameter' || address === undefined) continue;
    const name = printAddress(address);
    const group = address.kind === 'state' ? `${address.state}(…)` : name;
    starts.set(group, (starts.get(group) ?? new Map<string, number>()).set(name, initial));
  }
  return [...starts].flatMap(([group, values]) => {
    const [first, ...others] = new Set(values.values());
    const isSame = first !== undefined && others.length === 0;
    const told = isSame ? [[group, first] as const] : [...values];
    return told.map(([name, value]) => t`At the start, ${code(name)} is ${formatNumber(value)}.`);
  });
}
