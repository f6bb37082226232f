/**
 * The formulas of a document, with calls of its definitions and its repetitions taken apart: each formula in them is one
 * of the scenario, with a name of its own.
 */
import type { Path } from '../../diagnostics/diagnostic.ts';
import { MOST_SHOWN } from '../../diagnostics/shown.ts';
import { type ExpressionFault, SyntaxFault } from '../../expression/addresses.ts';
import {
  namedTerms,
  type Shape,
  ShapeFault,
  single,
  type Terms,
  TermWriter,
} from '../../expression/arrays/terms.ts';
import { parseFormula } from '../../expression/formula.ts';
import {
  type Called,
  type Definitions,
  KnownValues,
  type ParsedFormula,
} from '../../expression/known-values.ts';
import { t } from '../../i18n/translate.ts';
import { type Definition, definitionsOf, usedDefinitions } from '../format/definitions.ts';
import type { TurnList } from '../format/scenario.ts';
import type { Mapping } from '../yaml/mapping.ts';
import { isRepetition, type RepetitionReader, readRepetition, type Source } from './repetitions.ts';

export interface OutlineFormula {
  readonly name: string;
  readonly raw: unknown;
  /** Where its text is in the document: in the formulas, in a definition, or in a repetition. */
  readonly path: Path;
  /** The call or the turn of a repetition that it belongs to; null if it stands alone. */
  readonly frame: string | null;
  /** Whether it is part of a call or of a repetition: then its name is not written in the document. */
  readonly isInner: boolean;
  /** Null if it is not a text. */
  readonly parsed: ParsedFormula | null;
  /** The fix for its fault; empty if there is none, and for faults that are only counted. */
  readonly fix: string;
}

/** The formula that is read at present. */
interface Context {
  readonly name: string;
  readonly frame: string | null;
  /** How often it has called each definition; null if there are none. */
  readonly calls: Map<string, number> | null;
}

/**
 * The formulas in the order in which they are computed, those of the next kept values, which can use all of them, and
 * the number of all operations.
 */
export function readFormulas(
  raw: Mapping,
  given: readonly { readonly name: string; readonly shape: Shape }[],
): {
  readonly formulas: readonly OutlineFormula[];
  readonly nexts: readonly OutlineFormula[];
  readonly lists: readonly TurnList[];
  readonly operations: number;
} {
  const formulas = Object.entries((raw.formulas ?? {}) as Mapping);
  // A word that is the name of anything in the scenario is not a constant.
  const taken = new Set([
    ...given.map(({ name }) => name),
    ...formulas.flatMap(([name, value]) => [name, ...(isRepetition(value) ? Object.keys(value) : [])]),
  ]);
  const used = (raw as { readonly [usedDefinitions]?: readonly Definition[] })[usedDefinitions] ?? [];
  const reader = new FormulaReader([...used, ...definitionsOf(raw.define)], taken);
  for (const { name, shape } of given) reader.known.add(name, shape);
  for (const [name, value] of formulas) reader.read(name, value);
  const { length } = reader.formulas;
  for (const [name, value] of Object.entries((raw.keep ?? {}) as Mapping)) reader.readNext(name, value);
  return {
    formulas: reader.formulas.slice(0, length),
    nexts: reader.formulas.slice(length),
    lists: reader.lists,
    operations: reader.known.writer.count,
  };
}

/** A fault in a definition of a file is one of its call: the operands do not suit it. */
function faultOfFile(called: string, file: string, { expected, found }: ExpressionFault): ShapeFault {
  return new ShapeFault(t`operands that suit ${called} (${file}): ${expected}`, found);
}

class FormulaReader implements RepetitionReader {
  readonly formulas: OutlineFormula[] = [];
  readonly lists: TurnList[] = [];
  readonly known: KnownValues;
  readonly #definitions: readonly Definition[];
  /** The definitions that each of them can call: those before it; and last those that formulas can call, all. */
  readonly #callable: readonly Definitions[];
  readonly #writer = new TermWriter();
  #context: Context = { name: '', frame: null, calls: null };
  /** Where the fault in a definition is that has just been thrown. */
  #faulty: Source | null = null;
  #faults = 0;

