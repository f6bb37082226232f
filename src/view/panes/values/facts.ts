/** Numbers with a word before each, beside each other: the inputs, and the target, error, loss and learning rate. */
import { type Address, inLoss, printAddress } from '../../../core/address.ts';
import type { Run, Slot } from '../../../core/program.ts';
import { outputActivation } from '../../../scenario/format/scenario.ts';
import { losses } from '../../../scenario/losses/losses.ts';
import type { Session } from '../../../session/session.ts';
import { formatNumber } from '../../terminal/format.ts';
import { shortName } from '../../terminal/short-name.ts';
import type { Line } from '../../terminal/text.ts';
import { CELL_DIGITS, type Cell, type CellKind, cellOf, cellOfSlot, derivedCell } from './cell.ts';
import type { Pen } from './pen.ts';

/** A word and its number. */
export interface Fact {
  readonly word: string;
  readonly cell: Cell;
  /** Cells that are kept for the number. */
  readonly width: number;
}

/** The most cells for a number beside its word. */
export const WIDEST = 7;
/** Cells for the error or the probability of each of several outputs; and for a probability if there is less room. */
const ONE_OF_SEVERAL = 6;
const NARROW = 5;
/** The most examples whose numbers are measured, and the most numbers of all inputs together. */
const MEASURED = 1000;
const MEASURED_NUMBERS = 100_000;

/** The widest of the numbers that examples have for an input or a target. */
function widthOfData(
  { data, inputs }: Run,
  numberOf: (example: Run['data'][number]) => number | undefined,
): number {
  const examples = Math.min(MEASURED, Math.ceil(MEASURED_NUMBERS / Math.max(1, inputs.length)));
  // The numbers of data repeat.
  const numbers = new Set(data.slice(0, examples).map((example) => numberOf(example) ?? 0));
  const widths = Array.from(numbers, (each) => formatNumber(each, CELL_DIGITS).length);
  return Math.min(WIDEST, Math.max(1, ...widths));
}

function factOf(session: Session, word: string, address: Address, width: number, kind: CellKind = 'value') {
  const cell = cellOf(session, address, kind);
  return cell ? [{ word, cell, width }] : [];
}

export function inputFacts(session: Session): Fact[] {
  const { run } = session.engine;
  return session.scenario.inputs.flatMap((name, index) =>
    factOf(
      session,
      name,
      { kind: 'value', name },
      widthOfData(run, ({ inputs }) => inputs[index]),
    ),
  );
}

/** The probabilities that a loss of logits means; none if it has none, or if the last layer has computed them. */
function probabilityFacts({ engine: { run }, scenario }: Session): Fact[] {
  const { loss } = scenario;
  const { outputs } = run;
  const means = loss === null ? undefined : losses[loss].probabilities;
  if (!means || outputActivation(scenario) === means.word) return [];
  return outputs.map((_slot, index) => ({
    word: index === 0 ? means.word : '',
    cell: derivedCell({
      from: outputs,
      compute: (values) => means.of(values)[index] as number,
    }),
    width: outputs.length === 1 ? WIDEST : ONE_OF_SEVERAL,
  }));
}

/** The numbers under one word: one without an index, or several, of which only the first shows the word. */
function factsOf(
  session: Session,
  count: number,
  of: (index: number | null) => Address,
  widthAt: (each: number) => number,
): Fact[] {
  const word = printAddress(of(null));
  return Array.from({ length: count }, (_each, each) =>
    factOf(session, each === 0 ? word : '', of(count === 1 ? null : each), widthAt(each)),
  ).flat();
}

/** All targets of an example. */
function targetFacts(session: Session): Fact[] {
  let before = 0;
  return session.scenario.targets.flatMap(({ name, count }) => {
    const first = before;
    before += count;
    const address = (index: number | null) => inLoss(name, { kind: 'target', index });
    const widthAt = (each: number) => widthOfData(session.engine.run, ({ targets }) => targets[first + each]);
    return factsOf(session, count, address, widthAt);
  });
}

/** The errors of all losses that compute them. */
function errorFacts(session: Session, isSingle: boolean): Fact[] {
  return session.scenario.losses.flatMap(({ name, of }) =>
    factsOf(
      session,
      of.length,
      (index) => inLoss(name, { kind: 'error', index, isSquared: false }),
      () => (isSingle ? WIDEST : ONE_OF_SEVERAL),
    ),
  );
}

