/** What commands take that depends on the session: values, places, marks. */

import { type SeriesUnit, seriesUnits } from '../analysis/curves/series.ts';
import { countedWords, frameNames, parseLocation } from '../breakpoints/location.ts';
import { failAt, matchAt, skipSpaces } from '../expression/addresses.ts';
import { type Expression, expressionAt, assignment as parseAssignment } from '../expression/condition.ts';
import { operatorAt } from '../expression/syntax.ts';
import { addressAt } from '../expression/vocabulary.ts';
import { t } from '../i18n/translate.ts';
import { keySign } from '../keys/bindings.ts';
import { addressesAndArrays, type NamedPart, partAt, vocabularyOfRun } from '../session/array-parts.ts';
import type { Debugger } from './debugger.ts';
import { choice, Misread, type Parameter, type Read, required, valueOrFault, wordAt } from './parameters.ts';

const addresses = ({ session }: Debugger) => session.values.names;
const arraysAnd = ({ session }: Debugger) => addressesAndArrays(session);

/** The address of a value of this run, or the name of an array or a row: `numbersOf` has its numbers. */
export const address: Parameter<string> = required(
  'ADDRESS',
  (line, at, { session }) => {
    const { name, end } = addressAt(line, at, vocabularyOfRun(session));
    return { value: name, end };
  },
  arraysAnd,
);

/** An expression over the addresses of this run, to the end of the line. */
const expression: Parameter<Expression> = required(
  'EXPRESSION',
  (line, at, { session }) => {
    const { expression: value, end } = expressionAt(line, at, session.values.names);
    return { value, end };
  },
  addresses,
);

const EVERY = 'every';

/** An expression that an interval may follow. */
export const expressionBeforeInterval: Parameter<Expression> = {
  ...expression,
  read: (line, at, { session }) => {
    const { expression: value, end } = expressionAt(line, at, session.values.names, [EVERY]);
    return { value, end };
  },
};

/** The array or row whose name starts at an offset and is followed by what ends an expression; null if there is none. */
function arrayAt(line: string, at: number, { session }: Debugger): Read<NamedPart> | null {
  const read = partAt(line, at, session);
  if (read === null) return null;
  const end = skipSpaces(line, read.end);
  const isWhole = end > read.end || end === line.length || line[end] === ',';
  return isWhole && matchAt(operatorAt, line, end) === '' ? { ...read, end } : null;
}

/** Watches of more numbers leave no room for anything else. */
const MOST_OF_ARRAY = 16;

/** Why numbers of an array cannot be shown together; null if they can. */
export function tooMany(name: string, numbers: readonly string[]): string | null {
  const [first = ''] = numbers;
  return numbers.length > MOST_OF_ARRAY
    ? t`${name} has ${numbers.length} numbers, at most ${MOST_OF_ARRAY} go together: name one of them, as in ${first}.`
    : null;
}

/** The numbers of an array as expressions. @throws Misread if they are too many */
function numbersOfPart({ name, addresses: numbers }: NamedPart, at: number, debug: Debugger): Expression[] {
  const reason = tooMany(name, numbers);
  if (reason !== null) throw new Misread(at, reason);
  return numbers.map((each) => expressionAt(each, 0, debug.session.values.names).expression);
}

/** An expression, or an array or a row as a whole. */
export const expressionOrArray: Parameter<Expression | NamedPart> = {
  ...expression,
  words: arraysAnd,
  read: (line, at, debug) => arrayAt(line, at, debug) ?? expression.read(line, at, debug),
};

/** An expression, or all numbers of an array or a row. */
export const expressionOrNumbers: Parameter<readonly Expression[]> = {
  ...expression,
  words: arraysAnd,
  read: (line, at, debug) => {
    const { value, end } = expressionOrArray.read(line, at, debug);
    return { value: 'cells' in value ? numbersOfPart(value, at, debug) : [value], end };
  },
};

/** One or more expressions or arrays, with spaces or commas between them, which an interval may follow. */
export const expressions: Parameter<readonly Expression[]> = {
  ...expression,
  usage: 'EXPRESSION …',
  words: arraysAnd,
  read: (line, at, debug) => {
    const value: Expression[] = [];
    for (let next = at; ; ) {
      const array = arrayAt(line, next, debug);
      const single = array ? null : expressionAt(line, next, debug.session.values.names, 'value');
      value.push(...(array ? numbersOfPart(array.value, next, debug) : []));
      if (single) value.push(single.expression);
      const end = array?.end ?? single?.end ?? line.length;
      if (line[end] === ',') next = skipSpaces(line, end + 1);
      else if (end === line.length || wordAt(line, end) === EVERY) return { value, end };
      else next = end;
    }
  },
};

const unit = choice(seriesUnits, () => t`step, example, batch or epoch`);

/** How often a value is looked at: `every epoch`; null for the usual interval of the run. */
export const interval: Parameter<SeriesUnit | null> = {
  ...unit,
  usage: `[${EVERY} ${seriesUnits.join(' | ')}]`,
  isOptional: true,
  words: () => [EVERY, ...seriesUnits],
  read: (line, at, context) => {
    if (at === line.length) return { value: null, end: at };
    const word = wordAt(line, at);
    if (word !== EVERY) failAt(line, at, `"${EVERY}"`);
    return unit.read(line, skipSpaces(line, at + word.length), context);
  },
};

