/** Every typed word counts: a command uses it, or says which one it does not understand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionsInSession } from '../../src/app/actions/actions.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import { completed } from '../../src/commands/command.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { complete } from '../../src/commands/line.ts';
import { commandText, readArguments } from '../../src/commands/parameters.ts';
import { debuggerCommands, execute } from '../../src/commands/sections/commands.ts';
import { Session } from '../../src/session/session.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { runnerAt, shippedEntry } from '../support/app.ts';
import { load } from '../support/scenario.ts';
import '../support/seed.ts';

/** A session with everything that a command can name: breakpoints, a watch, marks, timelines. */
function open(): Debugger {
  const debug = new Debugger(new Session(load('back-propagation')));
  const lines = [
    'break node_0',
    'break loss < 1',
    'catch nan',
    'watch loss',
    '50',
    'set learning_rate = 0.1',
    '9',
    'set learning_rate = 0.2',
    'mark a',
  ];
  for (const line of lines) execute(debug, line);
  return debug;
}

/** What follows a command's word. Each command takes some of them. */
const samples = [
  ...['', '3', '50%', 'start', 'epoch 2', 'epoch 2 backward', 'line 20', 'node_0', 'node_0 if loss < 1'],
  ...[
    'loss',
    'loss < 1',
    'loss / 2',
    'loss node_0',
    'loss / 2, error every epoch',
    'loss every step',
    'change loss by 2',
    'output.w[0] = 3',
    'a',
    "'",
    'nan',
    'explode 2',
  ],
  ...[
    'overshoot',
    'as written',
    'as written #2',
    '1',
    '1, 2',
    '1 2',
    '1 print loss; bt 2',
    'all',
    'square',
    'breakpoints',
    'node_0 hit 3',
    'loss log "x"',
    'en',
    'my.session',
  ],
];

test('a command that moves or edits says so, and no other does', () => {
  const found = new Map<string, string>();
  const selected = () => {
    const debug = open();
    // Two timelines, the current one with an edit, and a value that can be changed is selected.
    for (const line of ['50', 'set output.w[0] = 2', '9', 'set output.w[0] = 3']) execute(debug, line);
    debug.selection = { ...debug.selection, address: 'output.w[0]' };
    return debug;
  };
  let debug = selected();
  for (const { words, run } of debuggerCommands)
    for (const sample of samples) {
      const { position } = debug.session;
      const edited = () => JSON.stringify(debug.session.timeline);
      const before = edited();
      const outcome = completed(run(debug, { line: sample, from: 0 }));
      const isMove = outcome.kind === 'stopped' && debug.session.position !== position;
      const isEdit = edited() !== before;
      if (isMove) found.set(words[0] ?? '', 'moves');
      else if (isEdit) found.set(words[0] ?? '', 'edits');
      // What is refused has changed nothing.
      if (isMove || isEdit || outcome.kind !== 'failed') debug = selected();
    }
  const said = new Map(
    debuggerCommands.flatMap(({ words, effect }) => (effect ? [[words[0] ?? '', effect]] : [])),
  );
  // These need something undone, searched for, or checked before.
  for (const word of ['redo', 'find-next', 'find-previous', 'next-wrong', 'previous-wrong'])
    found.set(word, said.get(word) ?? '');
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(said));
});

describe('no word is ignored', () => {
  const debug = open();
  const actions = actionsInSession(runnerAt([shippedEntry('relu')], 'relu').state);
  const commands = actions.filter(({ words }) => words.length > 0);
  const given = commands.flatMap((command) =>
    samples
      .filter((sample) => readArguments(command, { line: sample, from: 0 }, debug).ok)
      .map((sample) => ({ command, sample })),
  );

  /** What a command is told by a line, in a form that can be compared. */
  const told = (command: (typeof commands)[number], line: string) => {
    const read = readArguments(command, { line, from: 0 }, debug);
    return read.ok ? JSON.stringify(read.values) : read;
  };

  test('each command takes some of the samples', () => {
    expect(new Set(given.map(({ command }) => command.words[0])).size).toBe(commands.length);
  });

  test('a further word is used, or the failure points into it or behind it', () => {
    const words = fc.oneof(
      fc.constantFrom(
        ...samples.filter((sample) => sample !== ''),
        'if',
        'hit',
        'log',
        'junk',
        '0',
        '%',
        ',',
        '=',
      ),
      fc.string({ minLength: 1, maxLength: 8 }).map((text) => text.replace(/\s/g, 'x')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...given), words, ({ command, sample }, word) => {
        const line = `${sample} ${word}`;
        // Two ways to name the same: a place that is named more exactly or twice, and all breakpoints.
        fc.pre(
          command.words[0] !== 'goto' || (sample !== word && !/^(?:epoch|line|node)/.test(sample + word)),
        );
        fc.pre(line !== ' all');
        // A semicolon may also stand behind the last command.
        fc.pre(command.words[0] !== 'commands' || word !== ';');
        const result = told(command, line);
        expect(result, `${command.words[0]} ${line}`).not.toBe(told(command, sample));
        if (typeof result === 'string') return;
        expect(result.text).not.toBe('');
        expect(result.at).toBeGreaterThanOrEqual(0);
        expect(result.at).toBeLessThanOrEqual(line.length);
        expect(line.slice(result.at)).not.toMatch(/^\s/);
      }),
      { numRuns: 3000 },
    );
  });

  test('the words of the usage that are written small are offered', () => {
    for (const command of commands) {
      const { parameters } = command;
      const written = commandText({ words: [''], parameters }).match(/(?<![\p{L}[])[a-z]{3,}/gu) ?? [];
      const offered = parameters.flatMap(({ words }) => words(debug));
      for (const word of written) expect(offered, commandText(command)).toContain(word);
    }
  });
});

