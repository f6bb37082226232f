/**
 * The scenario format: one schema for the parser and for the published JSON Schema. It defines the form of single
 * values. Rules that involve several values are in ../checks. Error messages here are in English and must fit after
 * both "expected" and "write"; schema-errors.ts translates them.
 */
import * as z from 'zod';
import { activationNames } from '../../core/operations.ts';
import { languages, msg } from '../../i18n/translate.ts';
import type { Setting } from '../losses/common/setting.ts';
import { lossNames, lossSettings } from '../losses/losses.ts';
import { optimizerNames, optimizerSettings, optimizerWords } from '../optimizers/optimizers.ts';
import { definitionPattern } from './definitions.ts';
import { pictureNames } from './picture-names.ts';
import { groups, LARGEST_LAYER } from './scenario.ts';
import { name, seed, tableSchema } from './table-schema.ts';

const words = z.string().regex(/\S/, { error: msg('text that is not empty') });
const otherLanguages = languages.filter((each) => each !== 'en');
const translations = Object.fromEntries(otherLanguages.map((each) => [each, words.optional()])) as Record<
  (typeof otherLanguages)[number],
  z.ZodOptional<typeof words>
>;
const text = z.union([words, z.strictObject({ en: words, ...translations })], {
  error: msg('text, or { en: …, bn: … }'),
});
/** A number, or an array of them: a vector is a list, a matrix a list of its rows. */
export type Nested = number | readonly Nested[];

const positiveInteger = z.int().positive();
const numberOrList = z.union([z.number(), z.array(z.number()).min(1)], {
  error: msg('a number, or a list of numbers'),
});

const node = z.union(
  [
    z.array(z.number()).min(1),
    z.strictObject({ weights: z.array(z.number()).min(1), bias: z.number().optional() }),
    z.strictObject({ from: z.string() }),
  ],
  { error: msg('a list of weights, or { weights: […], bias: … }, or { from: … }') },
);

const init = z.strictObject({
  kind: z.enum(['uniform', 'normal', 'xavier', 'he']),
  seed,
  /** For `uniform` the largest absolute value of a weight, for `normal` the standard deviation. */
  scale: z.number().positive().optional(),
});

/** The activations of layers. Softmax applies to all nodes of a layer together. */
const layerActivations = [...activationNames, 'softmax'] as const;

/** A layer with its nodes, or with a size and a rule for drawing the initial weights. */
const layer = z.strictObject({
  name,
  activation: z.enum(layerActivations).optional(),
  bias: z
    .union([z.number(), z.boolean()], {
      error: msg('a number (in a layer given by its size: true or false)'),
    })
    .optional(),
  nodes: z.record(name, node).optional(),
  /** In training, values are set to 0 with probability `rate`. */
  dropout: z.strictObject({ rate: z.number().positive().lt(1), seed }).optional(),
  size: positiveInteger.max(LARGEST_LAYER).optional(),
  init: init.optional(),
});

/** A number, or lists of numbers nested up to four deep: a vector, a matrix … */
const nested = [1, 2, 3, 4].reduce<z.ZodType<Nested>>(
  (inner) => z.union([z.number(), z.array(inner).min(1)], { error: msg('a number, or a list of numbers') }),
  z.number(),
);

const example = z.strictObject({
  inputs: z.array(nested),
  /** With several losses: by the names of the targets. */
  target: z
    .union([nested, z.record(z.string(), nested)], { error: msg('a number, or a list of numbers') })
    .optional(),
});

const share = z.number().nonnegative().lt(1);

const ranges: Readonly<Record<Setting['range'], z.ZodNumber>> = {
  share,
  positive: z.number().positive(),
  'not negative': z.number().nonnegative(),
};

/** Settings of all losses or all optimizers. Which loss or optimizer has which is checked in ../checks. */
function settings(all: ReadonlyMap<string, Setting>): Record<never, z.ZodNumber> {
  return Object.fromEntries([...all].map(([key, { range }]) => [key, ranges[range].optional()]));
}

/** A weight for each output, which is a class. */
const classWeights = z.array(z.number().nonnegative()).min(1).optional();

/** One of several losses. */
const listedLoss = z.strictObject({
  /** The values that are compared: a node, a layer or a formula. */
  of: z.string(),
  /** Left out: the value is itself the loss. */
  kind: z.enum(lossNames).optional(),
  /** The name of its targets, or of the values that it is compared with; left out: the name of what is compared. */
  target: z.string().optional(),
  weight: z.number().optional(),
  /** Its name in addresses; left out: the name of what is compared. */
  name: name.optional(),
  ...settings(lossSettings),
  class_weights: classWeights,
});

/** The words of all optimizers. Which optimizer has which is checked in ../checks. */
const forms: Record<never, z.ZodOptional<z.ZodEnum>> = Object.fromEntries(
  [...optimizerWords].map(([key, allowed]) => [key, z.enum(allowed).optional()]),
);

/** The schedules that a warm-up may stand before. */
const laterSchedules = [
  z.strictObject({ kind: z.literal('step'), every: positiveInteger, factor: z.number().positive() }),
  z.strictObject({ kind: z.literal('cosine'), epochs: positiveInteger.optional() }),
  z.strictObject({
    kind: z.literal('cosine_restarts'),
    epochs: positiveInteger,
    times: positiveInteger.optional(),
  }),
] as const;

