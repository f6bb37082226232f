/**
 * Numbers in JSON, with their places and their digits as they are written: an object of addresses and numbers, or a list
 * of objects with `address` and `value`. Numbers of another time stand in an object of their own: `"epoch 2": {…}`.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { foundAt, matchAt } from '../../expression/addresses.ts';
import { t } from '../../i18n/translate.ts';
import type { Entry, Place, Time } from '../numbers/claims.ts';
import {
  faultAt,
  type Names,
  numberTexts,
  type Reading,
  readTimedAddress,
  wholeNumberText,
} from './reading.ts';

type Value = { readonly at: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'object';
      readonly members: readonly (readonly [key: Value & { kind: 'text' }, value: Value])[];
    }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
);

class JsonFault extends Error {
  readonly at: number;

  constructor(at: number, expected: string) {
    super(expected);
    this.at = at;
  }
}

export function readJson(text: string, names: Names): Reading {
  const reader = new ObjectReader(text, names);
  try {
    const parser = new Parser(text);
    while (!parser.isAtEnd) reader.read(parser.value(), null);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const fault = faultAt(
      reader.places.of(error.at),
      error.message,
      foundAt(text, error.at),
      t`fix the JSON syntax here`,
    );
    reader.faults.push(fault);
  }
  return { entries: reader.entries, faults: reader.faults, blanks: 0, isOrdered: reader.isList };
}

/** Reads values without turning numbers into doubles, which would lose how they are written. */
class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#skip();
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  value(): Value {
    const at = this.#at;
    if (this.#take('{')) return { kind: 'object', at, members: this.#members() };
    if (this.#take('[')) return { kind: 'list', at, items: this.#items() };
    return this.#scalar();
  }

  #members() {
    const members: (readonly [Value & { kind: 'text' }, Value])[] = [];
    if (this.#take('}')) return members;
    do {
      const key = this.#scalar();
      this.#expect(':', '":"');
      members.push([key, this.value()]);
    } while (this.#take(','));
    this.#expect('}', '"," or "}"');
    return members;
  }

  #items(): Value[] {
    const items: Value[] = [];
    if (this.#take(']')) return items;
    do items.push(this.value());
    while (this.#take(','));
    this.#expect(']', '"," or "]"');
    return items;
  }

  #scalar(): Value & { kind: 'text' } {
    const at = this.#at;
    const quoted = matchAt(/"(?:[^"\\\r\n]|\\.)*"/y, this.#text, at);
    const word = quoted || matchAt(/[^\s,:{}[\]"]+/y, this.#text, at);
    if (word === '') throw new JsonFault(at, t`a value`);
    this.#at += word.length;
    this.#skip();
    return { kind: 'text', at, text: quoted === '' ? word : unescaped(quoted, at) };
  }

  #expect(sign: string, expected: string): void {
    if (!this.#take(sign)) throw new JsonFault(this.#at, expected);
  }

  #take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    this.#skip();
    return true;
  }

  #skip(): void {
    this.#at += matchAt(/\s+/y, this.#text, this.#at).length;
  }
}

function unescaped(quoted: string, at: number): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw new JsonFault(at, t`a text in JSON`);
  }
}

/** Finds the lines and columns of offsets. */
class Places {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const ends = text.matchAll(/\r\n|\r|\n/g);
    this.#starts = [0, ...Array.from(ends, ({ 0: end, index }) => index + end.length)];
  }

  of(at: number): Place {
    let low = 0;
    for (let high = this.#starts.length; low + 1 < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] as number) <= at) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: at - (this.#starts[low] as number) + 1 };
  }
}

class ObjectReader {
  readonly entries: Entry[] = [];
  readonly faults: Diagnostic[] = [];
  isList = false;
  readonly places: Places;
  readonly #text: string;
  readonly #names: Names;

  constructor(text: string, names: Names) {
    this.#text = text;
    this.places = new Places(text);
    this.#names = names;
  }

  read(value: Value, time: Time | null): void {
    if (value.kind === 'list') {
      this.isList = true;
      for (const item of value.items) this.read(item, time);
    } else if (value.kind === 'object') this.#object(value.members, time);
    else this.#fail(value.at, t`an object of addresses and numbers`);
  }

  #object(members: (Value & { kind: 'object' })['members'], time: Time | null): void {
    const find = (name: string) => members.find(([key]) => key.text === name)?.[1];
    const textOf = (value: Value | undefined) => (value?.kind === 'text' ? value.text : undefined);
    const [address, number] = [find('address'), find('value') ?? find('number')];
    const counts = ['epoch', 'example'].map((word) => Number(textOf(find(word)) ?? Number.NaN));
    const [epoch = Number.NaN, example = Number.NaN] = counts;
    const own: Time | null =
      Number.isInteger(epoch) || Number.isInteger(example)
        ? { epoch: Number.isInteger(epoch) ? epoch : 1, example: Number.isInteger(example) ? example : null }
        : time;
    if (address?.kind === 'text' && number) this.#member(address, number, own);
    else this.#members(members, time, own);
  }

  #members(members: (Value & { kind: 'object' })['members'], time: Time | null, own: Time | null): void {
    for (const [key, value] of members) {
      if (key.text === 'epoch' || key.text === 'example') continue;
      const inner = timeIn(key.text, time);
      if (value.kind === 'object' && inner !== null) this.read(value, inner);
      else this.#member(key, value, own);
    }
  }

  #member(key: Value & { kind: 'text' }, value: Value, time: Time | null): void {
    const address = readTimedAddress(key.text, 0, this.#names);
    const number = value.kind === 'text' ? wholeNumberText(value.text) : null;
    if (!address.ok) {
      const { expected, found, fix } = address.fault;
      this.faults.push(faultAt(this.places.of(key.at), expected, found, fix));
    } else if (number) {
      const place = this.places.of(key.at);
      this.entries.push({ kind: 'address', name: address.name, time: address.time ?? time, number, place });
    } else if (value.kind !== 'text' || value.text !== 'null') this.#fail(value.at, numberTexts.expected());
  }

  #fail(at: number, expected: string): void {
    this.faults.push(faultAt(this.places.of(at), expected, foundAt(this.#text, at), numberTexts.fix()));
  }
}

function timeIn(key: string, before: Time | null): Time | null {
  const found = /^(?:epoch\s+(\d+))?\s*(?:example\s+(\d+))?$/.exec(key.trim());
  if (!found || key.trim() === '') return null;
  const [, epoch, example] = found;
  return {
    epoch: epoch === undefined ? (before?.epoch ?? 1) : Number(epoch),
    example: example ? Number(example) : null,
  };
}
