/** The WebAssembly engine that executes the compiled code. */

export interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface WebAssemblyEngine {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (descriptor: { initial: number }) => Memory;
}

/** The part of the WebAssembly API that is used here. This folder is checked without the DOM and Node types of it. */
declare const WebAssembly: WebAssemblyEngine | undefined;

/** The engine; null if there is none. */
export const engine: WebAssemblyEngine | null = typeof WebAssembly === 'undefined' ? null : WebAssembly;
