/** Lines of addresses and numbers: `h0.in 0.3775`, `h0.in = 0.3775, h0 = 0.5933`; or numbers alone. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { foundAt, matchAt, skipSpaces } from '../../expression/addresses.ts';
import { t, toAsciiDigits } from '../../i18n/translate.ts';
import { linesOf } from '../../scenario/data/csv/csv.ts';
import type { Entry, Time } from '../numbers/claims.ts';
import { numberAt } from '../numbers/written-number.ts';
import { faultAt, isBlank, type Names, numberTexts, type Reading, readTimedAddress } from './reading.ts';

/** What may stand between an address and its number, and between a number and the next address. */
const equals = /\s*(?:["']\s*)?(?:[=:≈,]\s*)?(?:["']\s*)?/y;
const between = /["']?[\s,;]*/y;
const blank = /(?:_+|\?)(?=[\s,;]|$)/y;

export function readLines(text: string, names: Names): Reading {
  const entries: Entry[] = [];
  const faults: Diagnostic[] = [];
  let blanks = 0;
  let time: Time | null = null;
  for (const [index, written] of linesOf(text).entries()) {
    const line = toAsciiDigits(written.replace(/#.*$/, '')).trimEnd();
    const place = (at: number) => ({ line: index + 1, column: at + 1 });
    for (let at = skipSpaces(line, 0); at < line.length; ) {
      const heading = timeAt(line, at, time);
      if (heading !== null) {
        time = heading.time;
        at = heading.end;
        continue;
      }
      const start = at + matchAt(/["']/y, line, at).length;
      const address = readTimedAddress(line, start, names);
      if (!address.ok) {
        const { expected, found, fix } = address.fault;
        // In `node_0 2,5` the comma ends the number.
        const isDecimal = /\d,$/.test(line.slice(0, start)) && /^\d/.test(line.slice(start));
        const hint = isDecimal ? t`write decimal numbers with a point, for example ${'1.5'}` : fix;
        faults.push(faultAt(place(address.fault.at), expected, found, hint));
        break;
      }
      const from = address.end + matchAt(equals, line, address.end).length;
      const empty = matchAt(blank, line, from);
      const number = empty === '' ? numberAt(line, from) : null;
      if (number !== null) {
        const own = address.time ?? time;
        entries.push({
          kind: 'address',
          name: address.name,
          time: own,
          number: number.number,
          place: place(start),
        });
      } else if (empty !== '' || from === line.length) blanks += 1;
      else {
        faults.push(faultAt(place(from), numberTexts.expected(), foundAt(line, from), numberTexts.fix()));
        break;
      }
      const end = number?.end ?? from + empty.length;
      at = end + matchAt(between, line, end).length;
    }
  }
  return { entries, faults, blanks, isOrdered: true };
}

/** A time that holds from here on: `epoch 2`, `example 3`, `epoch 2 example 3:`. */
function timeAt(
  line: string,
  at: number,
  before: Time | null,
): { readonly time: Time; readonly end: number } | null {
  const words = matchAt(/(?:(?:epoch|example)\s+\d+(?:[\s,]+(?=e)|\s*(?=:)|$))+:?\s*/y, line, at);
  if (words === '') return null;
  const number = (word: string) => {
    const found = new RegExp(`${word}\\s+(\\d+)`).exec(words)?.[1];
    return found === undefined ? null : Number(found);
  };
  const epoch = number('epoch');
  const example = number('example');
  return { time: { epoch: epoch ?? before?.epoch ?? 1, example }, end: at + words.length };
}

/** Whether a text has numbers and no addresses. */
export function isNumbersAlone(text: string): boolean {
  const words = wordsIn(text);
  return (
    words.length > 0 && words.every(({ word }) => isBlank(word) || numberAt(word, 0)?.end === word.length)
  );
}

/** Numbers alone: each is the result of the next step, as on a worksheet. */
export function readInOrder(text: string): Reading {
  let blanks = 0;
  const entries = wordsIn(text).flatMap(({ word, place }, index): Entry[] => {
    const read = isBlank(word) ? null : numberAt(word, 0);
    if (read === null) blanks += 1;
    return read === null ? [] : [{ kind: 'step', step: index + 1, number: read.number, place }];
  });
  return { entries, faults: [], blanks, isOrdered: true };
}

function wordsIn(text: string) {
  return linesOf(text).flatMap((line, index) =>
    Array.from(line.replace(/#.*$/, '').matchAll(/[^\s,;]+/g), ({ 0: word, index: at }) => ({
      word,
      place: { line: index + 1, column: at + 1 },
    })),
  );
}

/** What is wrong with a text that has nothing to compare. */
export function nothingToCompare(): Diagnostic {
  return faultAt(
    { line: 1, column: 1 },
    t`numbers`,
    t`nothing`,
    t`write lines such as "loss 0.25": an address of this run, and your number`,
  );
}
