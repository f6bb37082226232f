/**
 * Maps step numbers to instructions. A run is a sequence of segments: each example of a batch runs one Program, then
 * the batch's update runs another. After the last epoch each example may run a finishing Program. The mapping is
 * computed arithmetically; no list of steps is stored.
 */
import type { Instruction, Program, Run } from './program.ts';

/** The Programs of a Run: that of an example, that of an update, and the finish. */
export type ProgramName = 'example' | 'update' | 'finish';

/** The steps of one execution of one Program. Epochs, batches and examples are counted from 1. */
export interface Segment {
  readonly program: ProgramName;
  readonly epoch: number;
  readonly batch: number;
  /** Position of the example in its epoch; null in an update, because that belongs to the whole batch. */
  readonly example: number | null;
  /** The batch's first example. */
  readonly firstExample: number;
  /** Number of examples in this batch. */
  readonly size: number;
  /** Number of batches before this one in the whole run. The finish counts as one batch. */
  readonly batchIndex: number;
  /** Number of steps before the segment. */
  readonly start: number;
  readonly length: number;
}

/** The example whose values are loaded in a segment, counted from 1; in an update, the last example of the batch. */
export function loadedExample({ example, firstExample, size }: Segment): number {
  return example ?? firstExample + size - 1;
}

/** Words for the place of a step in the schedule, and their numbers in a segment, counted from 1. */
export const timeWords = ['epoch', 'batch', 'example'] as const;
export type TimeWord = (typeof timeWords)[number];

/** The number of the epoch, the batch or the example of a segment, from 1; in an update, of the last example of its batch. */
export function timeIn(segment: Segment, word: TimeWord): number {
  return word === 'example' ? loadedExample(segment) : segment[word];
}

/** The number of the micro-batch that a segment belongs to, from 1; null without micro-batches, and for updates. */
export function microBatchOf(
  { microBatch }: Pick<Run, 'microBatch'>,
  { program, example, firstExample }: Segment,
): number | null {
  if (microBatch === null || example === null || program === 'finish') return null;
  return Math.floor((example - firstExample) / microBatch) + 1;
}

/** Step arithmetic of one Run. Steps are counted from 1 to `total`; position 0 is before the first step. */
export class Schedule {
  readonly total: number;
  readonly batches: number;
  readonly #run: Run;
  readonly #perEpoch: number;
  readonly #batchesPerEpoch: number;

  constructor(run: Run) {
    this.#run = run;
    this.#batchesPerEpoch = Math.ceil(run.data.length / run.batch);
    this.#perEpoch =
      run.data.length * run.example.instructions.length +
      this.#batchesPerEpoch * run.update.instructions.length;
    this.batches = run.epochs * this.#batchesPerEpoch;
    this.total = run.epochs * this.#perEpoch + run.data.length * run.finish.instructions.length;
  }

  /** The number of examples of an epoch. */
  get examples(): number {
    return this.#run.data.length;
  }

  /** How many examples of the data file are taken together as rows; null if each is taken by itself. */
  get rows(): number | null {
    return this.#run.rows;
  }

  /** The examples of a micro-batch; null without micro-batches. */
  get microBatch(): number | null {
    return this.#run.microBatch;
  }

  program(name: ProgramName): Program {
    return this.#run[name];
  }

  /** @throws RangeError if `position` is not an integer in 0 … total */
  check(position: number): void {
    if (!Number.isSafeInteger(position) || position < 0 || position > this.total) {
      throw new RangeError(`step ${position} is outside 0 … ${this.total}`);
    }
  }

