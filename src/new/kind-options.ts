/** The options for a new scenario, and which of them one of a kind can have. */
import { describeValue } from '../diagnostics/diagnostic.ts';
import { listChoices, suggestion } from '../diagnostics/suggestion.ts';
import { t } from '../i18n/translate.ts';
import { cliError } from '../print/faults.ts';
import type { Answer, Kind } from './answers.ts';
import { type Column, usableIn } from './columns.ts';

/** What the command line can answer, as it is typed. */
export interface NewOptions {
  readonly title?: string;
  readonly kind?: string;
  readonly csv?: string;
  readonly target?: string;
  readonly inputs?: string;
  readonly hidden?: string;
  readonly activation?: string;
  readonly outputs?: string;
  readonly loss?: string;
  readonly optimizer?: string;
  readonly learningRate?: string;
  readonly epochs?: string;
  readonly example?: readonly string[];
}

interface Limit {
  readonly flag: string;
  readonly kinds: readonly Kind[];
  /** Why the other kinds do not have it. */
  readonly why: () => string;
}

const inTable = () => t`only a table has it`;

/** The options that not every kind has. */
const limits: Partial<Record<keyof NewOptions, Limit>> = {
  csv: { flag: '--csv', kinds: ['table'], why: inTable },
  target: { flag: '--target', kinds: ['table'], why: inTable },
  hidden: { flag: '--hidden', kinds: ['network', 'table'], why: () => t`formulas have no layers` },
  outputs: {
    flag: '--outputs',
    kinds: ['network'],
    why: () => t`formulas have one output, and a table has one, or one for each class`,
  },
  example: {
    flag: '--example',
    kinds: ['network', 'formulas'],
    why: () => t`the examples of a table are the rows of its file`,
  },
};

/** @throws CliError if there is an option that scenarios of this kind do not have */
export function checkOptions(options: NewOptions, kind: Kind): void {
  for (const key of Object.keys(limits) as (keyof NewOptions)[]) {
    const { flag, kinds, why } = limits[key] as Limit;
    if (options[key] === undefined || kinds.includes(kind)) continue;
    const given = options[key];
    const found = describeValue(typeof given === 'string' ? given : given[0]);
    throw cliError(
      flag,
      t`no such option for a scenario of the kind ${kind}`,
      found,
      t`leave it out: ${why()}`,
    );
  }
}

/** @throws CliError if an activation function is given, and there is nothing that has it */
export function checkActivation({ activation }: NewOptions, hidden: readonly number[]): void {
  if (activation === undefined || hidden.length > 0) return;
  const fix = t`leave it out, or give the nodes of hidden layers: --hidden 3`;
  throw cliError('--activation', t`no such option without a hidden layer`, describeValue(activation), fix);
}

/** The columns of a table that are its inputs, from their names. */
export function readColumns(
  text: string,
  columns: readonly Column[],
  target: Column,
): Answer<readonly Column[]> {
  const usable = usableIn(columns);
  const possible = usable.filter((column) => column !== target);
  const names = possible.map(({ name }) => name);
  const isKnown = (name: string) => columns.some((column) => column.name === name);
  const parts = text.split(',').map((part) => part.trim());
  // A name can have spaces in it; otherwise spaces part names, too.
  const wanted = parts.every(isKnown) ? parts : text.split(/[\s,]+/).filter(Boolean);
  const bad = (expected: string, fix: string) => ({ ok: false, expected, fix }) as const;
  const unknown = wanted.find((name) => !isKnown(name));
  if (wanted.length === 0 || unknown !== undefined)
    return bad(t`names of columns with numbers or words`, suggestion(unknown ?? '', names));
  const unusable = columns.find((column) => wanted.includes(column.name) && !usable.includes(column));
  if (unusable)
    return bad(
      t`columns of numbers or words, and ${unusable.name} has ${unusable.lack ?? ''}`,
      listChoices(names),
    );
  if (wanted.includes(target.name)) return bad(t`columns other than the target`, listChoices(names));
  const chosen = [...new Set(wanted)].map((wantedName) => possible.find(({ name }) => name === wantedName));
  return { ok: true, value: chosen as Column[] };
}
