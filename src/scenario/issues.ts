/** The schema's complaints, in the words of our diagnostics. */
import { z } from 'zod';
import type { Problem } from './check.ts';
import { shown } from './diagnostics.ts';
import { scenarioSchema } from './schema.ts';
import { suggestion } from './suggest.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

const kinds: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** One problem for each thing that does not fit. */
export function describeIssues(issues: readonly Issue[], base: Path = []): Problem[] {
  return issues.flatMap((issue) => describe(issue, [...base, ...(issue.path as Path)]));
}

function describe(issue: Issue, path: Path): Problem[] {
  const found = shown(issue.input);
  const name = String(path.at(-1) ?? '');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        expected: 'a key that the format has',
        found: `unknown key ${shown(key).replace(/^the text /, '')}`,
        fix: suggestion(key, knownKeys(path)),
      }));
    case 'invalid_type': {
      const expected = kinds[issue.expected] ?? issue.expected;
      if (issue.input === undefined)
        return [{ path, expected: `${name}: ${expected}`, found: 'nothing', fix: `add ${name}` }];
      const fix =
        typeof issue.input === 'string' && /number/.test(expected)
          ? 'write a number without quotes'
          : `write ${expected}`;
      return [{ path, expected, found, fix }];
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      const expected = values.length === 1 ? `"${values[0]}"` : `one of ${values.join(', ')}`;
      return [{ path, expected, found, fix: suggestion(String(issue.input), values) }];
    }
    case 'invalid_union':
      return describeUnion(issue, path, found);
    case 'invalid_key':
      return describeIssues(issue.issues as Issue[]).map((problem) => ({
        ...problem,
        path,
        found: `the key ${shown(name).replace(/^the text /, '')}`,
      }));
    case 'too_small':
      return [
        {
          path,
          expected: issue.origin === 'array' ? `at least ${issue.minimum} value` : `a number above 0`,
          found,
          fix: 'add what is missing or write a larger number',
        },
      ];
    case 'too_big':
      return [
        {
          path,
          expected:
            issue.origin === 'string' ? `at most ${issue.maximum} characters` : `at most ${issue.maximum}`,
          found,
          fix: 'write a shorter name or a smaller number',
        },
      ];
    default:
      return [
        {
          path,
          expected: issue.message,
          found,
          fix: issue.code === 'invalid_format' ? 'for example node_0' : '',
        },
      ];
  }
}

/** Of the ways in which the value may be written, speaks of the one that was meant. */
function describeUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  found: string,
): Problem[] {
  const meant = issue.errors
    .filter(
      (branch) =>
        !branch.some(({ code, path: at }) => at.length === 0 && /^invalid_(type|value)$/.test(code)),
    )
    .sort((a, b) => a.length - b.length)[0];
  if (meant) return describeIssues(meant, path);
  const name = String(path.at(-1) ?? '');
  if (issue.input === undefined) {
    return [{ path, expected: `${name}: ${issue.message}`, found, fix: `add ${name}` }];
  }
  return [{ path, expected: issue.message, found, fix: `write ${issue.message}` }];
}

/** The keys that the schema has for the mapping at a path. */
function knownKeys(path: Path): string[] {
  let schemas: unknown[] = [scenarioSchema];
  for (const key of path) schemas = schemas.flatMap(unwrap).flatMap((schema) => step(schema, key));
  return schemas
    .flatMap(unwrap)
    .flatMap((schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []));
}

function unwrap(schema: unknown): unknown[] {
  if (schema instanceof z.ZodOptional) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrap);
  return [schema];
}

function step(schema: unknown, key: string | number): unknown[] {
  if (schema instanceof z.ZodObject) return key in schema.shape ? [schema.shape[key]] : [];
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return [];
}
