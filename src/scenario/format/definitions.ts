/** Definitions: formulas with parameters, which formulas call as functions. */
import type { Path } from '../../diagnostics/diagnostic.ts';

export interface Definition {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Its formulas; the last one is the result. */
  readonly body: readonly { readonly name: string; readonly text: string; readonly path: Path }[];
  /** The file that it is from; null if it is in the scenario. */
  readonly file: string | null;
}

/** The key under which a document has the definitions of the files that it uses. It cannot be written. */
export const usedDefinitions = Symbol('used definitions');

/** The name of a file of definitions. */
export const filePattern = /^\w[\w-]*$/;

/** How a definition is written: its name and the names of its parameters. */
export const definitionPattern = /^[A-Za-z_]\w*\(\s*[A-Za-z_]\w*(\s*,\s*[A-Za-z_]\w*)*\s*\)$/;

/**
 * Definitions, as far as they have the right form.
 *
 * @param file the file that they are from; null for those of the scenario
 */
export function definitionsOf(raw: unknown, file: string | null = null): Definition[] {
  if (typeof raw !== 'object' || raw === null) return [];
  return Object.entries(raw).flatMap(([head, value]): Definition[] => {
    if (!definitionPattern.test(head)) return [];
    const [name = '', ...parameters] = head.match(/\w+/g) ?? [];
    const path = ['define', head];
    if (typeof value === 'string') return [{ name, parameters, body: [{ name, text: value, path }], file }];
    if (typeof value !== 'object' || value === null) return [];
    const body = Object.entries(value).flatMap(([each, text]) =>
      typeof text === 'string' ? [{ name: each, text, path: [...path, each] }] : [],
    );
    return body.length === 0 ? [] : [{ name, parameters, body, file }];
  });
}