/** Target and error, or the probabilities, then loss and learning rate, as far as the run has them. */
export function lastFacts(session: Session, hasLoss: boolean): Fact[][] {
  const { run } = session.engine;
  const isSingle = run.targets.length === 1;
  const targets = targetFacts(session);
  const errors = errorFacts(session, isSingle);
  const { loss } = run;
  const isFormula = loss !== null && session.scenario.formulas.some(({ name }) => nameOf(run, loss) === name);
  const probabilities = hasLoss ? probabilityFacts(session) : [];
  const named = session.scenario.losses.filter(({ name }) => name !== null);
  const each = hasLoss
    ? named.flatMap(({ name }) => {
        const address = inLoss(name, { kind: 'loss' });
        return factOf(session, printAddress(address), address, WIDEST, 'loss');
      })
    : [];
  const ofLoss =
    hasLoss && loss !== null && !isFormula
      ? [...each, { word: 'loss', cell: cellOfSlot(session, loss, 'loss'), width: WIDEST }]
      : [];
  const rates = rateFacts(session);
  const groups = isSingle
    ? [
        [...targets, ...errors, ...probabilities],
        [...ofLoss, ...rates],
      ]
    : [targets, errors, probabilities, [...ofLoss, ...rates]];
  return groups.filter((group) => group.length > 0);
}

function nameOf({ slots }: Run, slot: Slot): string {
  return slots[slot]?.name ?? '';
}

/** The learning rate of the scenario, and with a schedule the present one; then those of parts of the network. */
function rateFacts(session: Session): Fact[] {
  const { run } = session.engine;
  const given: Address = { kind: 'learningRate', part: null };
  const width = (value: number) => formatNumber(value, CELL_DIGITS).length;
  const rate = cellOf(session, given);
  if (rate === null) return [];
  const initial = run.slots[rate.slots[0] as Slot]?.initial ?? 0;
  return [
    { word: 'rate', cell: rate, width: Math.min(WIDEST, width(initial)) },
    ...factOf(session, 'now', { kind: 'learningRate', part: 'now' }, WIDEST),
    ...Object.keys(session.scenario.optimizer?.rates ?? {}).flatMap((group) => [
      ...factOf(session, `rate(${group})`, { kind: 'groupRate', group, part: null }, WIDEST),
      ...factOf(session, 'now', { kind: 'groupRate', group, part: 'now' }, WIDEST),
    ]),
  ];
}

/**
 * Groups of facts in rows: all in one row if they fit, otherwise each group in rows of its own. Of facts that share one
 * word, the targets or errors of several outputs, those that fit in one row are left.
 *
 * @param hasFurtherRows whether those that do not fit have rows below
 */
export function packed(
  groups: readonly (readonly Fact[])[],
  columns: number,
  gap: number,
  hasFurtherRows = false,
): Fact[][] {
  const all = groups.flat();
  if (all.length === 0) return [];
  const width = (facts: readonly Fact[]) =>
    facts.reduce(
      (sum, fact, index) => sum + (index === 0 ? 0 : fact.word === '' ? gap - 1 : gap) + widthOf(fact),
      0,
    );
  if (width(all) <= columns) return [all];
  return groups.flatMap((group) => {
    const rows: Fact[][] = [];
    const isWide = width(group) > columns;
    for (const each of group) {
      const fact = isWide && each.cell.derived ? { ...each, width: NARROW } : each;
      const row = rows.at(-1);
      if (row && width([...row, fact]) <= columns) row.push(fact);
      else if (fact.word !== '' || hasFurtherRows) rows.push([fact]);
    }
    return rows;
  });
}

function widthOf({ word, width }: Fact): number {
  return word.length + 1 + width;
}

/** A row of facts. Each stands where it always stands, except if a short number is set to a wider one by hand. */
export function factRow(pen: Pen, facts: readonly Fact[], columns: number, gap: number): Line {
  const row = pen.row();
  for (const [index, fact] of facts.entries()) {
    const word = shortName(fact.word, Math.max(1, columns - fact.width - 1));
    if (index > 0) row.text(' '.repeat(word === '' ? gap - 1 : gap));
    row.text(word, 'mute');
    const isFixed = fact.width >= ONE_OF_SEVERAL || fact.cell.derived;
    row.left(fact.cell, fact.width, isFixed ? fact.width : WIDEST);
  }
  return row.end(columns);
}
