/** Every step of a run, as JSON lines. Lines are generated one by one, so memory does not grow with the run. */
import { jsonNumber } from '../core/exact-number.ts';
import type { Instruction, Program, Run, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import { compile } from '../scenario/compile/compile.ts';
import type { Scenario, Variant } from '../scenario/format/scenario.ts';
import { displayName, operandNames } from '../session/steps.ts';
import { traceSegments } from '../session/trace.ts';

/**
 * One JSON object per step, with its keys in a fixed order. Numbers have full precision; NaN, Infinity, -Infinity and
 * -0 are strings. An update has no example (null); a step outside any layer or node has null there.
 */
export function* traceJsonLines(scenario: Scenario, variant: Variant | null): Generator<string> {
  const run = compile(scenario, variant ?? undefined);
  const writer = new LineWriter(run);
  for (const { segment, registers } of traceSegments(run)) yield* writer.lines(segment, registers);
}

/**
 * What an instruction writes in every line, cut where its numbers are: the parts after the example, before each number,
 * and after the last one.
 */
type Parts = readonly string[];

/** Maximum number of instructions of a program whose parts are kept. They take about 0.5 KB each. */
const MOST_KEPT = 100_000;

/** Most of a line is the same in every epoch, so it is written as JSON only once for each instruction. */
class LineWriter {
  readonly #run: Run;
  readonly #kept = new Map<Instruction, Parts>();

  constructor(run: Run) {
    this.#run = run;
  }

  *lines(
    { program, start, epoch, batch, example }: Segment,
    registers: Readonly<Float64Array>,
  ): Generator<string> {
    const place = `,"epoch":${epoch},"batch":${batch},"example":${example}`;
    const { instructions }: Program = this.#run[program];
    const isKept = instructions.length <= MOST_KEPT;
    for (let index = 0; index < instructions.length; index++) {
      const instruction = instructions[index] as Instruction;
      const [first, ...rest] = isKept ? this.#partsOf(instruction) : partsOf(this.#run, instruction);
      const { operands, result } = instruction;
      let line = `{"step":${start + index + 1}${place}${first}`;
      for (let operand = 0; operand < operands.length; operand++)
        line += numberText(registers[operands[operand] as Slot] as number) + rest[operand];
      yield line + numberText(registers[result] as number) + rest[operands.length];
    }
  }

  #partsOf(instruction: Instruction): Parts {
    const known = this.#kept.get(instruction);
    if (known) return known;
    const parts = partsOf(this.#run, instruction);
    this.#kept.set(instruction, parts);
    return parts;
  }
}

function partsOf(run: Run, instruction: Instruction): Parts {
  const { scope, op, result } = instruction;
  const { phase, layer, node } = scope;
  const head = JSON.stringify({ phase, layer, node, kind: op }).slice(1, -1);
  const named = (name: string) => `{"name":${JSON.stringify(name)},"value":`;
  const operands = operandNames(run, instruction).map(named);
  return [`,${head},"operands":[${operands[0]}`].concat(
    operands.slice(1).map((name) => `},${name}`),
    `}],"result":${named(displayName(run, result))}`,
    '}}',
  );
}

function numberText(value: number): string {
  const json = jsonNumber(value);
  return typeof json === 'number' ? String(json) : `"${json}"`;
}
