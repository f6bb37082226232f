/** The WebAssembly engine that executes the compiled code. */
import { Code } from './code.ts';
import { encodeModule } from './encoder.ts';

/** The memory of compiled code; it grows by pages of 64 KiB. */
export interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface WebAssemblyEngine {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (descriptor: { initial: number }) => Memory;
  readonly validate: (bytes: Uint8Array<ArrayBuffer>) => boolean;
}

/** The part of the WebAssembly API that is used here. This folder is checked without the DOM and Node types of it. */
declare const WebAssembly: WebAssemblyEngine | undefined;

/** The engine; null if there is none. */
export const engine: WebAssemblyEngine | null = typeof WebAssembly === 'undefined' ? null : WebAssembly;

let lanes: boolean | null = null;

/** Whether the engine has instructions on two lanes. */
export function hasLanes(): boolean {
  if (lanes === null) {
    const code = new Code().v128(0, 0).op('drop');
    const probe = encodeModule([], [{ name: null, params: [], results: [], locals: [], code }]);
    lanes = engine?.validate(probe) ?? false;
  }
  return lanes;
}
