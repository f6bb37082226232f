/** Checks that the addresses in a scenario exist. The compiled Run has all of them. */
import { inLoss, printAddress, type StateName } from '../../core/address.ts';
import type { Run, SlotInfo } from '../../core/program.ts';
import { describeValue, type Problem } from '../../diagnostics/diagnostic.ts';
import { suggestion } from '../../diagnostics/suggestion.ts';
import { t } from '../../i18n/translate.ts';
import { compile } from '../compile/compile.ts';
import { arrayEnds } from '../format/array-ends.ts';
import { rateKeys } from '../format/rate-groups.ts';
import type { Scenario } from '../format/scenario.ts';
import type { ScenarioDocument } from '../format/schema.ts';

/**
 * Checks the addresses of `frozen`, of variants, of notes, of questions, of what the optimizer starts with, and of
 * learning rates.
 *
 * @param scenario the scenario made from the document, which has no other errors
 */
export function checkAddresses(document: ScenarioDocument, scenario: Scenario): Problem[] {
  const { frozen = [], variants = {}, notes = [], questions = [], optimizer } = document;
  const start = optimizer?.start ?? {};
  const rates = Object.keys(optimizer?.learning_rates ?? {});
  const addressed = [frozen, Object.keys(variants), notes, questions, Object.keys(start), rates];
  if (addressed.every(({ length }) => length === 0)) return [];
  const run = compile(scenario);
  const named = run.slots.filter(({ kind }) => kind !== 'constant');
  const computed = named.filter(({ kind }) => kind === 'computed');
  const ends = arrayEnds({ run, scenario });
  return [
    ...checkFrozen(frozen, run),
    ...checkVariants(variants, scenario, run),
    ...checkStart(start, run),
    ...checkRates(rates, scenario),
    ...checkPlaces('notes', notes, named, ends, t`an address of this scenario`),
    ...checkPlaces('questions', questions, computed, ends, t`the address of a value that is computed`),
  ];
}

/** The preferred address of each slot. */
function firstNames(run: Run, slots: readonly number[]): string[] {
  return slots.flatMap((slot) => run.slots[slot]?.name || []);
}

function checkFrozen(frozen: readonly string[], run: Run): Problem[] {
  const parameters = firstNames(run, run.parameters);
  const known = new Set(parameters);
  return frozen.flatMap((address, index) => {
    if (known.has(address)) return [];
    const expected = t`the address of a weight or a bias`;
    return [
      {
        path: ['frozen', index],
        expected,
        found: describeValue(address),
        get fix() {
          return suggestion(address, parameters);
        },
      },
    ];
  });
}

function checkVariants(
  variants: NonNullable<ScenarioDocument['variants']>,
  { optimizer, losses, kept }: Scenario,
  run: Run,
): Problem[] {
  const weighted = losses.flatMap(({ name, weight }) => (name === null || weight === 1 ? [] : [name]));
  const settable = [
    ...firstNames(run, [...run.parameters, ...run.inputs, ...run.targets]),
    ...kept.map(({ name }) => name),
    ...weighted.map((name) => printAddress(inLoss(name, { kind: 'lossPart', part: 'weight', index: null }))),
    ...(optimizer === null ? [] : ['learning_rate', ...Object.keys(optimizer.rates).map(rateOf)]),
  ];
  const known = new Set(settable);
  return Object.entries(variants).flatMap(([name, { set }]) =>
    Object.keys(set).flatMap((address) => {
      if (known.has(address)) return [];
      const expected = t`the address of a weight, a bias, the learning rate, an input or a target`;
      const path = ['variants', name, 'set', address];
      return [
        {
          path,
          at: 'key' as const,
          expected,
          found: describeValue(address),
          get fix() {
            return suggestion(address, settable);
          },
        },
      ];
    }),
  );
}

const rateOf = (group: string) => printAddress({ kind: 'groupRate', group, part: null });

/** Checks what the learning rates are for. */
function checkRates(keys: readonly string[], scenario: Scenario): Problem[] {
  const known = rateKeys(scenario);
  const isKnown = new Set(known);
  return keys.flatMap((key) => {
    if (isKnown.has(key)) return [];
    const expected =
      scenario.layers.length > 0
        ? t`a layer, a node, or the address of a weight or a bias`
        : t`a parameter, or one of its numbers`;
    return [
      {
        path: ['optimizer', 'learning_rates', key],
        at: 'key' as const,
        expected,
        found: describeValue(key),
        get fix() {
          return suggestion(key, known);
        },
      },
    ];
  });
}

/** The key for the number of updates before the run. */
const UPDATES = 'updates';

/** Checks what an optimizer starts with: values that it keeps, by address or by state, and a number of updates. */
function checkStart(start: Readonly<Record<string, number>>, run: Run): Problem[] {
  const kept = run.update.carries.flatMap(({ to }) => {
    const [address] = run.slots[to]?.addresses ?? [];
    return address?.kind === 'state' && address.part === null ? [address] : [];
  });
  const states = new Set(kept.map(({ state }) => state));
  const stateOf = new Map<string, StateName | null>([
    [UPDATES, null],
    ...[...states].map((state) => [state, state] as const),
    ...kept.map((address) => [printAddress(address), address.state] as const),
  ]);
  const shownFirst = [UPDATES, ...states];
  return Object.entries(start).flatMap(([key, value]): Problem[] => {
    const path = ['optimizer', 'start', key];
    const state = stateOf.get(key);
    if (state === undefined) {
      const expected = t`a value that the optimizer keeps, or ${UPDATES}`;
      return [
        {
          path,
          at: 'key',
          expected,
          found: describeValue(key),
          get fix() {
            return suggestion(key, [...stateOf.keys()], shownFirst);
          },
        },
      ];
    }
    const found = describeValue(value);
    if (state === null && !(Number.isInteger(value) && value >= 0))
      return [{ path, expected: t`a number of updates`, found, fix: t`write 0, 1, 2 …` }];
    // A mean or a sum of squares.
    if ((state === 'v' || state === 'v_delta') && value < 0)
      return [{ path, expected: t`0 or a positive number`, found, fix: t`write 0 or more` }];
    return [];
  });
}

/**
 * Checks the addresses of notes and questions. A note can be at any address, a question only at a computed value; both
 * can be at a whole array.
 *
 * @param ends by the name of an array, the address that stands for it
 */
function checkPlaces(
  key: string,
  places: readonly { readonly at: string }[],
  slots: readonly SlotInfo[],
  ends: ReadonlyMap<string, string>,
  expected: string,
): Problem[] {
  const single = slots.flatMap(({ names }) => names);
  const isSingle = new Set(single);
  const arrays = [...ends].flatMap(([name, end]) => (isSingle.has(end) ? [name] : []));
  const addresses = [...single, ...arrays];
  const shownFirst = slots.flatMap(({ names }) => names.slice(0, 1));
  const known = new Set(addresses);
  return places.flatMap(({ at }, index) => {
    if (known.has(at)) return [];
    return [
      {
        path: [key, index, 'at'],
        expected,
        found: describeValue(at),
        get fix() {
          return suggestion(at, addresses, shownFirst);
        },
      },
    ];
  });
}