test.each([
  [
    'reverse-continue 2 x',
    19,
    'Expected the end of the command, found "x", after "2": write reverse-continue [COUNT]',
  ],
  ['break node_0 hit 3 x', 19, 'Expected "log", or nothing more, found "x", after "node_0 hit 3".'],
  ['ignore 1', 8, 'Expected a count: 1, 2, 3 …, found the end of the text, after "1".'],
  ['tbreak loss log "x"', 12, 'Expected "if", "hit", or nothing more, found "log", after "loss".'],
  ['until loss hit 2 log "x"', 17, 'Expected the end of the text, found "log", after "loss hit 2".'],
  ['ignore 9 2', 7, 'There is no breakpoint "9": try 1, 2, 3'],
  ['info brekpoints', 5, 'Expected something to list, found "brekpoints": did you mean "breakpoints"?'],
  ['run 3', 4, 'Expected the end of the command, found "3": write run'],
  ['commands 1 print los', 17, 'Expected an address in this run, found "los": did you mean "loss"?'],
  ['commands 1 print loss; prnt x', 23, 'There is no command "prnt": did you mean "print"?'],
  ['last 5', 5, 'Expected the end of the command, found "5": write last'],
  ['first 9', 6, 'Expected the end of the command, found "9": write first'],
  ['metrics foo', 8, 'Expected the end of the command, found "foo": write metrics'],
  ['counterpart x', 12, 'Expected the end of the command, found "x": write counterpart'],
  ['where foo', 6, '"foo" is not a count: write a whole number, 1 or more.'],
  [
    'goto 3 4',
    7,
    'Expected the end of the command, found "4", after "3": write goto STEP | N% | start | end | PLACE',
  ],
  ['goto loss loss', 10, '"loss" is there twice: write it once, as in goto loss.'],
  ['goto epoch 2 epoch 3', 13, '"epoch" is there twice: write it once, as in goto epoch 2.'],
  ['goto epch 3', 5, 'There is no "epch" at this place: did you mean "epoch"?'],
  ['break lins 3', 6, 'Expected a place, an address or a condition, found "lins": did you mean "line"?'],
  [
    'break layr hidden',
    6,
    'Expected a place, an address or a condition, found "layr": did you mean "layer"?',
  ],
  ['contnue', 0, 'There is no command "contnue": did you mean "continue"?'],
  ['epoch 5', 0, 'There is no command "epoch": did you mean "goto epoch 5"?'],
  ['node_0', 0, 'There is no command "node_0": did you mean "goto node_0"?'],
  ['condition', 0, 'There is no command "condition": did you mean "break"?'],
  ['xyzzy', 0, 'There is no command "xyzzy": type help to see all commands'],
  ['start', 0, 'There is no command "start": did you mean "goto start"?'],
  [
    'set node_0.w[0] = abc',
    18,
    'Expected a number, or an address in this run, found "abc", after "node_0.w[0] =": write a number, for example 0.5',
  ],
  [
    'set node_0.w[0] = los',
    18,
    'Expected a number, or an address in this run, found "los", after "node_0.w[0] =": did you mean "loss"?',
  ],
  ['delete 1 ,', 9, 'There is no breakpoint ",": try 1, 2, 3'],
  ['table', 5, 'Expected a value, found the end of the text.'],
  ['table loss,', 11, 'Expected a value, found the end of the text, after "loss,".'],
  ['table loss los', 11, 'Expected an address in this run, found "los", after "loss": did you mean "loss"?'],
  [
    'table loss every epch',
    17,
    'Expected step, example, batch or epoch, found "epch", after "loss every": did you mean "epoch"?',
  ],
  [
    'table loss every epoch x',
    23,
    'Expected the end of the command, found "x", after "loss every epoch": write table EXPRESSION … [every step | example | batch | epoch]',
  ],
  ['origin loss x', 12, 'Expected the end of the command, found "x", after "loss": write origin [ADDRESS]'],
])('%s fails at %i: %s', (line, at, text) => {
  expect(execute(open(), line)).toEqual({ kind: 'failed', text, place: { line, at } });
});

