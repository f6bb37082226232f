/** Repetitions: formulas that are computed once for each turn, as formulas of the scenario with names of their own. */
import { type Path, quoted } from '../../diagnostics/diagnostic.ts';
import type { ExpressionFault } from '../../expression/addresses.ts';
import { partOf } from '../../expression/arrays/arrangement.ts';
import { namedTerms, shapeText, type Terms } from '../../expression/arrays/terms.ts';
import { followingFault } from '../../expression/formula.ts';
import type { KnownValues, ParsedFormula } from '../../expression/known-values.ts';
import { t } from '../../i18n/translate.ts';
import type { TurnList } from '../format/scenario.ts';
import type { Mapping } from '../yaml/mapping.ts';

/** A text at a place in the document. */
export interface Source {
  readonly text: unknown;
  readonly path: Path;
}

/** What reads the formulas that a repetition is made of. */
export interface RepetitionReader {
  readonly known: KnownValues;
  /** Reads a formula under its full name. Returns null if it is not a text. */
  readFormula(name: string, source: Source, known: KnownValues, frame: string | null): ParsedFormula | null;
  /** What a carried value starts with; null if that has a fault. */
  readStart(name: string, key: string, start: unknown, path: Path): Terms | null;
  /** Reports a fault of the repetition. */
  refuse(name: string, path: Path, fault: ExpressionFault): void;
}

/** The turns of a repetition: each turn takes memory and screens. */
const MOST_TURNS = 1000;

/** Whether what stands under a name of `formulas` is a repetition, and not a formula. */
export function isRepetition(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && 'repeat' in value;
}

/**
 * Reads a repetition. Returns the lists that it gives; none if one of its formulas has a fault: then nothing is known of
 * any of them.
 */
export function readRepetition(
  reader: RepetitionReader,
  name: string,
  value: Mapping,
  path: Path,
): readonly TurnList[] {
  const { known } = reader;
  const read = readTurns(reader, name, value, path);
  if (typeof read !== 'number') return read;
  const { repeat: _repeat, ...body } = value;
  for (const key of Object.keys(body)) {
    known.bindFaulty(`${name}.${key}`);
    for (let turn = 0; turn < read; turn++) known.bindFaulty(`${name}[${turn}].${key}`);
  }
  return [];
}

/**
 * Takes a repetition apart: its formulas once for each turn, `rnn[0].h`, `rnn[1].h` …; `rnn.h` is the list of all.
 * Returns the lists; of a repetition with a fault the number of its turns, as far as it is known.
 */
function readTurns(
  reader: RepetitionReader,
  name: string,
  value: Mapping,
  path: Path,
): readonly TurnList[] | number {
  const { known } = reader;
  const { repeat, ...body } = value;
  const {
    over,
    as,
    times,
    carry = {},
  } = (repeat ?? {}) as {
    over?: unknown;
    as?: unknown;
    times?: unknown;
    carry?: Mapping;
  };
  const all = typeof over === 'string' ? known.get(over) : undefined;
  const at = [...path, 'repeat'];
  if (typeof over === 'string' && known.isFaulty(over)) {
    reader.refuse(name, at, followingFault);
    return 0;
  }
  if (over !== undefined && (all === undefined || all.shape.length === 0)) {
    const found = all ? shapeText(all.shape) : quoted(String(over));
    reader.refuse(name, [...at, 'over'], faultOf(t`a list, or a matrix whose rows are taken`, found));
    return 0;
  }
  const turns = all?.shape[0] ?? Number(times);
  if (!Number.isInteger(turns) || turns < 1 || turns > MOST_TURNS) {
    const fix = t`write ${'over: x, as: t'}, or ${'times: 3'}`;
    reader.refuse(name, at, faultOf(t`a list to go over, or from 1 to ${MOST_TURNS} times`, t`neither`, fix));
    return 0;
  }
  const texts = Object.entries(body);
  const carried = new Map<string, Terms>();
  for (const [key, start] of Object.entries(carry)) {
    if (!Object.hasOwn(body, key)) {
      const fix = t`add a formula called ${key}`;
      reader.refuse(
        name,
        [...at, 'carry', key],
        faultOf(t`the name of one of the repeated formulas`, quoted(key), fix),
      );
      return turns;
    }
    const initial = reader.readStart(name, key, start, [...at, 'carry', key]);
    if (initial === null) return turns;
    carried.set(key, initial);
  }
  const results = new Map<string, Terms[]>(texts.map(([key]) => [key, []]));
  for (let turn = 0; turn < turns; turn++) {
    const frame = `${name}[${turn}]`;
    const scope = known.copy();
    if (all && typeof as === 'string') scope.bind(as, partOf(all, [turn]));
    for (const [key, terms] of carried) scope.bind(key, terms);
    for (const [key, text] of texts) {
      const full = `${frame}.${key}`;
      const parsed = reader.readFormula(full, { text, path: [...path, key] }, scope, frame);
      // A fault in the first turn is one in all of them.
      if (!parsed?.ok) return turns;
      const terms = namedTerms(full, parsed.terms.shape);
      const before = carried.get(key);
      if (before && before.shape.join() !== terms.shape.join()) {
        const expected = t`the same shape as at the start, ${shapeText(before.shape)}`;
        reader.refuse(full, [...path, key], faultOf(expected, shapeText(terms.shape)));
        return turns;
      }
      scope.bind(key, terms);
      results.get(key)?.push(terms);
    }
    for (const key of carried.keys()) carried.set(key, scope.get(key) as Terms);
  }
  const lists: TurnList[] = [];
  for (const [key, each] of results) {
    const [first] = each as [Terms];
    const list = { shape: [turns, ...first.shape], cells: each.flatMap(({ cells }) => cells) };
    known.bind(`${name}.${key}`, list);
    const turnNames = each.map((_terms, turn) => `${name}[${turn}].${key}`);
    lists.push({ name: `${name}.${key}`, turns: turnNames, shape: list.shape });
  }
  return lists;
}

function faultOf(expected: string, found: string, fix = ''): ExpressionFault {
  return { at: 0, expected, found, fix, isIncomplete: false };
}
