/** The syntax errors of a YAML document, in our own words. */
import type { Document, YAMLError } from 'yaml';
import { type Diagnostic, diagnostic, type Problem } from '../../diagnostics/diagnostic.ts';
import { msg, t } from '../../i18n/translate.ts';

/** Finds the line and column of an offset. */
export type At = (offset: number) => Place;

/** Both are counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What was found and how to fix it; in English. */
interface Fault {
  readonly found: string;
  readonly fix: string;
}

/** The syntax errors, at most one per line: further ones on a line nearly always follow from the first. */
export function syntaxFaults({ errors, warnings }: Document.Parsed, source: string, at: At): Diagnostic[] {
  const faults = [...errors, ...warnings].map(({ code, pos: [offset] }) => ({
    code,
    place: at(offset),
    isIndex: isIndexAt(source, offset),
    isKey: missingColon.has(code) && isKeyWithoutColon(source, offset),
  }));
  // A tab, a missing colon, or a bracket that YAML takes for the start of a list breaks the lines after it too.
  const tabs = faults.filter(({ code }) => code === 'TAB_AS_INDENT');
  const indexes = faults.filter(({ isIndex }) => isIndex);
  const keys = faults.filter(({ isKey }) => isKey);
  const told = [tabs, indexes, keys].find(({ length }) => length > 0) ?? faults;
  const seen = new Set<number>();
  return told.flatMap(({ code, place, isIndex, isKey }) => {
    if (seen.has(place.line)) return [];
    seen.add(place.line);
    const { found, fix } = isIndex ? index : isKey ? keyWithoutColon : table[code];
    const problem: Problem = { path: [], expected: 'YAML', found: t(found), fix: t(fix) };
    return [diagnostic(problem, place)];
  });
}

/** Whether a bracket follows a word at an offset, as in the address `y.w[0]`. */
function isIndexAt(source: string, offset: number): boolean {
  return source[offset] === '[' && /[\w\])]/.test(source[offset - 1] ?? '');
}

/** The library's codes for a key without its colon. */
const missingColon: ReadonlySet<string> = new Set(['MISSING_CHAR', 'MULTILINE_IMPLICIT_KEY']);

/** Whether a line starts with a word at an offset, and has neither a colon after it nor a bracket that stays open. */
function isKeyWithoutColon(source: string, offset: number): boolean {
  const start = source.lastIndexOf('\n', offset - 1) + 1;
  const [line = ''] = source.slice(start).split('\n', 1);
  const [, rest] = /^\s*(?:- )?[A-Za-z_]\w*(?=\s|$)(.*)$/.exec(line) ?? [];
  const count = (sign: RegExp) => rest?.match(sign)?.length ?? 0;
  const isClosed = count(/[[{]/g) === count(/[\]}]/g) && count(/["']/g) % 2 === 0;
  return rest !== undefined && isClosed && !/^:|:(?=\s|$)/.test(rest.replace(/[[{].*[\]}]/, ''));
}

const keyWithoutColon: Fault = {
  found: msg('a line without a colon'),
  fix: msg('write a colon and a space after the key, for example inputs: [a, b]'),
};

const index: Fault = {
  found: msg('an index in brackets, in text without quotes'),
  fix: msg('put the whole text in quotes: "y.w[0]", "w[0] * x"'),
};

const remove = msg('remove it');
const alignment = msg(
  'close every bracket, and indent lines that belong together by the same number of spaces',
);
const oneKeyPerLine = msg('put text that contains a colon in quotes, and each key on its own line');
const openedOnLine = msg('close the bracket or the quote on the line where it was opened');
const quotes = msg('put the text in quotes');

/** By the library's error code. */
const table: Readonly<Record<YAMLError['code'], Fault>> = {
  ALIAS_PROPS: { found: msg('an alias with a tag or an anchor'), fix: msg('write the value itself here') },
  BAD_ALIAS: { found: msg('a sign that starts an alias'), fix: quotes },
  BAD_COLLECTION_TYPE: { found: msg('a tag'), fix: msg('remove the word that starts with !') },
  BAD_DIRECTIVE: { found: msg('a line that starts with %'), fix: msg('remove the line that starts with %') },
  BAD_DQ_ESCAPE: {
    found: msg('a \\ that does not start a known sign'),
    fix: msg('write \\\\ for a backslash, or use single quotes'),
  },
  BAD_INDENT: { found: msg('an open bracket, or a line with another indentation'), fix: alignment },
  BAD_PROP_ORDER: { found: msg('a tag or an anchor in the wrong place'), fix: remove },
  BAD_SCALAR_START: { found: msg('text that starts with a sign of YAML'), fix: quotes },
  BLOCK_AS_IMPLICIT_KEY: {
    found: msg('a second colon, or a list, on the line of a key'),
    fix: oneKeyPerLine,
  },
  BLOCK_IN_FLOW: { found: msg('lines with - or keys inside brackets'), fix: openedOnLine },
  DUPLICATE_KEY: { found: msg('a key again'), fix: msg('rename or remove one of the two') },
  IMPOSSIBLE: { found: msg('something that is not YAML'), fix: msg('fix the syntax here') },
  KEY_OVER_1024_CHARS: { found: msg('a key that is too long'), fix: openedOnLine },
  MISSING_CHAR: {
    found: msg('a missing bracket, quote, comma or colon'),
    fix: msg('close the bracket or the quote, and put a comma between values'),
  },
  MULTILINE_IMPLICIT_KEY: { found: msg('a key that goes on in the next line'), fix: openedOnLine },
  MULTIPLE_ANCHORS: { found: msg('two anchors'), fix: remove },
  MULTIPLE_DOCS: {
    found: msg('a second document'),
    fix: msg('one scenario per file: remove the line ---'),
  },
  MULTIPLE_TAGS: { found: msg('two tags'), fix: remove },
  NON_STRING_KEY: { found: msg('a key that is not a word'), fix: msg('write a word before the colon') },
  RESOURCE_EXHAUSTION: { found: msg('something that is not YAML'), fix: msg('fix the syntax here') },
  TAB_AS_INDENT: { found: msg('a tab'), fix: msg('indent with spaces') },
  TAG_RESOLVE_FAILED: { found: msg('a tag'), fix: msg('remove the word that starts with !') },
  UNEXPECTED_TOKEN: {
    found: msg('something that cannot stand here'),
    fix: msg('close every bracket and quote before it, or put the whole text in quotes'),
  },
};