test('an example of another batch is told from one that is not there', () => {
  const debug = new Debugger(new Session(load('iris')));
  expect([
    execute(debug, 'goto batch 2 example 1'),
    execute(debug, 'goto batch 2 example 999'),
  ]).toMatchObject([
    { text: 'Example 1 is not in batch 2: examples are counted through the whole epoch.' },
    { text: 'There is no batch 2 example 999 in this run.' },
  ]);
});

test('an update belongs only to the examples of its batch', () => {
  const debug = new Debugger(new Session(load('iris')));
  const at = (place: string) => {
    execute(debug, `goto ${place}`);
    return debug.session.engine.schedule.segmentAt(debug.session.position);
  };
  expect(at('example 17')).toMatchObject({ program: 'example', batch: 2, example: 17 });
  expect(at('batch 2 example 32 update')).toMatchObject({ program: 'update', batch: 2 });
  expect(at('example 33 update')).toMatchObject({ program: 'update', batch: 3 });
});

test('values, where and display use what is typed', () => {
  const debug = open();
  const rows = (line: string) => {
    const outcome = execute(debug, line);
    return outcome.kind === 'listed' ? outcome.rows.map(({ text }) => text) : [outcome];
  };
  expect(rows('values w[1]')).toEqual(['node_0.w[1] = 1', 'node_1.w[1] = 1', 'output.w[1] = -1']);
  expect(rows('values foo')).toMatchObject([{ text: 'No known value has "foo" in its name.' }]);
  expect(rows('bt 2')).toEqual(rows('where').slice(0, 2));
  expect(rows('display output * 2')).toMatchObject([{ text: 'Watch 2 added: output * 2.' }]);
  expect(rows('display')).toEqual(['1  loss = not known yet', '2  output * 2 = 18, since step 9']);
  for (const [end, position] of [
    ['end', debug.session.total],
    ['start', 0],
  ] as const) {
    execute(debug, `goto ${end}`);
    expect(debug.session.position).toBe(position);
  }
});

test('the completion offers what the command takes, also after a key or the start of a word', () => {
  const words = (text: string) => complete(text, open(), debuggerCommands).words;
  expect(words('variant o')).toEqual(['overshoot']);
  expect(words('catch u')).toEqual(['underflow']);
  expect(words('b no')).toEqual(words('break no'));
  expect(words('goto e')).toEqual(['end', 'epoch', 'example']);
  expect(words('undo l')).toEqual([]);
  expect(words('break')).toEqual(['break', 'breakpoints']);
  // Names that begin with what is typed come before those that have its letters.
  const begun = words('e').map((word) => word.startsWith('e'));
  expect(begun).toContain(false);
  expect(begun).toEqual(begun.toSorted().reverse());
});

test('the screen points at the word that is wrong, if there is room', () => {
  const runner = runnerAt([shippedEntry('target-13')], 'target-13');
  for (const key of [...':print loss + los']) runner.press(key === ' ' ? 'space' : key);
  runner.press('enter');
  const linesOf = (columns: number, rows: number) =>
    screenOf(runner.state, { columns, rows }).map((line) => plainText(line).trimEnd());
  const text = 'Expected an address in this run, found "los", after "loss +": did you mean "loss"?';
  const wide = linesOf(120, 24);
  const typed = ' ▌ print loss + los';
  const at = wide.indexOf(typed);
  expect(wide[at + 1]).toBe(` ▌              ^ ${text}`);
  const high = linesOf(90, 30);
  expect(high.slice(high.indexOf(typed)).slice(1, 3)).toEqual([' ▌              ^', ` ▌ ${text}`]);
  expect(linesOf(80, 24).join('\n')).not.toContain('^');
  expect(linesOf(80, 24).join('\n')).toContain('Expected an address in this run');
});
