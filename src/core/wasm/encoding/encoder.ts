/**
 * Writes WebAssembly modules. Covers only the parts of the binary format that arithmetic on doubles and loops need.
 * Source: https://webassembly.github.io/spec/core/binary/
 */
import { Bytes } from './bytes.ts';
import { Code, V128, type ValueType } from './code.ts';
import { plain } from './opcodes.ts';

/** A function of a module. Its parameters are its first locals. */
export interface Definition {
  /** The exported name; null if only functions of the module call it. */
  readonly name: string | null;
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
  /** The types of its further locals. */
  readonly locals: readonly ValueType[];
  readonly code: Code;
}

/** An imported function `env.<name>` from `arity` values to one, all of the same type. */
interface Import {
  readonly name: string;
  readonly arity: number;
  readonly type: ValueType;
}

/** What a module has besides functions. */
interface Extras {
  /** Whether it imports its memory (`env.memory`). Default: yes. */
  readonly hasMemory?: boolean;
  /** Its globals, which never change: vectors of twice the same number. */
  readonly constants?: readonly (number | bigint)[];
}

/**
 * Encodes a module. Functions are numbered from 0: the imported ones first, then the defined ones, both in the given
 * order.
 */
export function encodeModule(
  imports: readonly Import[],
  definitions: readonly Definition[],
  { hasMemory = true, constants = [] }: Extras = {},
): Uint8Array<ArrayBuffer> {
  const module = new Bytes().append([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  const types = new Bytes().unsigned(imports.length + definitions.length);
  const signature = (params: readonly ValueType[], results: readonly ValueType[]) =>
    types.byte(0x60).unsigned(params.length).append(params).unsigned(results.length).append(results);
  for (const { arity, type } of imports) signature(Array<ValueType>(arity).fill(type), [type]);
  for (const { params, results } of definitions) signature(params, results);
  module.byte(1).sized(types);
  const imported = new Bytes().unsigned(imports.length + Number(hasMemory));
  if (hasMemory) imported.text('env').text('memory').append([0x02, 0x00]).unsigned(1);
  imports.forEach(({ name }, type) => {
    imported.text('env').text(name).byte(0x00).unsigned(type);
  });
  module.byte(2).sized(imported);
  const functions = new Bytes().unsigned(definitions.length);
  definitions.forEach((_definition, index) => {
    functions.unsigned(imports.length + index);
  });
  module.byte(3).sized(functions);
  if (constants.length > 0) module.byte(6).sized(globalsOf(constants));
  const exported = new Bytes().unsigned(definitions.filter(({ name }) => name !== null).length);
  definitions.forEach(({ name }, index) => {
    if (name !== null)
      exported
        .text(name)
        .byte(0x00)
        .unsigned(imports.length + index);
  });
  module.byte(7).sized(exported);
  const bodies = new Bytes().unsigned(definitions.length);
  for (const { locals, code } of definitions) {
    bodies.sized(localsOf(locals).append(code.bytes).byte(plain.end));
  }
  return module.byte(10).sized(bodies).bytes;
}

/** The declaration of globals that never change. */
function globalsOf(constants: readonly (number | bigint)[]): Bytes {
  const globals = new Bytes().unsigned(constants.length);
  for (const value of constants) {
    globals.append([V128, 0x00]).append(new Code().v128(value, value).bytes).byte(plain.end);
  }
  return globals;
}

/** The declaration of locals: groups of neighbours with the same type. */
function localsOf(locals: readonly ValueType[]): Bytes {
  const starts = [...locals.keys()].filter((index) => index === 0 || locals[index] !== locals[index - 1]);
  const declared = new Bytes().unsigned(starts.length);
  starts.forEach((start, group) => {
    const end = starts[group + 1] ?? locals.length;
    declared.unsigned(end - start).byte(locals[start] as ValueType);
  });
  return declared;
}
