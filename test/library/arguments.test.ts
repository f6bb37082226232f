/** What the library says of arguments that are wrong: one kind of error, before anything is done. */
import { expect, test } from 'vitest';
import { ArgumentError, CommandError, type Debugger, open } from '../../src/library/library.ts';

const scenario = {
  title: 'One weight',
  inputs: ['x'],
  layers: [{ name: 'output', nodes: { y: [1] } }],
  data: [{ inputs: [2], target: 3 }],
  loss: 'squared_error',
  optimizer: { kind: 'sgd', learning_rate: 0.25 },
  variants: { larger: { set: { 'y.w[0]': 2 } } },
};

/** What a call throws, or what its promise is rejected with. */
async function faultOf(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (error) {
    expect(error).toBeInstanceOf(ArgumentError);
    const { name, message, argument, expected, found } = error as ArgumentError;
    expect(name).toBe('ArgumentError');
    // Of an argument that stands in no options, the place is its name.
    expect(message).toBe(`${argument}: expected ${expected}, found ${found}`);
    return message;
  }
  return 'no fault';
}

/** Programs in JavaScript can give anything. */
// biome-ignore lint/suspicious/noExplicitAny: what the types do not allow
type Anything = any;

const circular: Record<string, unknown> = {};
circular.self = circular;

test.each<readonly [readonly Anything[], string]>([
  [[], 'source: expected a scenario, found nothing'],
  [[null], 'source: expected a scenario, found nothing (null)'],
  [[7], 'source: expected a scenario, found the number 7'],
  [[Buffer.from('title: x')], 'source: expected a scenario, found Uint8Array'],
  [[Promise.resolve('title: x')], 'source: expected a scenario, found Promise'],
  [[scenario, null], 'options: expected a mapping, found nothing (null)'],
  [[scenario, { name: 5 }], 'options.name: expected text, found the number 5'],
  [[scenario, { language: 'de' }], 'options.language: expected one of en, bn, found the text "de"'],
  [
    [scenario, { lang: 'bn' }],
    'options: expected one of name, variant, language, files, found unknown key "lang"',
  ],
  [[scenario, { variant: 'none' }], 'options.variant: expected one of larger, found the text "none"'],
  [
    [{ ...scenario, variants: undefined }, { variant: 'none' }],
    'options.variant: expected nothing, found the text "none"',
  ],
  [
    [scenario, { files: { 'd.csv': Buffer.from('x') } }],
    'options.files["d.csv"]: expected text, found Uint8Array',
  ],
  [
    [scenario, { varient: 'larger' }],
    'options: expected one of name, variant, language, files, found unknown key "varient": did you mean "variant"?',
  ],
  [[scenario, { files: new Map() }], 'options.files: expected a mapping, found Map'],
])('open refuses arguments %#', async (given, said) => {
  expect(await faultOf(() => (open as Anything)(...given))).toBe(`open: ${said}`);
});

test('open says what of an object JSON has not', async () => {
  expect(await faultOf(() => open(circular))).toMatch(
    /^open: source: expected a scenario, found a mapping: Converting circular .*'self'/s,
  );
  for (const [given, said] of [
    [{ loss: () => 1 }, 'loss: expected one of .*, found the text "Function"'],
    [{ training: { epochs: 3n } }, 'training.epochs: expected a whole number .*, found the text "BigInt"'],
    [{ variants: new Map([['a', 1]]) }, 'variants: expected a mapping, found the text "Map"'],
  ] as const)
    await expect(open({ ...scenario, ...given })).rejects.toThrow(new RegExp(`^scenario: ${said}`));
});

const times = 'times: expected a whole number, 1 or more, found';
const position = 'position: expected a whole number from 0 to 7, found';
const text = 'expected text, found';