/** An address, and the expression of its new value. */
export const assignment: Parameter<{ readonly address: string; readonly expression: Expression }> = required(
  'ADDRESS = VALUE',
  (line, at, { session }) => ({
    value: valueOrFault(parseAssignment(line, session.values.names, at)),
    end: line.length,
  }),
  addresses,
);

/** A position of the run: a number, a percentage, its start or end, or the first step of a place. */
export const destination: Parameter<number> = required(
  'STEP | N% | start | end | PLACE',
  (line, at, { session }) => readDestination(line, at, session),
  ({ session }) => ['start', 'end', ...countedWords, ...frameNames(session)],
);

/** The position that a whole text means, as for `goto`; or why it means none. */
export function positionIn(
  session: Debugger['session'],
  text: string,
): { readonly ok: true; readonly position: number } | { readonly ok: false; readonly text: string } {
  try {
    const { value, end } = readDestination(text, skipSpaces(text, 0), session);
    const rest = text.slice(end).trim();
    return rest === '' ? { ok: true, position: value } : { ok: false, text: t`Remove "${rest}".` };
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    return { ok: false, text: error.message };
  }
}

function readDestination(line: string, at: number, session: Debugger['session']): Read<number> {
  const { total } = session;
  const percentage = /(\d+(?:\.\d+)?) ?%(?!\S)/y;
  percentage.lastIndex = at;
  const [written, share] = percentage.exec(line) ?? [];
  if (written !== undefined) {
    if (Number(share) > 100)
      throw new Misread(at, t`"${written}" is past the end: type a percentage from 0% to 100%.`);
    return { value: Math.round((total * Number(share)) / 100), end: at + written.length };
  }
  const word = wordAt(line, at);
  const end = at + word.length;
  if (/^[-−+]?\d*\.?\d+$/.test(word)) {
    if (!/^\d+$/.test(word) || Number(word) > total)
      throw new Misread(at, t`There is no step "${word}": type a number from 0 to ${String(total)}.`);
    return { value: Number(word), end };
  }
  // A layer or node may be called "start" or "end".
  if (!frameNames(session).includes(word)) {
    if (word === 'start') return { value: 0, end };
    if (word === 'end') return { value: total, end };
  }
  const place = parseLocation(session, line, at);
  if (!place.ok) throw new Misread(place.at, place.text);
  return { value: place.step, end: line.length };
}

/** The letter of a mark. */
export const letter: Parameter<string> = required('LETTER', (line, at) => {
  const word = wordAt(line, at);
  if (!/^\p{L}$/u.test(word)) throw new Misread(at, t`A mark is one letter, for example: mark a.`);
  return { value: word, end: at + word.length };
});

/** A mark that has been set, as its letter and its position; `'` is the position before the last jump. */
export const mark: Parameter<number> = required(
  'LETTER',
  (line, at, { marks }) => {
    const word = wordAt(line, at);
    const position = marks.get(word);
    if (position !== undefined) return { value: position, end: at + word.length };
    if (word === "'") throw new Misread(at, t`You have not jumped to another step yet.`);
    const known = [...marks.keys()].filter((each) => each !== "'");
    throw new Misread(
      at,
      known.length === 0
        ? t`There are no marks yet: press ${keySign('m')} and a letter to mark a step.`
        : t`There is no mark ${word}: try ${known.join(', ')}`,
    );
  },
  ({ marks }) => [...marks.keys()],
);

/** The number of one breakpoint. */
export const breakpointNumber: Parameter<number> = required(
  'NUMBER',
  (line, at, { breakpoints }) => {
    const known = breakpoints.map(({ id }) => id);
    if (known.length === 0) throw new Misread(at, t`There are no breakpoints.`);
    const word = matchAt(/[^\s,]+|,/y, line, at);
    if (!known.includes(Number(word)))
      throw new Misread(at, t`There is no breakpoint "${word}": try ${known.join(', ')}`);
    return { value: Number(word), end: at + word.length };
  },
  ({ breakpoints }) => breakpoints.map(({ id }) => String(id)),
);

/** The numbers of some breakpoints, with or without commas between them; none, or `all`, stands for all. */
export const breakpointNumbers: Parameter<readonly number[]> = {
  ...breakpointNumber,
  usage: '[NUMBER …]',
  isOptional: true,
  read: (line, at, debug) => {
    const { breakpoints } = debug;
    const isAll = at === line.length || line.slice(at).trimEnd() === 'all';
    if (isAll && breakpoints.length > 0) return { value: breakpoints.map(({ id }) => id), end: line.length };
    const ids: number[] = [];
    for (let next = at; next < line.length || ids.length === 0; ) {
      const { value, end } = breakpointNumber.read(line, next, debug);
      ids.push(value);
      next = end + matchAt(/\s*(?:,\s*(?=\d))?/y, line, end).length;
    }
    return { value: ids, end: line.length };
  },
};
