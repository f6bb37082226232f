/** The form of `data` that names a CSV file. As in schema.ts, messages must fit after both "expected" and "write". */
import * as z from 'zod';
import { msg } from '../../i18n/translate.ts';

/** Names appear in addresses and in columns of the screen, so they are ASCII without spaces. */
const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

export const name = z
  .string()
  .max(40)
  .regex(identifier, { error: msg('a name: letters, digits and _, not starting with a digit') });
export const seed = z.int().nonnegative();

const nameOrList = z.union([z.string(), z.array(z.string()).min(1)], {
  error: msg('the name of a column, or a list of them'),
});

/** The signs that a CSV file can have between cells, before decimals and between thousands. */
export const separators = [',', ';', '\t', '|'] as const;
const decimalSigns = ['.', ','] as const;
export const thousandsSigns = [',', '.', ' ', "'", '_'] as const;

/** A CSV file, or the file and how it is written. What is not given here is found in the file. */
const csv = z.union(
  [
    z.string(),
    z.strictObject({
      file: z.string(),
      separator: z.enum(separators).optional(),
      decimal: z.enum(decimalSigns).optional(),
      thousands: z.enum(thousandsSigns).optional(),
      /** The lines above the names of the columns. */
      skip: z.int().nonnegative().optional(),
      /** The names of the columns, if the file has none. */
      names: z.array(z.string()).min(1).optional(),
      /** Words and signs before or after numbers, which are left out. */
      units: z
        .array(z.string().regex(/^[^\d.,+-]*[^\s\d.,+-][^\d.,+-]*$/, { error: msg('a unit without digits') }))
        .min(1)
        .optional(),
      /** Whether 45% is 0.45 or 45. */
      percent: z.enum(['fraction', 'number']).optional(),
    }),
  ],
  { error: msg('the name of a CSV file, or { file: …, separator: … }') },
);

const fills = [z.enum(['drop', 'mean']), z.number()] as const;
const fill = z.union(fills, { error: msg('a number, or the word drop or mean') });

const category = z.string().regex(identifier, {
  error: msg('a name of letters, digits and _; for other texts a mapping: { new_york: "New York" }'),
});

/** Examples in a CSV file next to the scenario. */
export const tableSchema = z.strictObject({
  csv,
  /** The columns of the inputs; by default those with the names of the inputs. */
  inputs: z.array(z.string()).min(1).optional(),
  target: nameOrList.optional(),
  /** The texts in the target column. Each class has an output, whose target is 1 for this class and 0 otherwise. */
  classes: z.array(z.string()).min(1).optional(),
  /** The texts in columns of words, by column. Each category is an input: 1 for this category and 0 otherwise. */
  categories: z
    .record(
      z.string(),
      z.union([z.array(category).min(1), z.record(name, z.string())], {
        error: msg('a list of categories, or a mapping from names to texts'),
      }),
    )
    .optional(),
  /** What becomes of rows with missing cells: of all, or by column. */
  missing: z
    .union([...fills, z.record(z.string(), fill)], {
      error: msg('a number, the word drop or mean, or a mapping from columns to them'),
    })
    .optional(),
  standardize: z
    .union([z.boolean(), z.array(z.string()).min(1)], {
      error: msg('true, or a list of columns'),
    })
    .optional(),
  split: z.strictObject({ test: z.number().positive().lt(1), seed }).optional(),
});

export type TableDocument = z.infer<typeof tableSchema>;
