/** Text → plain values, and the line and column of each value. */
import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  type YAMLMap,
  YAMLParseError,
} from 'yaml';
import {
  type Diagnostic,
  diagnostic,
  type Path,
  type Problem,
  quoted,
} from '../../diagnostics/diagnostic.ts';
import { t } from '../../i18n/translate.ts';
import { joinFormulas } from './flow-commas.ts';
import { keyText, Trail } from './trail.ts';
import { type At, type Place, syntaxFaults } from './yaml-faults.ts';
import { readTokens } from './yaml-tokens.ts';

export interface Reading {
  /** The document's value, without the entries that are reported in `diagnostics`. */
  readonly raw: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** False if `raw` is undefined because of errors. Further checks would only guess. */
  readonly readable: boolean;
  /** What the values take in memory, about. */
  readonly bytes: number;
  /** The line and column of a problem. */
  readonly placeOf: (problem: Problem) => Place;
}

/**
 * Reads one YAML document. Never throws.
 *
 * @param memory how many bytes it may take
 */
export function readYaml(source: string, memory: number): Reading {
  const lines = new LineCounter();
  const at: At = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  // Always use the core schema of YAML 1.2, even if a %YAML line or a tag asks for more: no dates, sets or binary data.
  // Duplicate keys are found below, because the library's own check takes quadratic time.
  const options = {
    lineCounter: lines,
    prettyErrors: false,
    // With `silent` the library would ignore a second document.
    logLevel: 'error',
    schema: 'core',
    resolveKnownTags: false,
    merge: false,
    uniqueKeys: false,
  } as const;
  const { tokens, bytes, refused } = readTokens(source, lines, memory);
  if (refused) return unreadable([diagnostic(refused.problem, at(refused.offset))]);
  // A second document is a fault; what follows it is not read.
  const [document, second] = new Composer(options).compose(tokens, true, source.length);
  if (!document) throw new Error('the library always makes a document');
  if (second)
    document.errors.push(new YAMLParseError([second.range[0], second.range[1]], 'MULTIPLE_DOCS', ''));
  const faults = syntaxFaults(document, source, at);
  if (faults.length > 0) return unreadable(faults);
  const aliases = aliasFaults(document.contents, at);
  if (aliases.length > 0) return unreadable(aliases);
  const commas = joinFormulas(document.contents, source, at);
  const diagnostics = [...commas, ...pruneKeys(document.contents, at)];
  const places = new Map<YAMLMap, Map<string, Pair>>();
  return {
    raw: document.toJS(),
    diagnostics,
    readable: true,
    bytes,
    placeOf: (problem) => at(offsetOf(problem, document, places)),
  };
}

function unreadable(diagnostics: readonly Diagnostic[]): Reading {
  const placeOf = () => ({ line: 1, column: 1 });
  return { raw: undefined, diagnostics, readable: false, bytes: 0, placeOf };
}

/** Finds aliases: with them a few lines can expand to billions of values. */
function aliasFaults(contents: unknown, at: At): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const anchors = new Set<string>();
  const trail = new Trail();
  const visit = (node: unknown): void => {
    if (isAlias(node) && !anchors.has(node.source)) {
      anchors.add(node.source);
      diagnostics.push(diagnostic(aliased(trail.path, node.source), at(offsetIn(node) ?? 0)));
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) trail.follow(index, item, visit);
    } else if (isMap(node)) {
      for (const { key, value } of node.items) trail.follow(keyText(key), value, visit);
    }
  };
  visit(contents);
  return diagnostics;
}

/** Removes entries whose key is a duplicate or not a word from the document, and reports them. */
function pruneKeys(contents: unknown, at: At): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const trail = new Trail();
  const visit = (node: unknown): void => {
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) trail.follow(index, item, visit);
    } else if (isMap(node)) {
      const seen = new Map<string, number>();
      node.items = node.items.filter(({ key, value }) => {
        const offset = offsetIn(key) ?? offsetIn(node) ?? 0;
        const wrong = faultyKey(trail, key, seen, at);
        if (wrong) diagnostics.push(diagnostic(wrong, at(offset)));
        else {
          const word = keyText(key);
          seen.set(word, offset);
          trail.follow(word, value, visit);
        }
        return !wrong;
      });
    }
  };
  visit(contents);
  return diagnostics;
}

function aliased(path: Path, anchor: string): Problem {
  return {
    path,
    expected: t`the value itself`,
    found: t`the alias ${quoted(`*${anchor}`)}`,
    fix: t`write the value itself here, or put text that starts with * in quotes`,
  };
}

/** @param seen the keys before it in the mapping, with their offsets */
function faultyKey(trail: Trail, key: unknown, seen: ReadonlyMap<string, number>, at: At): Problem | null {
  if (!isScalar(key) || key.value === null) {
    return {
      path: trail.path,
      expected: t`a word as the key`,
      found: isMap(key) ? t`a mapping` : isSeq(key) ? t`a list` : isAlias(key) ? t`an alias` : t`nothing`,
      fix: t`write a word before the colon`,
    };
  }
  const word = keyText(key);
  if (word === '__proto__') {
    const expected = t`a key that is not a reserved word`;
    return { path: [...trail.path, word], expected, found: quoted(word), fix: t`choose another name` };
  }
  const first = seen.get(word);
  if (first === undefined) return null;
  return {
    path: [...trail.path, word],
    expected: t`each key once`,
    found: t`${quoted(word)} again (it is already on line ${String(at(first).line)})`,
    fix: t`rename or remove one of the two`,
  };
}

function offsetIn(node: unknown): number | null {
  return isNode(node) && node.range ? node.range[0] : null;
}

/** The offset of a problem: of the value, of its key, or, if the value is missing, of the mapping around it. */
function offsetOf(
  { path, at, inside }: Problem,
  document: Document.Parsed,
  places: Map<YAMLMap, Map<string, Pair>>,
): number {
  let node: unknown = document.contents;
  let offset = offsetIn(node) ?? 0;
  for (const [depth, key] of path.entries()) {
    if (isMap(node)) {
      const pair = pairsOf(node, places).get(String(key));
      if (!pair) break;
      // An empty value has no location of its own.
      const range = isNode(pair.value) ? pair.value.range : null;
      const empty = !range || range[0] === range[1];
      const useKey = empty || (at === 'key' && depth === path.length - 1);
      offset = offsetIn(useKey ? pair.key : pair.value) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key];
      offset = offsetIn(node) ?? offset;
    } else break;
  }
  return inside === undefined ? offset : offset + charactersInto(node, inside);
}

/** Converts an offset in a text value to one in the file; 0 if the text is written differently there (escapes). */
function charactersInto(node: unknown, inside: number): number {
  if (!isScalar(node) || node.source !== node.value) return 0;
  return inside + (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE' ? 1 : 0);
}

function pairsOf(node: YAMLMap, places: Map<YAMLMap, Map<string, Pair>>): Map<string, Pair> {
  const known = places.get(node);
  if (known) return known;
  const pairs = new Map(node.items.map((pair) => [keyText(pair.key), pair]));
  places.set(node, pairs);
  return pairs;
}
