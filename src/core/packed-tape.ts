/**
 * The instructions and slots of a large tape in a few arrays of numbers. As objects, an instruction with its role, its
 * slot and the slot's addresses takes half a kilobyte; here it takes a third of that. Roles and addresses are made when
 * they are read.
 */
import type { Address } from './address.ts';
import { type OpName, opNames } from './operations.ts';
import { Column } from './packed/column.ts';
import { Records } from './packed/records.ts';
import { Rows } from './packed/rows.ts';
import type { Instruction, Scope, Slot } from './program.ts';
import type { StepRole } from './step-role.ts';

const NONE = -1;

const opNumbers = new Map(opNames.map((op, index) => [op, index]));

/** The columns of an instruction's row. `A` and `B` are its operands if it has one or two; `B` is `NONE` for one. */
const OP = 0;
const A = 1;
const B = 2;
const RESULT = 3;
const GROUP = 4;
const FORWARD = 5;
const SCOPE = 6;
const ROLE = 7;
/** Where the addresses of its operands are among those; `NONE` if it has none. */
const CALLED = 8;
const COLUMNS = 9;

/** Instructions, each as an object that reads its fields from a row of numbers. */
export class PackedInstructions {
  readonly #rows = new Rows(COLUMNS);
  readonly #wide = new Map<number, readonly Slot[]>();
  readonly #scopes: Scope[] = [];
  readonly #roles = new Records<StepRole>();
  readonly #addresses = new Records<Address>();
  readonly #called = new Column();
  /** Up to the last instruction that has a cell: without arrays it stays empty. */
  readonly #cells = new Column();

  add({
    op,
    operands,
    result,
    role,
    scope,
    group,
    cell,
    forwardIndex,
    operandAddresses,
  }: Instruction): Instruction {
    const rows = this.#rows;
    const index = rows.add();
    if (operands.length > 2) this.#wide.set(index, operands);
    if (this.#scopes.at(-1) !== scope) this.#scopes.push(scope);
    rows.set(index, OP, opNumbers.get(op) as number);
    rows.set(index, A, operands[0] as Slot);
    rows.set(index, B, operands[1] ?? NONE);
    rows.set(index, RESULT, result);
    rows.set(index, GROUP, group);
    rows.set(index, FORWARD, forwardIndex ?? NONE);
    rows.set(index, SCOPE, this.#scopes.length - 1);
    rows.set(index, ROLE, this.#roles.add(role));
    rows.set(index, CALLED, operandAddresses === null ? NONE : this.#called.length);
    if (operandAddresses !== null)
      for (const address of operandAddresses)
        this.#called.push(address === null ? NONE : this.#addresses.add(address));
    if (cell !== null) this.#setCell(index, cell);
    return new PackedInstruction(this, index);
  }

  #setCell(index: number, cell: number): void {
    while (this.#cells.length < index) this.#cells.push(NONE);
    this.#cells.push(cell);
  }

  opOf(index: number): OpName {
    return opNames[this.#rows.at(index, OP)] as OpName;
  }

  operandsOf(index: number): readonly Slot[] {
    const a = this.#rows.at(index, A);
    const b = this.#rows.at(index, B);
    return b === NONE ? [a] : (this.#wide.get(index) ?? [a, b]);
  }

  resultOf(index: number): Slot {
    return this.#rows.at(index, RESULT);
  }

  roleOf(index: number): StepRole {
    return this.#roles.at(this.#rows.at(index, ROLE));
  }

  scopeOf(index: number): Scope {
    return this.#scopes[this.#rows.at(index, SCOPE)] as Scope;
  }

  groupOf(index: number): number {
    return this.#rows.at(index, GROUP);
  }

  cellOf(index: number): number | null {
    const cell = index < this.#cells.length ? this.#cells.at(index) : NONE;
    return cell === NONE ? null : cell;
  }

  forwardIndexOf(index: number): number | null {
    const forward = this.#rows.at(index, FORWARD);
    return forward === NONE ? null : forward;
  }

  operandAddressesOf(index: number): readonly (Address | null)[] | null {
    const start = this.#rows.at(index, CALLED);
    if (start === NONE) return null;
    return this.operandsOf(index).map((_slot, operand) => {
      const place = this.#called.at(start + operand);
      return place === NONE ? null : this.#addresses.at(place);
    });
  }
}

class PackedInstruction implements Instruction {
  readonly #all: PackedInstructions;
  readonly #index: number;

  constructor(all: PackedInstructions, index: number) {
    this.#all = all;
    this.#index = index;
  }

  get op() {
    return this.#all.opOf(this.#index);
  }
  get operands() {
    return this.#all.operandsOf(this.#index);
  }
  get result() {
    return this.#all.resultOf(this.#index);
  }
  get role() {
    return this.#all.roleOf(this.#index);
  }
  get scope() {
    return this.#all.scopeOf(this.#index);
  }
  get group() {
    return this.#all.groupOf(this.#index);
  }
  get cell() {
    return this.#all.cellOf(this.#index);
  }
  get forwardIndex() {
    return this.#all.forwardIndexOf(this.#index);
  }
  get operandAddresses() {
    return this.#all.operandAddressesOf(this.#index);
  }
}