  /**
   * The segment that step `step` belongs to; position 0 belongs to the first segment.
   * @throws RangeError outside 0 … total
   */
  segmentAt(step: number): Segment {
    this.check(step);
    const before = Math.max(0, step - 1);
    const trained = this.#run.epochs * this.#perEpoch;
    if (before >= trained && this.#run.finish.instructions.length > 0)
      return this.#finishSegment(before - trained);
    const epoch = this.#perEpoch === 0 ? 0 : Math.floor(before / this.#perEpoch);
    const inEpoch = before - epoch * this.#perEpoch;
    const updateLength = this.#run.update.instructions.length;
    const exampleLength = this.#run.example.instructions.length;
    const fullBatch = this.#run.batch * exampleLength + updateLength;
    const batch = fullBatch === 0 ? 0 : Math.floor(inEpoch / fullBatch);
    const size = Math.min(this.#run.batch, this.#run.data.length - batch * this.#run.batch);
    const inBatch = inEpoch - batch * fullBatch;
    const batchIndex = epoch * this.#batchesPerEpoch + batch;
    const batchStart = epoch * this.#perEpoch + batch * fullBatch;
    const isUpdate = inBatch >= size * exampleLength && updateLength > 0;
    const inside = exampleLength === 0 ? 0 : Math.floor(inBatch / exampleLength);
    return {
      program: isUpdate ? 'update' : 'example',
      epoch: epoch + 1,
      batch: batch + 1,
      example: isUpdate ? null : batch * this.#run.batch + inside + 1,
      firstExample: batch * this.#run.batch + 1,
      size,
      batchIndex,
      start: batchStart + (isUpdate ? size : inside) * exampleLength,
      length: isUpdate ? updateLength : exampleLength,
    };
  }

  /** The segment after another one, which must not be the last. Faster than `segmentAt`. */
  next(segment: Segment): Segment {
    const run = this.#run;
    const { program, epoch, batch, example, firstExample, size, batchIndex } = segment;
    const start = segment.start + segment.length;
    if (run.example.instructions.length === 0) return this.segmentAt(start + 1);
    if (example !== null && example < firstExample + size - 1) {
      const { length } = segment;
      return { program, epoch, batch, example: example + 1, firstExample, size, batchIndex, start, length };
    }
    if (program === 'example' && run.update.instructions.length > 0) {
      const { length } = run.update.instructions;
      return {
        program: 'update',
        epoch,
        batch,
        example: null,
        firstExample,
        size,
        batchIndex,
        start,
        length,
      };
    }
    const isSameEpoch = batch < this.#batchesPerEpoch;
    if (!isSameEpoch && epoch === run.epochs) return this.#finishSegment(0);
    const before = isSameEpoch ? batch * run.batch : 0;
    return {
      program: 'example',
      epoch: isSameEpoch ? epoch : epoch + 1,
      batch: isSameEpoch ? batch + 1 : 1,
      example: before + 1,
      firstExample: before + 1,
      size: Math.min(run.batch, run.data.length - before),
      batchIndex: batchIndex + 1,
      start,
      length: run.example.instructions.length,
    };
  }

  /**
   * The last position, from `position` on, before the next example is loaded: the step after it begins with that. Null if
   * none is loaded any more.
   */
  nextLoad(position: number): number | null {
    for (let segment = this.segmentAt(position); ; ) {
      const end = segment.start + segment.length;
      if (end >= this.total) return null;
      segment = this.segmentAt(end + 1);
      if (segment.example !== null) return end;
    }
  }

  /**
   * The instruction of step `step`.
   * @throws RangeError outside 1 … total
   */
  instructionAt(step: number): Instruction {
    const segment = this.segmentAt(step);
    const instruction = this.program(segment.program).instructions[step - segment.start - 1];
    if (step < 1 || !instruction) throw new RangeError(`no instruction at step ${step}`);
    return instruction;
  }

  /**
   * The position at which a batch starts and its checkpoint is taken. After the last batch comes the finish; every
   * larger index gives the end of the run.
   */
  batchStart(batchIndex: number): number {
    if (batchIndex > this.batches) return this.total;
    const epoch = Math.floor(batchIndex / this.#batchesPerEpoch);
    const batch = batchIndex - epoch * this.#batchesPerEpoch;
    const fullBatch =
      this.#run.batch * this.#run.example.instructions.length + this.#run.update.instructions.length;
    return epoch * this.#perEpoch + batch * fullBatch;
  }

  /** The positions at which the micro-batch of a segment starts and ends; of what belongs to none, the segment's. */
  microBatchBounds(segment: Segment): readonly [number, number] {
    const { start, length, firstExample, size, example } = segment;
    const number = microBatchOf(this, segment);
    if (number === null || example === null || this.microBatch === null) return [start, start + length];
    const before = (number - 1) * this.microBatch;
    const from = start - (example - firstExample - before) * length;
    return [from, from + Math.min(this.microBatch, size - before) * length];
  }

  /** The position at which an epoch (from 1) starts. After the last epoch come the finish, then the end of the run. */
  epochStart(epoch: number): number {
    return epoch > this.#run.epochs + 1 ? this.total : (epoch - 1) * this.#perEpoch;
  }

  #finishSegment(offset: number): Segment {
    const length = this.#run.finish.instructions.length;
    const example = Math.floor(offset / length);
    return {
      program: 'finish',
      epoch: this.#run.epochs + 1,
      batch: 1,
      example: example + 1,
      firstExample: 1,
      size: this.#run.data.length,
      batchIndex: this.batches,
      start: this.#run.epochs * this.#perEpoch + example * length,
      length,
    };
  }
}
