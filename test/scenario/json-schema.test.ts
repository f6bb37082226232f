/** The JSON Schema that editors use: complete, and in agreement with the program. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.ts';
import { keyNotes } from '../../src/scenario/key-notes.ts';
import { shipped, sourceOf } from '../support/scenario.ts';

const schema = scenarioJsonSchema();
const ajv = new Ajv2020({ allErrors: true, strict: false });
const validate = ajv.compile(schema);

/** All keys with their schemas, and the paths of the keys. */
function* keysOf(
  at: unknown,
  path: readonly string[],
): Generator<{ path: string; schema: Record<string, unknown> }> {
  if (typeof at !== 'object' || at === null) return;
  for (const [name, each] of Object.entries(at)) {
    if (name === 'examples' || name === 'enum') continue;
    if (name === 'properties') {
      for (const [key, own] of Object.entries(each as Record<string, Record<string, unknown>>)) {
        yield { path: [...path, key].join('.'), schema: own };
        yield* keysOf(own, [...path, key]);
      }
    } else yield* keysOf(each, path);
  }
}

const keys = [...keysOf(schema, [])];

test('every key has a description and an example, and the example is valid', () => {
  expect(keys.length).toBeGreaterThan(130);
  for (const { path, schema: own } of keys) {
    expect(own.description, path).toMatch(/^[A-Z].*\.$/);
    // Where a key has several forms, the example has one of them.
    const forms = keys.filter((each) => each.path === path).map((each) => each.schema);
    const [example] = own.examples as [unknown];
    expect(ajv.compile({ anyOf: forms })(example), path).toBe(true);
  }
});

test('no note is about a key that does not exist', () => {
  const known = JSON.stringify(schema);
  for (const [path, [description]] of Object.entries(keyNotes))
    expect(known.includes(JSON.stringify(description)), path).toBe(true);
});

test.each(shipped)('%s is valid', (id) => {
  expect(validate(parse(sourceOf(id))), ajv.errorsText(validate.errors)).toBe(true);
});

test.each([
  ['an unknown key', 'lyers: []', '/'],
  [
    'an unknown activation',
    'layers: [{ name: h, activation: rel, nodes: { y: [1] } }]',
    '/layers/0/activation',
  ],
  ['a text for a number', 'order: first', '/order'],
  ['a list for a name', 'optimizer: { kind: [sgd], learning_rate: 1 }', '/optimizer/kind'],
  ['an epoch that is no number', 'training: { epochs: many }', '/training/epochs'],
])('%s is found at its place', (_what, text, place) => {
  const document = parse(`title: T\ninputs: [x]\ndata: [{ inputs: [1], target: 1 }]\n${text}\n`);
  expect(validate(document)).toBe(false);
  expect(validate.errors?.map(({ instancePath }) => instancePath || '/')).toContain(place);
});
