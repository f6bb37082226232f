/**
 * Writes functions that move the persistent values between two places in memory: in their order, as checkpoints have
 * them, and their homes. Neighbours of a list often have homes at the same distance; such stretches are loops.
 */
import { Code, I32 } from './encoding/code.ts';
import type { Definition } from './encoding/encoder.ts';
import { DOUBLE } from './program.ts';

/** Values that follow each other in the list, and whose homes are `stride` bytes apart. */
interface Stretch {
  readonly listed: number;
  readonly home: number;
  stride: number;
  count: number;
}

/** Minimum number of values for a loop. */
const MIN_LOOP = 4;

/**
 * @param start memory offset of the list, in bytes
 * @param homes memory offsets of the homes of its values, in their order
 */
export function transfers(start: number, homes: readonly number[]): readonly Definition[] {
  const stretches: Stretch[] = [];
  homes.forEach((home, index) => {
    const last = stretches.at(-1);
    if (last?.count === 1) last.stride = home - last.home;
    if (last && last.stride > 0 && home === last.home + last.count * last.stride) last.count += 1;
    else stretches.push({ listed: start + index * DOUBLE, home, stride: 0, count: 1 });
  });
  return (['load', 'save'] as const).map((name) => {
    const code = new Code();
    for (const stretch of stretches) write(code, stretch, name === 'load');
    return { name, params: [], results: [], locals: [I32, I32], code };
  });
}

function write(code: Code, { listed, home, stride, count }: Stretch, isLoad: boolean): void {
  const [inList, atHome] = [0, 1];
  if (count < MIN_LOOP) {
    for (let index = 0; index < count; index++) {
      const [from, to] = [listed + index * DOUBLE, home + index * stride];
      if (isLoad) code.i32(0).i32(0).load(from).store(to);
      else code.i32(0).i32(0).load(to).store(from);
    }
    return;
  }
  code.i32(0).set(inList).i32(0).set(atHome).loop();
  if (isLoad) code.get(atHome).get(inList).load(listed).store(home);
  else code.get(inList).get(atHome).load(home).store(listed);
  code.get(atHome).i32(stride).op('i32.add').set(atHome);
  code.get(inList).i32(DOUBLE).op('i32.add').tee(inList);
  code
    .i32(count * DOUBLE)
    .op('i32.ne')
    .brIf(0)
    .op('end');
}
