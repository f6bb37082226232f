/**
 * The scenario format: one schema for the parser and for the published JSON Schema. It defines the form of single
 * values. Rules that involve several values are in ../checks. Error messages here are in English and must fit after
 * both "expected" and "write"; schema-errors.ts translates them.
 */
import * as z from 'zod/mini';
import { activationNames } from '../../core/operations.ts';
import { languages, msg } from '../../i18n/translate.ts';
import type { Setting } from '../losses/common/setting.ts';
import { lossNames, lossSettings } from '../losses/losses.ts';
import { optimizerNames, optimizerSettings, optimizerWords } from '../optimizers/optimizers.ts';
import { definitionPattern, filePattern } from './definitions.ts';
import { pictureNames } from './picture-names.ts';
import { groups, initKinds, LARGEST_LAYER } from './scenario.ts';
import { name, seed, tableSchema } from './table-schema.ts';

const words = z.string().check(z.regex(/\S/, { error: msg('text that is not empty') }));
const otherLanguages = languages.filter((each) => each !== 'en');
const translations = Object.fromEntries(otherLanguages.map((each) => [each, z.optional(words)])) as Record<
  (typeof otherLanguages)[number],
  z.ZodMiniOptional<typeof words>
>;
const text = z.union([words, z.strictObject({ en: words, ...translations })], {
  error: msg('text, or { en: …, bn: … }'),
});
/** A number, or an array of them: a vector is a list, a matrix a list of its rows. */
export type Nested = number | readonly Nested[];

const positiveInteger = z.int().check(z.positive());
const numberOrList = z.union([z.number(), z.array(z.number()).check(z.minLength(1))], {
  error: msg('a number, or a list of numbers'),
});

const node = z.union(
  [
    z.array(z.number()).check(z.minLength(1)),
    z.strictObject({ weights: z.array(z.number()).check(z.minLength(1)), bias: z.optional(z.number()) }),
    z.strictObject({ from: z.string() }),
  ],
  { error: msg('a list of weights, or { weights: […], bias: … }, or { from: … }') },
);

const init = z.strictObject({
  kind: z.enum(initKinds),
  seed,
  /** For `uniform` the largest absolute value of a weight, for `normal` the standard deviation. */
  scale: z.optional(z.number().check(z.positive())),
});

/** The activations of layers. Softmax applies to all nodes of a layer together. */
const layerActivations = [...activationNames, 'softmax'] as const;

/** A layer with its nodes, or with a size and a rule for drawing the initial weights. */
const layer = z.strictObject({
  name,
  activation: z.optional(z.enum(layerActivations)),
  bias: z.optional(
    z.union([z.number(), z.boolean()], {
      error: msg('a number (in a layer given by its size: true or false)'),
    }),
  ),
  nodes: z.optional(z.record(name, node)),
  /** In training, values are set to 0 with probability `rate`. */
  dropout: z.optional(z.strictObject({ rate: z.number().check(z.positive(), z.lt(1)), seed })),
  size: z.optional(positiveInteger.check(z.maximum(LARGEST_LAYER))),
  init: z.optional(init),
});

/** A number, or lists of numbers nested up to four deep: a vector, a matrix … */
const nested = [1, 2, 3, 4].reduce<z.ZodMiniType<Nested>>(
  (inner) =>
    z.union([z.number(), z.array(inner).check(z.minLength(1))], {
      error: msg('a number, or a list of numbers'),
    }),
  z.number(),
);

const example = z.strictObject({
  inputs: z.array(nested),
  /** With several losses: by the names of the targets. */
  target: z.optional(
    z.union([nested, z.record(z.string(), nested)], { error: msg('a number, or a list of numbers') }),
  ),
});

const share = z.number().check(z.nonnegative(), z.lt(1));

const ranges: Readonly<Record<Setting['range'], z.ZodMiniNumber>> = {
  share,
  positive: z.number().check(z.positive()),
  'not negative': z.number().check(z.nonnegative()),
};

/** Settings of all losses or all optimizers. Which loss or optimizer has which is checked in ../checks. */
function settings(all: ReadonlyMap<string, Setting>): Record<never, z.ZodMiniOptional<z.ZodMiniNumber>> {
  return Object.fromEntries([...all].map(([key, { range }]) => [key, z.optional(ranges[range])]));
}

/** A weight for each output, which is a class. */
const classWeights = z.optional(z.array(z.number().check(z.nonnegative())).check(z.minLength(1)));

/** One of several losses. */
const listedLoss = z.strictObject({
  /** The values that are compared: a node, a layer or a formula. */
  of: z.string(),
  /** Left out: the value is itself the loss. */
  kind: z.optional(z.enum(lossNames)),
  /** The name of its targets, or of the values that it is compared with; left out: the name of what is compared. */
  target: z.optional(z.string()),
  weight: z.optional(z.number()),
  /** Its name in addresses; left out: the name of what is compared. */
  name: z.optional(name),
  ...settings(lossSettings),
  class_weights: classWeights,
});

/** The words of all optimizers. Which optimizer has which is checked in ../checks. */
const forms: Record<never, z.ZodMiniOptional<z.ZodMiniEnum>> = Object.fromEntries(
  [...optimizerWords].map(([key, allowed]) => [key, z.optional(z.enum(allowed))]),
);

/** The schedules that a warm-up may stand before. */
const laterSchedules = [
  z.strictObject({ kind: z.literal('step'), every: positiveInteger, factor: z.number().check(z.positive()) }),
  z.strictObject({ kind: z.literal('cosine'), epochs: z.optional(positiveInteger) }),
  z.strictObject({
    kind: z.literal('cosine_restarts'),
    epochs: positiveInteger,
    times: z.optional(positiveInteger),
  }),
] as const;

