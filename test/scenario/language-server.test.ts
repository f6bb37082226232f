/** Scenario files in an editor: the language server for YAML completes and checks them by the published schema. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { activationNames } from '../../src/core/operations.ts';
import { schemaAddress } from '../../src/new/new.ts';
import { pictureNames } from '../../src/scenario/format/picture-names.ts';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.ts';
import { lossNames } from '../../src/scenario/losses/losses.ts';
import { optimizerNames } from '../../src/scenario/optimizers/optimizers.ts';
import { oneWeight, scratch } from '../support/backstep.ts';
import { type Fault, startLanguageServer } from '../support/language-server.ts';
import { shipped, sourceOf } from '../support/scenario.ts';

const files = scratch();
const schema = scenarioJsonSchema();
const scenarios = fileURLToPath(new URL('../../scenarios/', import.meta.url));
const schemaFile = fileURLToPath(new URL('../../dist/scenario.schema.json', import.meta.url));

let server: Awaited<ReturnType<typeof startLanguageServer>>;
beforeAll(async () => {
  server = await startLanguageServer(scenarios);
});
afterAll(() => server.stop());

/** A file beside the shipped scenarios that is only open in the editor. */
const besideShipped = path.join(scenarios, 'not-saved.yaml');
const FIRST = '# yaml-language-server: $schema=../dist/scenario.schema.json\n';

/** `5:12 message`, counted from 1. */
const told = ({ message, range: { start } }: Fault) => `${start.line + 1}:${start.character + 1} ${message}`;

/** The text without its mark `|`, and where that was. */
function marked(text: string) {
  const before = text.slice(0, text.indexOf('|')).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { text: text.replace('|', ''), position };
}

async function completions(text: string): Promise<string[]> {
  const { text: whole, position } = marked(FIRST + text);
  await server.faultsOf(besideShipped, whole);
  return [...(await server.completionsAt(besideShipped, position)).keys()];
}

test('no shipped scenario has a fault, and each is checked: a wrong key at its end is the only one', async () => {
  const found = await Promise.all(
    shipped.map(async (name) => {
      const text = sourceOf(name);
      const faults = await server.faultsOf(path.join(scenarios, `${name}.yaml`), `${text}no_such_key: 1\n`);
      return [
        name,
        faults.map(told),
        `${text.split('\n').length}:1 Property no_such_key is not allowed.`,
      ] as const;
    }),
  );
  expect(found.length).toBeGreaterThan(25);
  for (const [name, faults, wanted] of found) expect([name, faults]).toEqual([name, [wanted]]);
});

test('five faults, each at its place', async () => {
  const text = `${FIRST}title: Five faults
inputs: x
layers:
  - { name: output, activation: rleu, nodes: { y: [one] } }
data:
  - { inputs: [2], target: 3 }
loss: squared_error
optimizer: { kind: sgd, learning_rate: fast }
training: { epoch: 3 }
`;
  const faults = await server.faultsOf(besideShipped, text);
  expect(faults.map(told).sort()).toEqual([
    expect.stringMatching(/^10:13 Property epoch is not allowed/),
    expect.stringMatching(/^3:9 Incorrect type\. Expected "array"/),
    expect.stringMatching(/^5:33 Value is not accepted\. Valid values: .*"relu"/),
    expect.stringMatching(/^5:52 Incorrect type\. Expected "number"/),
    expect.stringMatching(/^9:40 Incorrect type\. Expected "number"/),
  ]);
});

test('keys are completed, each with its description', async () => {
  expect(await completions('title: Keys\n|\n')).toEqual(
    expect.arrayContaining(['inputs', 'layers', 'formulas', 'data', 'loss', 'optimizer', 'training']),
  );
  expect(await completions('title: Keys\noptimizer:\n  |\n')).toEqual(
    expect.arrayContaining(['kind', 'learning_rate', 'schedule']),
  );
  const { text, position } = marked(`${FIRST}title: Keys\n|\ntraining:\n  epochs: 2\n`);
  await server.faultsOf(besideShipped, text);
  const found = await server.completionsAt(besideShipped, position);
  const notes = schema.properties as Readonly<Record<string, { readonly description: string }>>;
  for (const key of ['inputs', 'loss', 'variants'])
    expect(JSON.stringify(found.get(key)?.documentation)).toContain(notes[key]?.description);
  expect(found.has('title')).toBe(false);
  expect(await server.helpAt(besideShipped, { line: 3, character: 2 })).toContain(
    notes.training?.description,
  );
});

test('words are completed', async () => {
  expect(await completions('title: Words\nloss: |\n')).toEqual(expect.arrayContaining([...lossNames]));
  expect(await completions('title: Words\npicture: |\n')).toEqual(expect.arrayContaining([...pictureNames]));
  expect(await completions('title: Words\noptimizer:\n  kind: |\n')).toEqual(
    expect.arrayContaining([...optimizerNames]),
  );
  expect(await completions('title: Words\nlayers:\n  - name: a\n    activation: |\n')).toEqual(
    expect.arrayContaining([...activationNames]),
  );
});

test('a file elsewhere finds the schema by the address that a new scenario has', async () => {
  const file = files.at('elsewhere.yaml');
  const first = `# yaml-language-server: $schema=${schemaAddress(file, schemaFile)}\n`;
  const text = first + oneWeight().replace('inputs: [x]', 'inputs: x');
  expect((await server.faultsOf(file, text)).map(told)).toEqual([
    expect.stringMatching(/^3:9 Incorrect type/),
  ]);
});