export const optimizerSchema = z.strictObject({
  kind: z.enum(optimizerNames),
  learning_rate: z.number(),
  /** Learning rates of layers, nodes and parameters, by their names. */
  learning_rates: z.record(z.string(), z.number()).optional(),
  ...settings(optimizerSettings),
  ...forms,
  /** The largest gradient: its norm, or each of its numbers. */
  clip: z
    .union(
      [
        z.strictObject({ norm: z.number().positive(), epsilon: z.number().nonnegative().optional() }),
        z.strictObject({ value: z.number().positive() }),
      ],
      { error: msg('{ norm: … }, or { value: … }') },
    )
    .optional(),
  /** What is kept from updates before the run: their number, and values by address or by state. */
  start: z.record(z.string(), z.number()).optional(),
  schedule: z
    .union(
      [
        ...laterSchedules,
        z.strictObject({
          kind: z.literal('warmup'),
          epochs: positiveInteger,
          from: z.number().nonnegative().optional(),
          after: z
            .union(laterSchedules, {
              error: msg('{ kind: step, … }, { kind: cosine } or { kind: cosine_restarts, … }'),
            })
            .optional(),
        }),
      ],
      {
        error: msg(
          '{ kind: step, every: …, factor: … }, { kind: cosine }, { kind: cosine_restarts, epochs: … }, or { kind: warmup, epochs: … }',
        ),
      },
    )
    .optional(),
});

const formula = z.string({ error: msg('a formula, for example x * y') });

/** Formulas that are computed several times: over the rows of a list, or a number of times. */
const repetition = z
  .object({
    repeat: z.strictObject({
      over: z.string().optional(),
      as: name.optional(),
      times: positiveInteger.optional(),
      carry: z.record(name, z.union([z.string(), z.number()])).optional(),
    }),
  })
  .catchall(formula);

/** The name and the parameters of a definition: `head(x, w)`. */
const definitionHead = z.string().regex(definitionPattern, {
  error: msg('a name with its parameters, for example head(x, w)'),
});

const variant = z.strictObject({ title: text.optional(), set: z.record(z.string(), z.number()) });

export const scenarioSchema = z
  .strictObject({
    title: text,
    intro: text.optional(),
    teaches: text.optional(),
    group: z.enum(groups).optional(),
    order: z.number().optional(),
    /** The picture that it opens with. */
    picture: z.enum(pictureNames).optional(),
    inputs: z.array(name),
    layers: z.array(layer).min(1).optional(),
    /** Files of definitions, by their names: of the scenario's own folder `definitions`, or shipped ones. */
    use: z
      .array(z.string().regex(/^\w[\w-]*$/, { error: msg('the name of a file of definitions') }))
      .optional(),
    /** Instead of layers: parameters that are learned, and formulas, evaluated in their order. */
    parameters: z.record(name, nested).optional(),
    define: z
      .record(
        definitionHead,
        z.union([formula, z.record(name, formula)], { error: msg('a formula, or several with names') }),
      )
      .optional(),
    formulas: z
      .record(name, z.union([formula, repetition], { error: msg('a formula, for example x * y') }))
      .optional(),
    data: z.union([z.array(example).min(1), tableSchema], {
      error: msg('a list of examples, or { csv: …, inputs: […], target: … }'),
    }),
    loss: z
      .union([z.enum(lossNames), z.array(listedLoss).min(1)], {
        error: msg('the name of a loss, or a list of losses: [{ of: y, kind: squared_error }, …]'),
      })
      .optional(),
    ...settings(lossSettings),
    class_weights: classWeights,
    reduction: z.enum(['mean', 'sum']).optional(),
    output_gradient: numberOrList.optional(),
    input_gradients: z.boolean().optional(),
    optimizer: optimizerSchema.optional(),
    frozen: z.array(z.string()).optional(),
    training: z
      .strictObject({
        epochs: positiveInteger.max(1_000_000_000).optional(),
        batch: z
          .union([positiveInteger, z.literal('all')], { error: msg('a whole number, or all') })
          .optional(),
        finish: z.enum(['loss']).optional(),
        shuffle: z.strictObject({ seed }).optional(),
      })
      .optional(),
    stop_after: z.enum(['forward', 'loss', 'backward']).optional(),
    variants: z.record(name, variant).optional(),
    notes: z.array(z.strictObject({ at: z.string(), text })).optional(),
    questions: z.array(z.strictObject({ at: z.string(), ask: text })).optional(),
  })
  .meta({ title: 'Backstep scenario' });

/** The content of a file, with the keys of the file. */
export type ScenarioDocument = z.infer<typeof scenarioSchema>;
export type ExampleDocument = z.infer<typeof example>;
export type InitDocument = z.infer<typeof init>;
export type OptimizerDocument = z.infer<typeof optimizerSchema>;
export type ScheduleDocument = NonNullable<OptimizerDocument['schedule']>;

/** A setting of the loss or the optimizer, by its key; undefined if it is not in the file. */
export function settingOf(document: ScenarioDocument | OptimizerDocument, key: string): number | undefined {
  return (document as Readonly<Record<string, unknown>>)[key] as number | undefined;
}

/** The word of a form of the optimizer, by its key; undefined if it is not in the file. */
export function formOf(document: OptimizerDocument, key: string): string | undefined {
  return (document as Readonly<Record<string, unknown>>)[key] as string | undefined;
}
export type NodeDocument = z.infer<typeof node>;
export type TextDocument = z.infer<typeof text>;
