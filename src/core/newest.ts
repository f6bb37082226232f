/** The newest items of a list without an end, and the number of older ones that are left out. */
export class Newest<Item> {
  readonly #most: number;
  #items: Item[] = [];
  #forgotten = 0;

  /** @param most how many items are kept: 1 or more */
  constructor(most: number) {
    this.#most = most;
  }

  add(item: Item): void {
    this.#items.push(item);
    // Forgetting in blocks keeps the cost of each item constant.
    if (this.#items.length < 2 * this.#most) return;
    this.#forgotten += this.#items.length - this.#most;
    this.#items = this.#items.slice(-this.#most);
  }

  /** The newest items, the newest last. */
  get items(): readonly Item[] {
    return this.#items.slice(-this.#most);
  }

  /** The number of items that were added and are not among the newest. */
  get leftOut(): number {
    return this.#forgotten + Math.max(0, this.#items.length - this.#most);
  }
}
