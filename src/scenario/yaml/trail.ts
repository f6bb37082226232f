/** Ways through a document. */
import { isScalar } from 'yaml';
import type { Path } from '../../diagnostics/diagnostic.ts';

/** The way to a value while a document is walked through. A path is made only for a fault: there are many values. */
export class Trail {
  readonly #steps: (string | number)[] = [];

  follow(step: string | number, node: unknown, visit: (node: unknown) => void): void {
    this.#steps.push(step);
    visit(node);
    this.#steps.pop();
  }

  get path(): Path {
    return [...this.#steps];
  }
}

/** The text of a key; empty if it is no word. */
export function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}
