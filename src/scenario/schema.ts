/**
 * The scenario format: one schema, read by the parser, and the source of the published JSON Schema.
 * What a single value must look like is said here; how values must agree with each other is in check.ts.
 * A message of our own is worded so that it can follow both "expected" and "write"; it is translated in issues.ts.
 */
import * as z from 'zod';
import { activationNames } from '../core/ops.ts';
import { english } from '../language/translate.ts';
import { lossNames } from './losses.ts';

/** Names go into addresses and into columns of the screen: ASCII, no spaces. */
export const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

const name = z
  .string()
  .max(40)
  .regex(identifier, { error: english('a name: letters, digits and _, not beginning with a digit') });
const words = z.string().regex(/\S/, { error: english('a text that is not empty') });
const text = z.union([words, z.strictObject({ en: words, bn: words.optional() })], {
  error: english('a text, or { en: …, bn: … }'),
});
const positiveInteger = z.int().positive();
const numberOrList = z.union([z.number(), z.array(z.number()).min(1)], {
  error: english('a number, or a list of numbers'),
});

const node = z.union(
  [
    z.array(z.number()).min(1),
    z.strictObject({ weights: z.array(z.number()).min(1), bias: z.number().optional() }),
    z.strictObject({ from: z.string() }),
  ],
  { error: english('a list of weights, or { weights: […], bias: … }, or { from: … }') },
);

const layer = z.strictObject({
  name,
  activation: z.enum(activationNames).optional(),
  bias: z.number().optional(),
  nodes: z.record(name, node),
});

const example = z.strictObject({
  inputs: z.array(z.number()).min(1),
  target: numberOrList.optional(),
});

const variant = z.strictObject({ title: text.optional(), set: z.record(z.string(), z.number()) });

export const scenarioSchema = z
  .strictObject({
    title: text,
    intro: text.optional(),
    teaches: text.optional(),
    order: z.number().optional(),
    inputs: z.array(name).min(1),
    layers: z.array(layer).min(1),
    data: z.array(example).min(1),
    loss: z.enum(lossNames).optional(),
    reduction: z.enum(['mean', 'sum']).optional(),
    output_gradient: numberOrList.optional(),
    input_gradients: z.boolean().optional(),
    optimizer: z.strictObject({ kind: z.enum(['sgd']), learning_rate: z.number() }).optional(),
    frozen: z.array(z.string()).optional(),
    training: z
      .strictObject({
        epochs: positiveInteger.max(1_000_000_000).optional(),
        batch: z
          .union([positiveInteger, z.literal('all')], { error: english('a whole number, or all') })
          .optional(),
        finish: z.enum(['loss']).optional(),
      })
      .optional(),
    stop_after: z.enum(['forward', 'loss', 'backward']).optional(),
    variants: z.record(name, variant).optional(),
    notes: z.array(z.strictObject({ at: z.string(), text })).optional(),
    questions: z.array(z.strictObject({ at: z.string(), ask: text })).optional(),
  })
  .meta({ title: 'Backstep scenario' });

/** What the file says, with the file's own keys. */
export type ScenarioDocument = z.infer<typeof scenarioSchema>;
export type NodeDocument = z.infer<typeof node>;
export type TextDocument = z.infer<typeof text>;
