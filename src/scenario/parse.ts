/** Text → Scenario, or everything that is wrong with it. */
import { isMap, isNode, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { check, type Problem } from './check.ts';
import { compile } from './compile.ts';
import { type Diagnostic, pathText, shown } from './diagnostics.ts';
import { describeIssues } from './issues.ts';
import { type Scenario, toScenario } from './scenario.ts';
import { scenarioSchema } from './schema.ts';
import { suggestion } from './suggest.ts';

export type ParseResult =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Reads a scenario from YAML (or JSON, which is YAML). Never throws: whatever is wrong is in the result. */
export function parseScenario(source: string): ParseResult {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const broken = document.errors.map(({ code, message, pos }): Diagnostic => {
    const place = { ...at(pos[0]), path: '' };
    if (code === 'DUPLICATE_KEY') {
      return {
        ...place,
        expected: 'each key once',
        found: 'the same key again',
        fix: 'rename or remove one of the two',
      };
    }
    return {
      ...place,
      expected: 'YAML',
      found: firstLine(message),
      fix: fixes[code] ?? 'correct the syntax at this place',
    };
  });
  // A key that stands twice can be read on; after any other fault of syntax further complaints would be guesses.
  if (document.errors.some(({ code }) => code !== 'DUPLICATE_KEY')) return { ok: false, diagnostics: broken };

  let raw: unknown;
  try {
    raw = document.toJS();
  } catch (error) {
    const found = error instanceof Error ? firstLine(error.message) : 'an alias that cannot be resolved';
    const fix = 'write the values out instead of using anchors and aliases';
    return { ok: false, diagnostics: [{ line: 1, column: 1, path: '', expected: 'YAML', found, fix }] };
  }
  if (raw === null || raw === undefined) {
    const fix = 'begin with title, inputs, layers and data; `backstep list` shows where examples are';
    return {
      ok: false,
      diagnostics: [{ line: 1, column: 1, path: '', expected: 'a scenario', found: 'an empty file', fix }],
    };
  }

  const parsed = scenarioSchema.safeParse(raw, { reportInput: true });
  const problems: Problem[] = [...(parsed.success ? [] : describeIssues(parsed.error.issues)), ...check(raw)];
  if (parsed.success && problems.length === 0) problems.push(...checkNotes(parsed.data));
  const diagnostics = [...broken, ...problems.map((problem) => locate(problem, document.contents, at))];
  if (!parsed.success || diagnostics.length > 0) {
    diagnostics.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
    return { ok: false, diagnostics };
  }
  return { ok: true, scenario: toScenario(parsed.data) };
}

/** A note must stand at an address that the scenario's tape has; only the tape knows them all. */
function checkNotes(document: z.infer<typeof scenarioSchema>): Problem[] {
  const addresses = compile(toScenario(document)).slots.flatMap(({ role, names }) =>
    role === 'constant' ? [] : names,
  );
  return (document.notes ?? []).flatMap(({ at }, index) =>
    addresses.includes(at)
      ? []
      : [
          {
            path: ['notes', index, 'at'],
            expected: 'an address of this scenario',
            found: shown(at),
            fix: suggestion(at, addresses),
          },
        ],
  );
}

/** Puts a problem at its place in the file: the value's, its key's, or where a missing one would have stood. */
function locate(
  { path, expected, found, fix }: Problem,
  contents: Node | null,
  at: (offset: number) => { line: number; column: number },
): Diagnostic {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? 0;
  for (const [depth, key] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key: known }) => isNode(known) && 'value' in known && String(known.value) === String(key),
      );
      if (!pair) break;
      // An unknown or wrong key, and a value that is nothing, are pointed at by the key.
      const last = depth === path.length - 1;
      const value = isNode(pair.value) && pair.value.range ? pair.value : null;
      const wholeEntry =
        last && (found.startsWith('unknown') || value === null || value.range?.[0] === value.range?.[1]);
      const target = wholeEntry || value === null ? pair.key : value;
      if (isNode(target) && target.range) offset = target.range[0];
      node = pair.value;
    } else if (isNode(node) && 'items' in node && typeof key === 'number') {
      const item = (node.items as unknown[])[key];
      if (!isNode(item)) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return { ...at(offset), path: pathText(path), expected, found, fix };
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.replace(/:$/, '') ?? message;
}

/** What helps against the faults of syntax that people make most. */
const fixes: Readonly<Record<string, string>> = {
  BAD_INDENT: 'indent with spaces, the same number for entries that belong together',
  TAB_AS_INDENT: 'replace the tab by spaces',
  MISSING_CHAR: 'close the bracket or the quote, or put a comma or a colon between the values',
  BAD_SCALAR_START: 'put the text in quotes',
  MULTIPLE_DOCS: 'one scenario a file: remove the line ---',
  BLOCK_AS_IMPLICIT_KEY: 'put a text that has a colon in it in quotes, and each key on a line of its own',
  MULTILINE_IMPLICIT_KEY: 'close the bracket or the quote on the line where it was opened',
};
