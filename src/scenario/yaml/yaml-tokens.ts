/**
 * Text → the tokens of its YAML, within limits. The library reads tokens one after another, but what follows goes into
 * each value inside another one: a text with too many levels, or too many values, must be refused before.
 */
import { CST, Lexer, type LineCounter, Parser } from 'yaml';
import type { Path, Problem } from '../../diagnostics/diagnostic.ts';
import { t } from '../../i18n/translate.ts';

/** Maximum nesting depth. A valid scenario has at most six levels. */
const DEEPEST = 30;

/** What a value of a document takes in memory. */
const BYTES_PER_VALUE = 1_500;

export interface YamlTokens {
  readonly tokens: readonly CST.Token[];
  /** What the values take in memory, about. */
  readonly bytes: number;
  /** What exceeds a limit, and its offset in the text; null if nothing does. */
  readonly refused: { readonly problem: Problem; readonly offset: number } | null;
}

/**
 * @param lines learns where the lines start
 * @param memory how many bytes the values may take
 */
export function readTokens(source: string, lines: LineCounter, memory: number): YamlTokens {
  const most = Math.floor(memory / BYTES_PER_VALUE);
  // Each value and what separates it from the next take two characters at least.
  const end = source.length / 2 < most ? null : endOfValues(source, most);
  if (end !== null) {
    for (let start = 0; start < end; start = source.indexOf('\n', start) + 1 || end) lines.addNewLine(start);
    return { tokens: [], bytes: 0, refused: { problem: tooMany(most), offset: end } };
  }
  const tokens = [...new Parser(lines.addNewLine).parse(source)];
  const found: Found = { values: 0 };
  for (const token of tokens) {
    const deep = token.type === 'document' ? firstTooDeep(token.value, 0, found) : null;
    if (deep) return { tokens, bytes: 0, refused: { problem: tooDeep(deep.path), offset: deep.offset } };
  }
  return { tokens, bytes: found.values * BYTES_PER_VALUE, refused: null };
}

/** Signs of the lexer that are not in the text. */
const unwritten: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

/** The offset of the first value that is one too many; null if there is none. */
function endOfValues(source: string, most: number): number | null {
  let values = 0;
  let end = 0;
  for (const lexeme of new Lexer().lex(source)) {
    if (lexeme === CST.SCALAR) values += 1;
    if (values > most) return end;
    if (!unwritten.has(lexeme)) end += lexeme.length;
  }
  return null;
}

const tooMany = (most: number): Problem => ({
  path: [],
  expected: t`at most ${most} values and keys: more do not fit into memory`,
  found: t`more than that`,
  fix: t`write less, or put the examples into a CSV file`,
});

const tooDeep = (path: Path): Problem => ({
  path,
  expected: t`at most ${DEEPEST} levels`,
  found: t`brackets or lists nested more deeply`,
  fix: t`see the format: no value is nested that deeply`,
});

/** What is counted on the way. */
interface Found {
  /** Keys, and values that are text, numbers or the like. */
  values: number;
}

interface DeepToken {
  readonly path: Path;
  readonly offset: number;
}

/** The first value that is nested too deeply; null if there is none. It is not looked into. */
function firstTooDeep(token: CST.Token | null | undefined, depth: number, found: Found): DeepToken | null {
  if (!token) return null;
  if (depth > DEEPEST) return { path: [], offset: token.offset };
  if (!('items' in token)) {
    found.values += 1;
    return null;
  }
  // In brackets, a list can contain an entry of a mapping without a mapping around it.
  const isList =
    token.type === 'block-seq' || (token.type === 'flow-collection' && token.start.source === '[');
  for (const [index, { key, sep, value }] of token.items.entries()) {
    const isEntry = !isList || sep !== undefined;
    const inside = depth + Number(isList) + Number(isEntry);
    const deep = firstTooDeep(key, inside, found) ?? firstTooDeep(value, inside, found);
    if (deep) {
      const path = [...(isList ? [index] : []), ...(isEntry ? [keyText(key)] : []), ...deep.path];
      return { path, offset: deep.offset };
    }
  }
  return null;
}

function keyText(key: CST.Token | null | undefined): string {
  return CST.resolveAsScalar(key)?.value ?? '';
}
