/**
 * Writes WebAssembly modules. Covers only the parts of the binary format that arithmetic on doubles and loops need.
 * Source: https://webassembly.github.io/spec/core/binary/
 */
import { Bytes } from './bytes.ts';
import { type Code, F64, type ValueType } from './code.ts';
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

/** An imported function `env.<name>` from `arity` doubles to a double. */
interface Import {
  readonly name: string;
  readonly arity: number;
}

/**
 * Encodes a module. It imports its memory (`env.memory`) and functions. Functions are numbered from 0: the imported
 * ones first, then the defined ones, both in the given order.
 */
export function encodeModule(
  imports: readonly Import[],
  definitions: readonly Definition[],
): Uint8Array<ArrayBuffer> {
  const module = new Bytes().append([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  const types = new Bytes().unsigned(imports.length + definitions.length);
  const signature = (params: readonly ValueType[], results: readonly ValueType[]) =>
    types.byte(0x60).unsigned(params.length).append(params).unsigned(results.length).append(results);
  for (const { arity } of imports) signature(Array<ValueType>(arity).fill(F64), [F64]);
  for (const { params, results } of definitions) signature(params, results);
  module.byte(1).sized(types);
  const imported = new Bytes().unsigned(imports.length + 1);
  imported.text('env').text('memory').append([0x02, 0x00]).unsigned(1);
  imports.forEach(({ name }, type) => {
    imported.text('env').text(name).byte(0x00).unsigned(type);
  });
  module.byte(2).sized(imported);
  const functions = new Bytes().unsigned(definitions.length);
  definitions.forEach((_definition, index) => {
    functions.unsigned(imports.length + index);
  });
  module.byte(3).sized(functions);
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
