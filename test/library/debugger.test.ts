/** The debugger of the library: the same as the commands, as plain data. */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { currentLanguage, inLanguage, setLanguage } from '../../src/i18n/translate.ts';
import { CommandError, type Debugger, open, ScenarioError, type Stop } from '../../src/library/library.ts';
import { Scene } from '../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../src/view/scene/view-options.ts';
import { sessionScreen } from '../../src/view/screen.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { sessionOf } from '../support/opened-editor.ts';

const textOf = (name: string) => readFileSync(`scenarios/${name}.yaml`, 'utf8');
const files = { 'moons.csv': readFileSync('scenarios/moons.csv', 'utf8') };
const opened = (name: string) => open(textOf(name), { name, files });

/** One weight and so many epochs, of seven steps each. */
const oneWeight = (epochs: number) => ({
  title: 'One weight',
  inputs: ['x'],
  layers: [{ name: 'output', nodes: { y: [1] } }],
  data: [{ inputs: [2], target: 3 }],
  loss: 'squared_error',
  optimizer: { kind: 'sgd', learning_rate: 1e-9 },
  training: { epochs },
});

beforeEach(() => setLanguage('en'));

test('its moves are the commands', async () => {
  const debug = await opened('back-propagation');
  const { debug: other, run } = sessionOf('back-propagation');
  const moves: readonly (readonly [string, (each: Debugger) => Stop])[] = [
    ['step', (each) => each.step()],
    ['next 3', (each) => each.next(3)],
    ['finish', (each) => each.finish()],
    ['reverse-step 2', (each) => each.reverseStep(2)],
    ['goto 70', (each) => each.seek(70)],
    ['reverse-next', (each) => each.reverseNext()],
    ['reverse-finish', (each) => each.reverseFinish()],
    ['reverse-continue', (each) => each.reverseContinue()],
    ['reverse-step', (each) => each.reverseStep()],
    ['continue', (each) => each.continue()],
  ];
  for (const [line, move] of moves) {
    const { kind, position, reason, text } = move(debug);
    expect({ kind, reason, text }).toMatchObject(run(line));
    expect([position, debug.position]).toEqual([other.session.position, other.session.position]);
    expect(debug.values().map(({ address, value }) => [address, value])).toEqual(
      other.session.known().map(({ names, value }) => [names[0], value]),
    );
  }
  expect(debug.seek(0).position).toBe(0);
  expect(debug.lastStep).toBeNull();
  const { kind, result, ...place } = other.session.step(43);
  expect(debug.stepAt(43)).toEqual({
    ...place,
    operation: kind,
    operands: place.operands.map(({ name, value }) => ({ address: name, value })),
    result: { address: result.name, value: result.value },
  });
});

test('values are read and set', async () => {
  const debug = await opened('target-13');
  expect(debug.read('loss')).toBeNull();
  debug.set('output.w[0]', 3);
  debug.seek(11);
  expect([debug.read('loss'), debug.read('output * 2'), debug.read('loss > 5')]).toEqual([1, 28, 0]);
  debug.set('output.w[0]', -0);
  expect(debug.read('output.w[0]')).toBe(-0);
  debug.run('undo');
  expect(() => debug.set('output', 3)).toThrow(CommandError);
  expect(() => debug.set('output.w[0]', Number.NaN)).toThrow(CommandError);
  expect(() => debug.read('loss +')).toThrow(CommandError);
  expect(() => debug.read('outptu')).toThrow(/output/);
});

test('what is at a stop comes with it', async () => {
  const debug = await opened('back-propagation');
  const told: Stop[] = [];
  const end = debug.onStop((stop) => told.push(stop));
  debug.addBreakpoint('loss < 1');
  debug.addBreakpoint('change loss log "loss is {loss}"');
  debug.run('commands 1 print loss; undo');
  const stop = debug.continue();
  expect(stop).toMatchObject({ reason: 'breakpoint', position: 43, breakpoints: [1] });
  expect(stop.messages.at(-1)).toEqual({ text: expect.stringContaining('loss is'), step: 43, depth: 0 });
  expect(stop.answers.map(({ text }) => text)).toEqual([`loss = ${debug.read('loss')}`]);
  expect(stop.failure).toEqual({ line: 'undo', text: 'Nothing to undo.' });
  expect(told).toEqual([stop]);
  // Neither a message nor an empty line is a stop.
  debug.run('print loss');
  debug.run('# nothing');
  expect(told).toHaveLength(1);
  end();
  debug.removeBreakpoint(1);
  debug.removeBreakpoint(7);
  debug.step();
  expect(told).toHaveLength(1);
  expect(debug.breakpoints.map(({ id, text }) => [id, text])).toEqual([
    [2, 'change loss log "loss is {loss}"'],
  ]);
  expect(() => debug.addBreakpoint('nowhere')).toThrow(CommandError);
});

