/** Formulas with a comma in `{ }` without quotes: YAML ends the value at the comma, and reads the rest as keys. */
import { isMap, isScalar, isSeq, type Pair, type Scalar } from 'yaml';
import { type Diagnostic, diagnostic, type Problem, quoted } from '../../diagnostics/diagnostic.ts';
import { t } from '../../i18n/translate.ts';
import { keyText, Trail } from './trail.ts';
import type { At } from './yaml-faults.ts';

/**
 * Joins such values again in the document, so that nothing else is said of their parts, and reports each.
 *
 * @param source the text of the document
 */
export function joinFormulas(contents: unknown, source: string, at: At): Diagnostic[] {
  const found: Diagnostic[] = [];
  const trail = new Trail();
  const visit = (node: unknown): void => {
    if (isSeq(node)) for (const [index, item] of node.items.entries()) trail.follow(index, item, visit);
    else if (isMap(node)) {
      if (node.flow) node.items = joined(node.items);
      for (const { key, value } of node.items) trail.follow(keyText(key), value, visit);
    }
  };
  const joined = (pairs: readonly Pair[]): Pair[] => {
    const kept: Pair[] = [];
    for (let index = 0; index < pairs.length; index++) {
      const pair = pairs[index] as Pair;
      kept.push(pair);
      const whole = wholeOf(pairs, index, source);
      if (whole === null) continue;
      const value = pair.value as Scalar;
      const problem: Problem = {
        path: [...trail.path, keyText(pair.key)],
        expected: t`quotes around it, because a comma ends a value within { }`,
        found: quoted(String(value.value)),
        fix: t`write ${`"${whole.text}"`}`,
      };
      found.push(diagnostic(problem, at(value.range?.[0] ?? 0)));
      Object.assign(value, { value: whole.text, source: whole.text });
      index += whole.parts;
    }
    return kept;
  };
  visit(contents);
  return found;
}

/** The whole text of a value that ends within brackets, and how many keys after it are parts of it; null otherwise. */
function wholeOf(
  pairs: readonly Pair[],
  index: number,
  source: string,
): { readonly text: string; readonly parts: number } | null {
  const { value } = pairs[index] as Pair;
  if (!isScalar(value) || value.type !== 'PLAIN' || !value.range || openIn(String(value.source)) <= 0)
    return null;
  for (let parts = 1; index + parts < pairs.length; parts++) {
    const { key, value: next } = pairs[index + parts] as Pair;
    const isPart = isScalar(key) && key.type === 'PLAIN' && key.range && isEmpty(next);
    if (!isPart) return null;
    const text = source.slice(value.range[0], key.range?.[1]);
    if (openIn(text) === 0) return { text, parts };
  }
  return null;
}

function isEmpty(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null && value.source === '');
}

/** How many brackets are open at the end of a text. */
function openIn(text: string): number {
  return text.split('(').length - text.split(')').length;
}
