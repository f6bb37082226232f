/** The scenario format as JSON Schema, for editors: with a description and an example of every key. */
import * as z from 'zod/mini';
import { scenarioSchema } from './format/schema.ts';
import { noteOf } from './key-notes.ts';

/** The part of JSON Schema that the format uses. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly [key: string]: unknown;
}

/**
 * The JSON Schema of scenario files.
 * @throws Error if a key has no note
 */
export function scenarioJsonSchema(): Schema {
  return described(z.toJSONSchema(scenarioSchema, { io: 'input' }) as Schema, '');
}

function described(schema: Schema, path: string): Schema {
  const { properties, items, additionalProperties, anyOf } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, each]) => [
          key,
          withNote(each, path === '' ? key : `${path}.${key}`),
        ]),
      ),
    }),
    ...(items && { items: described(items, `${path}[]`) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: described(additionalProperties, `${path}.*`),
    }),
    ...(anyOf && { anyOf: anyOf.map((each) => described(each, path)) }),
  };
}

function withNote(schema: Schema, path: string): Schema {
  const note = noteOf(path);
  if (note === null) throw new Error(`The key ${path} has no note.`);
  const [description, example] = note;
  return { description, ...described(schema, path), examples: [example] };
}