describe('errors', () => {
  test('of a text have a place, of an object a path, of a data file both', async () => {
    const wrong = async (...given: Parameters<typeof open>) => {
      const error = await open(...given).catch((each: unknown) => each);
      expect(error).toBeInstanceOf(ScenarioError);
      return error as ScenarioError;
    };
    const bad = { ...oneWeight(1), loss: 'sqared_error' };
    const ofText = await wrong(JSON.stringify(bad), { name: 'bad.json' });
    expect(ofText.message).toContain('bad.json:1:');
    expect(ofText.diagnostics[0]).toMatchObject({
      severity: 'error',
      file: 'bad.json',
      line: 1,
      path: 'loss',
    });
    const { diagnostics, message } = await wrong(bad);
    expect(diagnostics[0]).toMatchObject({ file: 'scenario', line: null, column: null, path: 'loss' });
    expect(diagnostics[0]?.fix).toContain('squared_error');
    expect(message).not.toContain('│');
    const ofFile = await wrong(
      { ...oneWeight(1), data: { csv: 'd.csv', inputs: ['x'], target: 'y' } },
      { files: { 'd.csv': 'x,y\n1,2\nfour,2\n' } },
    );
    expect(ofFile.diagnostics[0]).toMatchObject({ file: 'd.csv', line: 3 });
    expect(ofFile.message).toContain('│ four,2');
    const missing = await wrong({ ...oneWeight(1), data: { csv: 'toString', inputs: ['x'], target: 'y' } });
    expect(missing.diagnostics[0]?.found).toBe('no such file');
    expect((await wrong({ ...oneWeight(1), training: { epochs: Number.NaN } })).message).toContain('NaN');
  });

  test('of a command have the word that is wrong', async () => {
    const debug = await opened('target-13');
    const error = (() => {
      try {
        return debug.run('goto epoch 1 nowhere');
      } catch (each) {
        return each;
      }
    })() as CommandError;
    expect(error).toBeInstanceOf(CommandError);
    expect(error.line.slice(error.at ?? 0)).toBe('nowhere');
    expect(() => debug.run('undo')).toThrow('Nothing to undo.');
  });
});

describe('a run that yields', () => {
  test('it is aborted where it is, and nothing else moves meanwhile', async () => {
    const debug = await open(oneWeight(1e8));
    debug.addBreakpoint('y > 1e9');
    const control = new AbortController();
    const reached: number[] = [];
    const work = debug.runAsync('continue', {
      signal: control.signal,
      onProgress: (position) => {
        if (reached.push(position) === 3) control.abort();
      },
    });
    expect(() => debug.step()).toThrow('A run is going on');
    expect(() => debug.removeBreakpoint(1)).toThrow('A run is going on');
    await expect(debug.runAsync('last')).rejects.toThrow('A run is going on');
    const error = await work.catch((each: unknown) => each);
    expect(error).toBe(control.signal.reason);
    expect(error).toHaveProperty('name', 'AbortError');
    expect(reached).toEqual(reached.toSorted((one, other) => one - other));
    expect(debug.position).toBeGreaterThanOrEqual(reached[2] as number);
    expect(debug.position).toBeLessThan(debug.total);
    await expect(debug.runAsync('last', { signal: control.signal })).rejects.toBe(control.signal.reason);
    expect(debug.step().reason).toBe('step');
  });

  test('it gives what the same run gives at once', async () => {
    const [one, other] = await Promise.all([opened('two-moons'), opened('xor')]);
    const told: Stop[] = [];
    one.onStop((stop) => told.push(stop));
    one.addBreakpoint('loss < 0.05');
    other.addBreakpoint('change loss by 0.2');
    const [stop, fast] = await Promise.all([one.runAsync('continue 40'), other.runAsync('continue')]);
    const again = await opened('two-moons');
    again.addBreakpoint('loss < 0.05');
    expect(again.run('continue 40')).toEqual(stop);
    expect(told).toEqual([stop]);
    expect((fast as Stop).reason).toBe('data breakpoint');
    await expect(one.runAsync('nonsense')).rejects.toThrow(CommandError);
    expect(await one.runAsync('metrics')).toMatchObject({ kind: 'listed' });
  });
});

