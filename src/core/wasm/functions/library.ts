/**
 * The functions that operations call, as compiled code. They are a module of their own, which is compiled once: calls from
 * one module to another take hardly longer than those within one.
 */
import type { WasmFunction } from '../../operations/operation.ts';
import { encodeModule } from '../encoding/encoder.ts';
import { engine, hasLanes } from '../encoding/engine.ts';
import { exp } from './exp.ts';
import type { Expression } from './expression.ts';
import { functionOf, type Lanes } from './function-writer.ts';
import { log, log1p } from './log.ts';
import { tanh } from './tanh.ts';

const results: Readonly<Record<WasmFunction, Expression>> = { exp, log, log1p, tanh };

/** A function of the compiled library. It cannot be called from JavaScript if it computes two numbers at once. */
type Compiled = (x: number) => number;

let library: Readonly<Record<string, Compiled>> | null = null;

const nameOf = (name: WasmFunction, lanes: Lanes) => (lanes === 1 ? name : `${name} of two`);

/** A function for one double, or for a vector of two. @throws if there is no engine, or none for so many lanes */
export function compiledFunction(name: WasmFunction, lanes: Lanes): Compiled {
  library ??= compiled();
  const found = library[nameOf(name, lanes)];
  if (found === undefined) throw new RangeError(`there is no ${nameOf(name, lanes)}`);
  return found;
}

function compiled(): Readonly<Record<string, Compiled>> {
  if (engine === null) throw new RangeError('there is no engine');
  const constants: (number | bigint)[] = [];
  const names = Object.keys(results) as WasmFunction[];
  const forms: readonly Lanes[] = hasLanes() ? [1, 2] : [1];
  const definitions = forms.flatMap((lanes) =>
    names.map((name) => ({ ...functionOf(results[name], lanes, constants), name: nameOf(name, lanes) })),
  );
  const bytes = encodeModule([], definitions, { hasMemory: false, constants });
  const { exports } = new engine.Instance(new engine.Module(bytes), {});
  return exports as Readonly<Record<string, Compiled>>;
}
