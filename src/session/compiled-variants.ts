/** The Runs of a scenario and its variants. */
import { Engine } from '../core/execution/machine.ts';
import { compile } from '../scenario/compile/compile.ts';
import type { Scenario, Variant } from '../scenario/format/scenario.ts';
import { Frames } from './frames.ts';
import { Values } from './values.ts';

/** A Run and what is derived from it. All timelines of a variant share one. */
export interface CompiledVariant {
  readonly variant: Variant | null;
  readonly engine: Engine;
  readonly frames: Frames;
  readonly values: Values;
}

/** Compiles each variant of a scenario when it is first asked for, and keeps it. */
export class CompiledVariants {
  readonly #scenario: Scenario;
  readonly #known = new Map<string | null, CompiledVariant>();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** @param name null for the scenario's own numbers */
  compiled(name: string | null): CompiledVariant {
    const known = this.#known.get(name);
    if (known) return known;
    const variant = this.#scenario.variants.find((each) => each.name === name) ?? null;
    const engine = new Engine(compile(this.#scenario, variant ?? undefined));
    const made = { variant, engine, frames: new Frames(engine.schedule), values: new Values(engine) };
    this.#known.set(name, made);
    return made;
  }
}