describe('languages', () => {
  test('each debugger has its own, also while both run', async () => {
    const [english, bangla] = await Promise.all([
      open(oneWeight(1e5)),
      open(oneWeight(1e5), { language: 'bn' }),
    ]);
    for (const each of [english, bangla]) each.addBreakpoint('y > 1e9');
    const runs = Promise.all([bangla.runAsync('continue'), english.runAsync('continue')]);
    const seen = new Set<string>();
    const look = setInterval(() => seen.add(currentLanguage()), 1);
    const [said, plain] = await runs;
    clearInterval(look);
    seen.add(currentLanguage());
    expect([...seen]).toEqual(['en']);
    expect((said as Stop).text).toMatch(/\p{Script=Bengali}/u);
    expect((plain as Stop).text).toBe('End of the run: no breakpoint was hit.');
    expect(() => bangla.run('undo')).toThrow(/\p{Script=Bengali}/u);
    expect(currentLanguage()).toBe('en');
    const rows = await bangla.screen();
    expect(rows.flat().some(({ text }) => /\p{Script=Bengali}/u.test(text))).toBe(true);
    await expect(open({}, { language: 'bn' })).rejects.toThrow(/\p{Script=Bengali}/u);
    expect(currentLanguage()).toBe('en');
  });

  test('it is put back after an error', () => {
    expect(() =>
      inLanguage('bn', () => {
        throw new Error(currentLanguage());
      }),
    ).toThrow('bn');
    expect(currentLanguage()).toBe('en');
  });
});

describe('the screen', () => {
  test('it is that of the terminal, with colours', async () => {
    const debug = await opened('xor');
    const { debug: other } = sessionOf('xor');
    debug.seek(20);
    other.seek(20);
    const lines = await debug.screen({ columns: 100, rows: 30, view: 'loss' });
    const looks = { ...defaultViewOptions, picture: 'loss', hasKeys: false } as const;
    const expected = sessionScreen(new Scene(other), 'xor', { columns: 100, rows: 30 }, looks, null, []);
    expect(lines.map((line) => line.map(({ text }) => text).join(''))).toEqual(expected?.map(plainText));
    const colour = /^#[\da-f]{6}$/;
    for (const { foreground, background } of lines.flat()) {
      expect(foreground).toMatch(colour);
      expect(background ?? '#000000').toMatch(colour);
    }
    expect(await debug.screen({ theme: 'light' })).not.toEqual(await debug.screen());
  });

  test('it follows a change of the variant', async () => {
    const text = textOf('target-13');
    const debug = await open(text);
    const texts = async () =>
      (await debug.screen())
        .flat()
        .map((each) => each.text)
        .join('');
    const before = await texts();
    const { variants } = sessionOf('target-13').debug.session.scenario;
    const [{ name } = { name: '' }] = variants;
    debug.run(`variant ${name}`);
    const after = await texts();
    expect(after).not.toBe(before);
    const direct = await open(text, { variant: name });
    expect(
      (await direct.screen())
        .flat()
        .map((each) => each.text)
        .join(''),
    ).toBe(after);
  });
});

test('warnings are data', async () => {
  const debug = await open({
    ...oneWeight(1),
    inputs: ['x', 'z'],
    layers: [{ name: 'output', nodes: { y: [1, 1] } }],
    data: [{ inputs: [2, 1], target: 3 }],
    optimizer: { kind: 'sgd', learning_rate: 0 },
  });
  expect(debug.warnings.map(({ severity, path }) => [severity, path])).toEqual([
    ['warning', 'optimizer.learning_rate'],
  ]);
  expect((await opened('xor')).warnings).toEqual([]);
});