export const optimizerSchema = z.strictObject({
  kind: z.enum(optimizerNames),
  learning_rate: z.number(),
  /** Learning rates of layers, nodes and parameters, by their names. */
  learning_rates: z.optional(z.record(z.string(), z.number())),
  ...settings(optimizerSettings),
  ...forms,
  /** The largest gradient: its norm, or each of its numbers. */
  clip: z.optional(
    z.union(
      [
        z.strictObject({
          norm: z.number().check(z.positive()),
          epsilon: z.optional(z.number().check(z.nonnegative())),
        }),
        z.strictObject({ value: z.number().check(z.positive()) }),
      ],
      { error: msg('{ norm: … }, or { value: … }') },
    ),
  ),
  /** What is kept from updates before the run: their number, and values by address or by state. */
  start: z.optional(z.record(z.string(), z.number())),
  schedule: z.optional(
    z.union(
      [
        ...laterSchedules,
        z.strictObject({
          kind: z.literal('warmup'),
          epochs: positiveInteger,
          from: z.optional(z.number().check(z.nonnegative())),
          after: z.optional(
            z.union(laterSchedules, {
              error: msg('{ kind: step, … }, { kind: cosine } or { kind: cosine_restarts, … }'),
            }),
          ),
        }),
      ],
      {
        error: msg(
          '{ kind: step, every: …, factor: … }, { kind: cosine }, { kind: cosine_restarts, epochs: … }, or { kind: warmup, epochs: … }',
        ),
      },
    ),
  ),
});

const formula = z.string({ error: msg('a formula, for example x * y') });

/** Formulas that are computed several times: over the rows of a list, or a number of times. */
const repetition = z.catchall(
  z.object({
    repeat: z.strictObject({
      over: z.optional(z.string()),
      as: z.optional(name),
      times: z.optional(positiveInteger),
      carry: z.optional(
        z.record(name, z.union([z.string(), z.number()], { error: msg('a number, or the name of a value') })),
      ),
    }),
  }),
  formula,
);

/** The name and the parameters of a definition: `head(x, w)`. */
const definitionHead = z.string().check(
  z.regex(definitionPattern, {
    error: msg('a name with its parameters, for example head(x, w)'),
  }),
);

const variant = z.strictObject({ title: z.optional(text), set: z.record(z.string(), z.number()) });

export const scenarioSchema = z
  .strictObject({
    title: text,
    intro: z.optional(text),
    teaches: z.optional(text),
    group: z.optional(z.enum(groups)),
    order: z.optional(z.number()),
    /** The picture that it opens with. */
    picture: z.optional(z.enum(pictureNames)),
    inputs: z.array(name),
    layers: z.optional(z.array(layer).check(z.minLength(1))),
    /** Files of definitions, by their names: of the scenario's own folder `definitions`, or shipped ones. */
    use: z.optional(
      z.array(z.string().check(z.regex(filePattern, { error: msg('the name of a file of definitions') }))),
    ),
    /** Instead of layers: parameters that are learned, and formulas, evaluated in their order. */
    parameters: z.optional(z.record(name, nested)),
    define: z.optional(
      z.record(
        definitionHead,
        z.union([formula, z.record(name, formula)], { error: msg('a formula, or several with names') }),
      ),
    ),
    formulas: z.optional(
      z.record(name, z.union([formula, repetition], { error: msg('a formula, for example x * y') })),
    ),
    /** Values that formulas read and that are kept from batch to batch: after a batch, `next` is the new value. */
    keep: z.optional(z.record(name, z.strictObject({ start: nested, next: formula }))),
    data: z.union([z.array(example).check(z.minLength(1)), tableSchema], {
      error: msg('a list of examples, or { csv: …, inputs: […], target: … }'),
    }),
    loss: z.optional(
      z.union([z.enum(lossNames), z.array(listedLoss).check(z.minLength(1))], {
        error: msg('the name of a loss, or a list of losses: [{ of: y, kind: squared_error }, …]'),
      }),
    ),
    ...settings(lossSettings),
    class_weights: classWeights,
    reduction: z.optional(z.enum(['mean', 'sum'])),
    output_gradient: z.optional(numberOrList),
    input_gradients: z.optional(z.boolean()),
    optimizer: z.optional(optimizerSchema),
    frozen: z.optional(z.array(z.string())),
    training: z.optional(
      z.strictObject({
        epochs: z.optional(positiveInteger.check(z.maximum(1_000_000_000))),
        batch: z.optional(
          z.union([positiveInteger, z.literal('all')], { error: msg('a whole number, or all') }),
        ),
        /** Whether the formulas take all examples of a batch at once, as rows. */
        together: z.optional(z.boolean()),
        /** How many batches there are between two updates. */
        accumulate: z.optional(positiveInteger),
        finish: z.optional(z.enum(['loss'])),
        shuffle: z.optional(z.strictObject({ seed })),
      }),
    ),
    stop_after: z.optional(z.enum(['forward', 'loss', 'backward'])),
    variants: z.optional(z.record(name, variant)),
    notes: z.optional(z.array(z.strictObject({ at: z.string(), text }))),
    questions: z.optional(z.array(z.strictObject({ at: z.string(), ask: text }))),
  })
  .register(z.globalRegistry, { title: 'Backstep scenario' });

/** The content of a file, with the keys of the file. */
export type ScenarioDocument = z.infer<typeof scenarioSchema>;
export type ExampleDocument = z.infer<typeof example>;
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