test.each<readonly [keyof Debugger, readonly Anything[], string]>([
  ...(['step', 'reverseStep', 'next', 'reverseNext', 'finish', 'reverseFinish'] as const).map(
    (method) => [method, [0], `${times} the number 0`] as const,
  ),
  ['continue', [1.5], `${times} the number 1.5`],
  ['reverseContinue', ['2'], `${times} the text "2"`],
  ['step', [1e300], `${times} the number 1e+300`],
  ['seek', [], `${position} nothing`],
  ['seek', [1.5], `${position} the number 1.5`],
  ['seek', [-1], `${position} the number -1`],
  ['seek', [8], `${position} the number 8`],
  ['seek', [Number.NaN], `${position} the number NaN`],
  ['seek', [2n], `${position} BigInt`],
  ['read', [5], `expression: ${text} the number 5`],
  ['set', [5, 1], `address: ${text} the number 5`],
  ['set', ['y.w[0]', '3'], 'value: expected a number, found the text "3"'],
  ['stepAt', [0], 'step: expected a whole number from 1 to 7, found the number 0'],
  ['run', [], `line: ${text} nothing`],
  ['runAsync', [['step']], `line: ${text} a list of 1`],
  [
    'runAsync',
    ['step', { signal: new AbortController() }],
    'options.signal: expected AbortSignal, found AbortController',
  ],
  ['runAsync', ['step', { onProgress: 5 }], 'options.onProgress: expected a function, found the number 5'],
  ['addBreakpoint', [], 'text: expected text that is not empty, found nothing'],
  ...['', ' ', '# y'].map(
    (line) =>
      [
        'addBreakpoint',
        [line],
        `text: expected text that is not empty, found the text "${line.trim()}"`,
      ] as const,
  ),
  [
    'runAsync',
    ['step', { onprogress: () => {} }],
    'options: expected one of signal, onProgress, found unknown key "onprogress": did you mean "onProgress"?',
  ],
  ['removeBreakpoint', ['1'], 'id: expected a whole number, 1 or more, found the text "1"'],
  [
    'screen',
    [{ columns: 10 }],
    'options.columns: expected a whole number from 60 to 1,000, found the number 10',
  ],
  [
    'screen',
    [{ rows: Number.POSITIVE_INFINITY }],
    'options.rows: expected a whole number from 16 to 1,000, found the number Infinity',
  ],
  ['screen', [{ theme: 'grey' }], 'options.theme: expected one of dark, light, found the text "grey"'],
  [
    'screen',
    [{ column: 80 }],
    'options: expected one of columns, rows, view, theme, found unknown key "column": did you mean "columns"?',
  ],
  ['onStop', [null], 'listener: expected a function, found nothing (null)'],
])('%s refuses arguments %#, and nothing has changed', async (method, given, said) => {
  const debug = (await open(scenario)) as Anything;
  expect(debug.total).toBe(7);
  debug.seek(3);
  const stops: unknown[] = [];
  debug.onStop((stop: unknown) => stops.push(stop));
  expect(await faultOf(() => debug[method](...given))).toBe(`${method}: ${said}`);
  expect([debug.position, debug.read('y.w[0]'), stops, debug.breakpoints]).toEqual([3, 1, [], []]);
});

test('the options may be left out, and each of them', async () => {
  const debug = await open(scenario, { name: undefined, variant: undefined, files: {} });
  expect(debug.step(undefined).position).toBe(1);
  expect(await debug.runAsync('step', { signal: undefined })).toMatchObject({ position: 2 });
  expect(await debug.screen({ view: undefined, rows: 20 })).toHaveLength(20);
  expect((await open(scenario, { variant: 'larger' })).read('y.w[0]')).toBe(2);
});

test('the commands of a breakpoint are a copy', async () => {
  const debug = await open(scenario);
  const { commands } = debug.addBreakpoint('y');
  (commands as string[]).push('step');
  expect(debug.breakpoints[0]?.commands).toEqual([]);
});

test('faults are in the language of the debugger', async () => {
  const debug = await open(scenario, { language: 'bn' });
  expect(() => debug.seek(-1)).toThrow(/^seek: position: \p{Script=Bengali}/u);
});

test('an address is an address, and no part of a command', async () => {
  const debug = await open(scenario);
  expect(() => debug.set('y.w[0] = 4 #', 3)).toThrow(CommandError);
  expect(debug.read('y.w[0]')).toBe(1);
  expect(debug.set('y.w[0]', -3).text).toContain('y.w[0] = -3');
  expect(debug.read('y.w[0]')).toBe(-3);
});

test('help lists what run takes, or says it of one command', async () => {
  const debug = await open(scenario);
  const lines = (line: string) => {
    const result = debug.run(line);
    return result.kind === 'listed' ? result.rows.map((row) => row.text) : [];
  };
  expect(lines('help').filter((each) => each.startsWith('step '))).toEqual([
    'step [COUNT]   step forward one operation',
  ]);
  expect(lines('help step')).toEqual(['step forward one operation']);
});

test('a signal without a reason rejects with an error that says where the run is', async () => {
  const debug = await open({ ...scenario, training: { epochs: 1e8 } });
  debug.addBreakpoint('y > 1e9');
  const signal = { aborted: false };
  const run = debug.runAsync('continue', {
    signal,
    onProgress: () => {
      signal.aborted = true;
    },
  });
  const error = await run.catch((each: unknown) => each);
  expect(error).toBeInstanceOf(Error);
  expect((error as Error).message).toBe(`Stopped at step ${debug.position}.`);
  expect(debug.position).toBeGreaterThan(0);
});
