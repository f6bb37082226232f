/** How fast the debug adapter answers an editor. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Editor, startAdapter } from '../support/editor.ts';
import { median, type Row } from './row.ts';

/** Steps in a round: one operation, one line, and back. */
const STEPS = 100;
const SHARE = 0.95;

/**
 * From a step in an editor to its stack, in the middle of two moons: the request, the stop, the request for the stack
 * and its answer.
 */
export async function measureEditor(bundle: string, rounds: number): Promise<Row[]> {
  const cache = mkdtempSync(path.join(tmpdir(), 'backstep-bench-'));
  const { stdin, stdout, ended } = startAdapter(bundle, cache);
  const editor = new Editor(stdout, stdin);
  const began = performance.now();
  await editor.open('two-moons');
  await editor.begin();
  await editor.frames();
  const opened = performance.now() - began;
  await editor.ask('evaluate', { expression: ':50%', context: 'repl' });
  await editor.event('stopped');
  const times: number[] = [];
  for (let step = 0; step < rounds * STEPS; step++) {
    const start = performance.now();
    await editor.move(['stepIn', 'next', 'stepBack'][step % 3] ?? 'next');
    await editor.frames();
    times.push(performance.now() - start);
  }
  editor.send('disconnect');
  await ended;
  rmSync(cache, { recursive: true });
  const sorted = [...times].sort((one, other) => one - other);
  return [
    {
      id: 'editor_step_p95_ms',
      what: 'from a step in an editor (`backstep dap`) to its stack, in the middle of two moons: 95 of 100 are faster',
      value: sorted[Math.floor(sorted.length * SHARE)] ?? null,
      unit: 'ms',
      bar: '≤ 5',
    },
    { id: 'editor_step_ms', what: 'the same, the median', value: median(times), unit: 'ms', bar: null },
    {
      id: 'editor_open_ms',
      what: 'from the start of `backstep dap` to the first stack',
      value: opened,
      unit: 'ms',
      bar: null,
    },
  ];
}
