/** Many small objects in one array of numbers. They are made again when they are read. */
import { Column } from './column.ts';

/** How the number of a field is read: as itself, as the index of a kept value, or as the record that follows. */
const NUMBER = 0;
const KEPT = 1;
const RECORD = 2;
const BITS = 2;
/** Bits of a record's first number that say how its fields are read. The others are the number of its kind. */
const FIELD_BITS = 16;

/** A value that no record has. */
const NOTHING = Symbol('nothing');

type Fields = Readonly<Record<string, unknown>>;

/** What is known of a kind of record. */
interface Kind {
  readonly name: string;
  readonly number: number;
  readonly fields: readonly string[];
  /** A record of this kind. Its copies have their fields where V8 finds them fast. */
  readonly model: Fields;
  /** By field: the value that was kept for it last, and its number. Neighbours often have the same. */
  readonly latest: unknown[];
  readonly latestNumbers: number[];
}

/** Objects of texts, numbers, null and such objects. All of one `kind` have the same fields. */
export class Records<Item extends { readonly kind: string }> {
  readonly #numbers = new Column();
  readonly #kinds: Kind[] = [];
  readonly #kept: unknown[] = [];
  readonly #keptNumbers = new Map<unknown, number>();
  #next = 0;
  #latest: Item | null = null;
  #latestPlace = 0;

  /** Adds a record. Returns where it is. */
  add(item: Item): number {
    // All products of a node have one role.
    if (item === this.#latest) return this.#latestPlace;
    this.#latest = item;
    this.#latestPlace = this.#numbers.length;
    this.#write(item as unknown as Fields);
    return this.#latestPlace;
  }

  /** The record at a place that `add` returned. */
  at(place: number): Item {
    this.#next = place;
    return this.#read() as unknown as Item;
  }

  /** The kind of the record at a place. */
  kindAt(place: number): Item['kind'] {
    return this.#kinds[this.#numbers.at(place) >> FIELD_BITS]?.name as Item['kind'];
  }

  #write(item: Fields): void {
    const first = this.#numbers.push(0);
    let kind: Kind | null = null;
    let how = 0;
    let index = 0;
    // In this loop V8 reads a field without looking for its name, if it comes where it is expected: the kind first.
    for (const own in item) {
      if (kind === null) {
        kind = this.#kindOf(own === 'kind' ? item[own] : item.kind, item);
        continue;
      }
      const field = kind.fields[index] as string;
      const value = own === field ? item[own] : item[field];
      if (typeof value === 'object' && value !== null) {
        how |= RECORD << (BITS * index);
        this.#write(value as Fields);
      } else if (typeof value === 'number' && Object.is(value | 0, value)) this.#numbers.push(value);
      else {
        how |= KEPT << (BITS * index);
        this.#numbers.push(this.#numberOf(kind, index, value));
      }
      index += 1;
    }
    if (index !== kind?.fields.length) throw new TypeError(`a record ${kind?.name} lacks a field`);
    this.#numbers.set(first, (kind.number << FIELD_BITS) | how);
  }

  #kindOf(name: unknown, item: Fields): Kind {
    const kinds = this.#kinds;
    for (let index = 0; index < kinds.length; index++) {
      const kind = kinds[index] as Kind;
      if (kind.name === name) return kind;
    }
    const fields = Object.keys(item).filter((field) => field !== 'kind');
    const kind = {
      name: name as string,
      number: this.#kinds.length,
      fields,
      model: item,
      latest: fields.map((): unknown => NOTHING),
      latestNumbers: fields.map(() => 0),
    };
    this.#kinds.push(kind);
    return kind;
  }

  /** The number of a value that is kept. */
  #numberOf(kind: Kind, index: number, value: unknown): number {
    if (kind.latest[index] === value) return kind.latestNumbers[index] as number;
    const number = this.#keptNumbers.get(value) ?? this.#keep(value);
    kind.latest[index] = value;
    kind.latestNumbers[index] = number;
    return number;
  }

  #keep(value: unknown): number {
    this.#keptNumbers.set(value, this.#kept.length);
    return this.#kept.push(value) - 1;
  }

  #read(): Record<string, unknown> {
    const numbers = this.#numbers;
    const first = numbers.at(this.#next++);
    const { fields, model } = this.#kinds[first >> FIELD_BITS] as Kind;
    const item = { ...model };
    for (let index = 0; index < fields.length; index++) {
      const how = (first >> (BITS * index)) & ((1 << BITS) - 1);
      const field = fields[index] as string;
      if (how === RECORD) item[field] = this.#read();
      else {
        const number = numbers.at(this.#next++);
        item[field] = how === NUMBER ? number : this.#kept[number];
      }
    }
    return item;
  }
}