  /** @param taken the names of everything in the scenario */
  constructor(definitions: readonly Definition[], taken: ReadonlySet<string>) {
    this.#definitions = definitions;
    this.#callable = Array.from({ length: definitions.length + 1 }, (_each, count) => ({
      values: new Map(
        definitions
          .slice(0, count)
          .map(({ name, parameters: { length } }) => [name, { least: length, most: length }] as const),
      ),
      call: (...called) => this.#call(...called),
    }));
    this.known = this.#scope(definitions.length, taken);
  }

  /** @param count how many definitions can be called */
  #scope(count: number, taken: ReadonlySet<string>): KnownValues {
    const callable = count === 0 ? null : (this.#callable[count] as Definitions);
    return new KnownValues(callable, this.#writer, taken);
  }

  read(name: string, value: unknown): void {
    const path = ['formulas', name];
    if (isRepetition(value)) this.lists.push(...readRepetition(this, name, value, path));
    else this.readFormula(name, { text: value, path }, this.known, null);
  }

  /** Reads the formula of the next value that is kept under a name. */
  readNext(name: string, value: unknown): void {
    const { next } = (value ?? {}) as { next?: unknown };
    this.readFormula(name, { text: next, path: ['keep', name, 'next'] }, this.known, null);
  }

  /** Reads a formula under its full name. @param frame null if it stands alone */
  readFormula(name: string, source: Source, known: KnownValues, frame: string | null): ParsedFormula | null {
    const calls = this.#definitions.length === 0 ? null : new Map<string, number>();
    const context = { name, frame, calls };
    const parsed = typeof source.text === 'string' ? this.#parse(source.text, known, context) : null;
    const own = calls !== null && calls.size > 0 ? name : null;
    this.#add(name, parsed, this.#takeFaulty() ?? source, frame ?? own, frame !== null);
    if (parsed?.ok) this.known.add(name, parsed.terms.shape);
    else this.known.bindFaulty(name);
    return parsed;
  }

  #parse(text: string, known: KnownValues, context: Context): ParsedFormula {
    const before = this.#context;
    this.#context = context;
    const parsed = parseFormula(text, known);
    this.#context = before;
    return parsed;
  }

  #takeFaulty(): Source | null {
    const faulty = this.#faulty;
    this.#faulty = null;
    return faulty;
  }

  #add(
    name: string,
    parsed: ParsedFormula | null,
    { text: raw, path }: Source,
    frame: string | null,
    isInner: boolean,
  ): void {
    // A fix is made from the names that are known here.
    const isShown = parsed?.ok === false && !parsed.fault.follows && this.#faults++ < MOST_SHOWN;
    this.formulas.push({ name, raw, path, frame, isInner, parsed, fix: isShown ? parsed.fault.fix : '' });
  }

  /** Takes a call apart: the formulas of the definition become formulas of the scenario, named after the caller. */
  #call(called: string, operands: readonly Terms[], texts: readonly string[], isWhole: boolean): Called {
    // One of the scenario stands for one of a file with the same name.
    const index = this.#definitions.findLastIndex(({ name }) => name === called);
    const { parameters, body, file } = this.#definitions[index] as Definition;
    const { name: caller, calls, frame: outer } = this.#context;
    const count = (calls?.get(called) ?? 0) + 1;
    calls?.set(called, count);
    const prefix = isWhole ? caller : `${caller}.${called}${count === 1 ? '' : `_${count}`}`;
    const frame = outer ?? caller;
    const inner = this.#scope(index, new Set([...parameters, ...body.map(({ name }) => name)]));
    for (const [place, parameter] of parameters.entries()) {
      const operand = operands[place] as Terms;
      inner.bind(parameter, this.#operand(`${prefix}.${parameter}`, operand, texts[place] as string, frame));
    }
    for (const [place, { name, text, path }] of body.entries()) {
      const isLast = place === body.length - 1;
      const full = isLast ? prefix : `${prefix}.${name}`;
      const context = { name: full, frame, calls: new Map<string, number>() };
      const parsed = this.#parse(text, inner, context);
      if (!parsed.ok) {
        if (file !== null) throw faultOfFile(called, file, parsed.fault);
        this.#faulty ??= { text, path };
        throw new SyntaxFault(parsed.fault);
      }
      if (isLast && isWhole) return parsed;
      this.#add(full, parsed, { text, path }, frame, true);
      this.known.add(full, parsed.terms.shape);
      const terms = namedTerms(full, parsed.terms.shape);
      if (isLast) return { ok: true, terms, wholes: terms.shape.length > 0 ? new Set([full]) : new Set() };
      inner.bind(name, terms);
    }
    throw new ShapeFault(t`a definition with a formula`, t`none`);
  }

  /** An operand under the name of its parameter: values as they are, what has to be computed as a formula. */
  #operand(name: string, operand: Terms, text: string, frame: string): Terms {
    if (operand.cells.every((cell) => !('op' in cell))) return operand;
    const parsed: ParsedFormula = { ok: true, terms: operand, wholes: new Set() };
    this.#add(name, parsed, { text, path: [] }, frame, true);
    this.known.add(name, operand.shape);
    return namedTerms(name, operand.shape);
  }

  /** What a carried value starts with; null if that has a fault. */
  readStart(name: string, key: string, start: unknown, path: Path): Terms | null {
    if (typeof start === 'number') return single({ number: start });
    const parsed = this.#parse(String(start), this.known, { name, frame: name, calls: new Map() });
    if (parsed.ok) return this.#operand(`${name}.${key}_start`, parsed.terms, String(start), name);
    this.#add(name, parsed, this.#takeFaulty() ?? { text: start, path }, null, true);
    return null;
  }

  refuse(name: string, path: Path, fault: ExpressionFault): void {
    this.#add(name, { ok: false, fault }, { text: '', path }, null, true);
  }
}
