/** One mistake in a formula is one error: nothing is said of what uses the formula. */
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { diagnosticText } from '../../src/diagnostics/diagnostic.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { besideShipped, parse, shipped, sourceOf } from '../support/scenario.ts';

type Formulas = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;

const documents = shipped
  .map((id) => [id, parseYaml(sourceOf(id)) as { readonly formulas?: Formulas }] as const)
  .flatMap(([id, document]) => (document.formulas ? [[id, document, document.formulas] as const] : []));

function errorsOf(document: object): string[] {
  const source = JSON.stringify(document);
  const read = parseScenario(source, besideShipped);
  return read.ok ? [] : read.diagnostics.map((each) => diagnosticText('', source, each));
}

/** The formulas with one of them changed, for each that is a text: of a repetition each of its own. */
function changed(formulas: Formulas, change: (text: string) => string): [string, Formulas][] {
  return Object.entries(formulas).flatMap(([name, value]): [string, Formulas][] =>
    typeof value === 'string'
      ? [[name, { ...formulas, [name]: change(value) }]]
      : Object.entries(value).flatMap(([key, text]): [string, Formulas][] =>
          typeof text === 'string'
            ? [[`${name}.${key}`, { ...formulas, [name]: { ...value, [key]: change(text) } }]]
            : [],
        ),
  );
}

describe.each(documents)('%s', (_id, document, formulas) => {
  test.each([
    ['a name that nothing has', (text: string) => `${text} + nothing_like_it`],
    ['a sign too many', (text: string) => `${text} *`],
  ])('%s in any formula is the one error', (_mistake, change) => {
    expect(errorsOf(document)).toEqual([]);
    for (const [name, formulas_] of changed(formulas, change)) {
      const errors = errorsOf({ ...document, formulas: formulas_ });
      expect(errors, name).toEqual([expect.stringContaining(`formulas.${name}: `)]);
    }
  });
});

test('errors of formulas that do not follow from each other are all told', () => {
  const formulas = { a: 'x + nothing', b: 'a * nobody', c: 'a + 1', d: 'x[3] + c' };
  const errors = errorsOf({
    title: 't',
    inputs: ['x'],
    formulas,
    data: [{ inputs: [1], target: 2 }],
    loss: 'squared_error',
  });
  expect(errors).toHaveLength(3);
  expect(errors[0]).toContain('formulas.a: ');
  expect(errors[1]).toContain('formulas.b: ');
  // x is a single number.
  expect(errors[2]).toContain('formulas.d: ');
});

test('what a repetition computes is called in formulas as it is shown', () => {
  const scenario = parse(
    JSON.stringify({
      title: 't',
      inputs: ['x'],
      parameters: { w: [0.5, 2] },
      formulas: {
        r: { repeat: { over: 'x', as: 'now', carry: { h: '[0, 0]' } }, h: 'w * now + h' },
        first: 'r[0].h[1]',
        later: 'sum(r[2].h) + r.h[1][0]',
      },
      data: [{ inputs: [[1, 2, 3]] }],
    }),
  );
  const session = new Session(scenario);
  session.seek(session.total);
  // h = 0.5 and 2 times 1, 3 and 6.
  expect([session.read('first'), session.read('later')]).toEqual([2, 3 + 12 + 1.5]);
});

describe('a formula with a comma within { }', () => {
  const errorsIn = (formulas: string) => {
    const source = `title: t\ninputs: [x]\nparameters: { w: [1, 2] }\nformulas: ${formulas}\ndata: [{ inputs: [1], target: 2 }]\nloss: squared_error\n`;
    const read = parseScenario(source);
    return read.ok ? [] : read.diagnostics.map(({ line, path, fix }) => [line, path, fix]);
  };

  test.each([
    ['{ y: dot(w, w) * x }', 'dot(w, w) * x'],
    ['{ y: 0.2 * mean(w, axis=0) + x }', '0.2 * mean(w, axis=0) + x'],
    ['{ y: max(x, min(x, 2), 3) }', 'max(x, min(x, 2), 3)'],
  ])('%s needs quotes, and nothing else is said', (formulas, whole) => {
    expect(errorsIn(formulas)).toEqual([[4, 'formulas.y', `write "${whole}"`]]);
    expect(errorsIn(formulas.replace(whole, `"${whole}"`))).toEqual([]);
  });

  test('each is told, and what is no formula is told as before', () => {
    const errors = errorsIn('{ a: max(x, 1), b: min(a, 2), y: a + b }');
    expect(errors.map(([, path]) => path)).toEqual(['formulas.a', 'formulas.b']);
    expect(errorsIn('{ y: max(x, z: 1 }')).not.toContainEqual(expect.arrayContaining(['write "max(x, z"']));
  });
});
