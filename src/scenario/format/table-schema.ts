/** The form of `data` that names a CSV file. As in schema.ts, messages must fit after both "expected" and "write". */
import * as z from 'zod/mini';
import { msg } from '../../i18n/translate.ts';

/** Names appear in addresses and in columns of the screen, so they are ASCII without spaces. */
export const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

export const name = z
  .string()
  .check(
    z.maxLength(40),
    z.regex(identifier, { error: msg('a name: letters, digits and _, not starting with a digit') }),
  );
export const seed = z.int().check(z.nonnegative());

const nameOrList = z.union([z.string(), z.array(z.string()).check(z.minLength(1))], {
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
      separator: z.optional(z.enum(separators)),
      decimal: z.optional(z.enum(decimalSigns)),
      thousands: z.optional(z.enum(thousandsSigns)),
      /** The lines above the names of the columns. */
      skip: z.optional(z.int().check(z.nonnegative())),
      /** The names of the columns, if the file has none. */
      names: z.optional(z.array(z.string()).check(z.minLength(1))),
      /** Words and signs before or after numbers, which are left out. */
      units: z.optional(
        z
          .array(
            z.string().check(
              z.regex(/^[^\d.,+-]*[^\s\d.,+-][^.,+-]*$/, {
                error: msg('a unit, which starts with no digit'),
              }),
            ),
          )
          .check(z.minLength(1)),
      ),
      /** Whether 45% is 0.45 or 45. */
      percent: z.optional(z.enum(['fraction', 'number'])),
    }),
  ],
  { error: msg('the name of a CSV file, or { file: …, separator: … }') },
);

const fills = [z.enum(['drop', 'mean']), z.number()] as const;
const fill = z.union(fills, { error: msg('a number, or the word drop or mean') });

const category = z.string().check(
  z.regex(identifier, {
    error: msg('a name of letters, digits and _; for other texts a mapping: { new_york: "New York" }'),
  }),
);

/** Examples in a CSV file next to the scenario. */
export const tableSchema = z.strictObject({
  csv,
  /** The columns of the inputs; by default those with the names of the inputs. */
  inputs: z.optional(z.array(z.string()).check(z.minLength(1))),
  target: z.optional(nameOrList),
  /** The texts in the target column. Each class has an output, whose target is 1 for this class and 0 otherwise. */
  classes: z.optional(z.array(z.string()).check(z.minLength(1))),
  /** The texts in columns of words, by column. Each category is an input: 1 for this category and 0 otherwise. */
  categories: z.optional(
    z.record(
      z.string(),
      z.union([z.array(category).check(z.minLength(1)), z.record(name, z.string())], {
        error: msg('a list of categories, or a mapping from names to texts'),
      }),
    ),
  ),
  /** What becomes of rows with missing cells: of all, or by column. */
  missing: z.optional(
    z.union([...fills, z.record(z.string(), fill)], {
      error: msg('a number, the word drop or mean, or a mapping from columns to them'),
    }),
  ),
  standardize: z.optional(
    z.union([z.boolean(), z.array(z.string()).check(z.minLength(1))], {
      error: msg('true, or a list of columns'),
    }),
  ),
  split: z.optional(z.strictObject({ test: z.number().check(z.positive(), z.lt(1)), seed })),
});

export type TableDocument = z.infer<typeof tableSchema>;
