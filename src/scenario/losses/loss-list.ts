/** Several losses, as a document lists them: what each compares, and which targets the examples need for them. */
import { type LossName, lossNames } from './losses.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** What a loss compares its values with: targets of the examples, by their name; or values of the network. */
type Target =
  | { readonly kind: 'given'; readonly name: string }
  | { readonly kind: 'values'; readonly values: readonly string[] };

/** A loss of the list, as far as it can be recognized. */
export interface ListedLoss {
  readonly raw: Mapping;
  readonly name: string;
  /** Null if its value is itself the loss. */
  readonly kind: LossName | null;
  /** The values that it compares; null if there are none with this name. */
  readonly of: readonly string[] | null;
  /** Null if it compares nothing. */
  readonly target: Target | null;
}

export interface LossList {
  readonly losses: readonly ListedLoss[];
  /** The targets that the examples need, in the order of the losses that use them first. */
  readonly targets: readonly { readonly name: string; readonly count: number }[];
  /** The loss whose values are the outputs: the first one that compares some with targets of the examples. */
  readonly main: ListedLoss | null;
  /** Whether it is one loss for each row of examples that are taken together: its targets have no names in the file. */
  readonly isOfRows: boolean;
}

/** One loss for each example of those that are taken together. @param rows the outputs of each */
export function rowLosses(raw: Mapping, rows: readonly (readonly string[])[]): LossList {
  const kind = lossNames.find((name) => name === raw.loss) ?? null;
  const losses = rows.map(
    (of, row): ListedLoss => ({
      raw,
      name: String(row),
      kind,
      of,
      target: { kind: 'given', name: String(row) },
    }),
  );
  const targets = rows.map((of, row) => ({ name: String(row), count: of.length }));
  return { losses, targets, main: null, isOfRows: true };
}

/**
 * Reads a list of losses.
 *
 * @param valuesOf the numbers that a name stands for; null if it stands for none
 * @param written the names of the targets of the first example
 */
export function readLossList(
  list: readonly unknown[],
  valuesOf: (name: string) => readonly string[] | null,
  written: readonly string[],
): LossList {
  const mappings = list.map(
    (each): Mapping => (typeof each === 'object' && each !== null ? (each as Mapping) : {}),
  );
  const compares = ({ kind }: Mapping) => kind !== undefined;
  const own = mappings.filter((each) => compares(each) && each.target === undefined);
  // A target of the examples comes before a value with the same name.
  const given = new Set([...written, ...own.map(({ of }) => String(of))]);
  const targetOf = (raw: Mapping): Target | null => {
    if (!compares(raw)) return null;
    const name = String(raw.target ?? raw.of);
    const values = given.has(name) ? null : valuesOf(name);
    return values === null ? { kind: 'given', name } : { kind: 'values', values };
  };
  const losses = mappings.map(
    (raw): ListedLoss => ({
      raw,
      name: String(raw.name ?? raw.of),
      kind: lossNames.find((name) => name === raw.kind) ?? null,
      of: typeof raw.of === 'string' ? valuesOf(raw.of) : null,
      target: targetOf(raw),
    }),
  );
  const targets = new Map<string, number>();
  for (const { target, of } of losses) {
    if (target?.kind === 'given' && !targets.has(target.name)) targets.set(target.name, of?.length ?? 1);
  }
  return {
    losses,
    targets: [...targets].map(([name, count]) => ({ name, count })),
    main: losses.find(({ target }) => target?.kind === 'given') ?? null,
    isOfRows: false,
  };
}

/** The name of each number of the targets: `y`, `aux[0]`, `aux[1]`. */
export function targetNames(targets: LossList['targets']): string[] {
  return targets.flatMap(({ name, count }) =>
    count === 1 ? [name] : Array.from({ length: count }, (_each, index) => `${name}[${index}]`),
  );
}
