/** Many small objects in one array of numbers. They are made again when they are read. */
import { Column } from './column.ts';

/** How the number of a field is read: as itself, as the index of a kept value, or as the record that follows. */
const NUMBER = 0;
const KEPT = 1;
const RECORD = 2;
const BITS = 2;
/** Bits of a record's first number that say how its fields are read. The others are the number of its kind. */
const FIELD_BITS = 16;

/** What is known of a kind of record. */
interface Kind {
  readonly fields: readonly string[];
  /** A record of this kind. Its copies have their fields where V8 finds them fast. */
  readonly model: Readonly<Record<string, unknown>>;
}

/** Objects of texts, numbers, null and such objects. All of one `kind` have the same fields. */
export class Records<Item extends { readonly kind: string }> {
  readonly #numbers = new Column();
  readonly #kinds: Kind[] = [];
  readonly #kindNumbers = new Map<string, number>();
  readonly #kept: unknown[] = [];
  readonly #keptNumbers = new Map<unknown, number>();
  #next = 0;

  /** Adds a record. Returns where it is. */
  add(item: Item): number {
    const place = this.#numbers.length;
    this.#write(item as unknown as Readonly<Record<string, unknown>>);
    return place;
  }

  /** The record at a place that `add` returned. */
  at(place: number): Item {
    this.#next = place;
    return this.#read() as unknown as Item;
  }

  /** The kind of the record at a place. */
  kindAt(place: number): Item['kind'] {
    return this.#kinds[this.#numbers.at(place) >> FIELD_BITS]?.model.kind as Item['kind'];
  }

  #write(item: Readonly<Record<string, unknown>>): void {
    const number = this.#kindNumbers.get(item.kind as string) ?? this.#addKind(item);
    const fields = this.#kinds[number]?.fields ?? [];
    const first = this.#numbers.push(0);
    let how = 0;
    for (let index = 0; index < fields.length; index++) {
      const value = item[fields[index] as string];
      if (typeof value === 'object' && value !== null) {
        how |= RECORD << (BITS * index);
        this.#write(value as Readonly<Record<string, unknown>>);
      } else if (typeof value === 'number' && Object.is(value | 0, value)) this.#numbers.push(value);
      else {
        how |= KEPT << (BITS * index);
        this.#numbers.push(this.#keptNumbers.get(value) ?? this.#keep(value));
      }
    }
    this.#numbers.set(first, (number << FIELD_BITS) | how);
  }

  #addKind(item: Readonly<Record<string, unknown>>): number {
    this.#kindNumbers.set(item.kind as string, this.#kinds.length);
    const fields = Object.keys(item).filter((field) => field !== 'kind');
    return this.#kinds.push({ fields, model: item }) - 1;
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
