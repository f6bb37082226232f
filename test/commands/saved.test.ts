import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestText } from '../../src/breakpoints/list.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { restoreSession } from '../../src/commands/saved/restored.ts';
import { saveSession } from '../../src/commands/saved/saved.ts';
import { isSavedSession, readSavedId } from '../../src/commands/saved/saved-format.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { Session } from '../../src/session/session.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../support/networks.ts';
import {
  type Change,
  changes,
  fractions,
  makeChange,
  places,
  positionOf,
  type Where,
} from '../support/replay.ts';

const source = `title: One weight
inputs: [x]
layers:
  - name: output
    nodes: { y: [1] }
data:
  - { inputs: [2], target: 3 }
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.1 }
training: { epochs: 2 }
variants:
  high: { set: { "y.w[0]": 2 } }
`;

function restored(text: string, scenarioText = source) {
  const result = restoreSession(text, scenarioOf(scenarioText), scenarioText, String);
  if (!result.ok) throw new Error(result.text);
  return result;
}

/** The saved session after these commands, as text. */
function savedAfter(...lines: string[]): string {
  const debug = new Debugger(new Session(scenarioOf(source)));
  for (const line of lines) {
    let outcome = execute(debug, line);
    while (outcome.kind === 'running') {
      let next = outcome.work.next();
      while (!next.done) next = outcome.work.next();
      outcome = next.value;
    }
    if (outcome.kind === 'failed') throw new Error(outcome.text);
  }
  return saveSession(debug, { id: './one.yaml', source, layout: { zoomed: true } });
}

/** A saved session with some entries replaced. */
function changed(text: string, entries: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...JSON.parse(text), ...entries });
}

const busy = savedAfter(
  'break at y if x > 0',
  'break change y.w[0] by 0.001',
  'catch rise',
  'watch grad(y)*2',
  'watch loss',
  'plot y - target every step',
  'disable 1',
  'continue',
  'mark a',
  'set y.w[0] = -0',
  '13',
  'set x = 5',
  'undo',
  '3',
  'set target = 7',
  'set target = 8',
  'find  square',
  '2',
);

describe('a session is saved and resumed', () => {
  test('all of its parts', () => {
    const { debug, layout, notices } = restored(busy);
    const { session } = debug;
    expect({ layout, notices }).toEqual({ layout: { zoomed: true }, notices: [] });
    expect(session.position).toBe(2);
    expect(debug.visited).toBe(13);
    expect(session.timeline.name).toBe('as written #2');
    expect(debug.breakpoints.map(({ id, isEnabled }) => [id, isEnabled])).toEqual([
      [1, false],
      [2, true],
      [3, true],
    ]);
    expect(debug.watches.map(({ text }) => text)).toEqual(['grad(y)*2', 'loss']);
    expect(debug.plotted).toMatchObject({ expression: { text: 'y - target' }, unit: 'step' });
    expect(debug.marks.get('a')).toBe(7);
    expect(saveSession(debug, { id: './one.yaml', source, layout })).toBe(busy);
  });

  test('the text is small, and in a readable order', () => {
    expect(savedAfter('2', 'set x = -0').split('\n').slice(0, 25).join('\n')).toBe(`{
  "format": "backstep session",
  "version": 2,
  "scenario": "./one.yaml",
  "digest": "442def14-246",
  "position": 2,
  "visited": 2,
  "timeline": "as written",
  "timelines": [
    {
      "name": "as written",
      "variant": null,
      "parent": null,
      "edits": [
        {
          "at": 2,
          "address": "x",
          "value": "-0"
        }
      ],
      "undone": []
    }
  ],
  "breakpoints": [],
  "watches": [],`);
  });

  test('undone edits can be redone, and breakpoints continue their counts', () => {
    const { debug } = restored(savedAfter('3', 'set x = 5', '4', 'set x = 6', 'clear-edits', 'break y'));
    expect(debug.session.redo()).toEqual({ at: 3, address: 'x', value: 5 });
    expect(debug.session.redo()).toEqual({ at: 4, address: 'x', value: 6 });
    execute(debug, 'break loss');
    expect(debug.breakpoints.map(({ id }) => id)).toEqual([1, 2]);
  });

  test('all that a breakpoint has', () => {
    const lines = [
      'tbreak y hit >= 2',
      'break change y.w[0] log "now {y.w[0]}"',
      'break loss if y > 1 hit % 2',
    ];
    const text = savedAfter(...lines, '9', 'ignore 3 2', 'commands 1 print y; print loss; continue');
    const { debug, notices } = restored(text);
    expect(notices).toEqual([]);
    expect(debug.breakpoints.map((each) => requestText(each))).toEqual([
      'node y hit >= 2',
      'change y.w[0] log "now {y.w[0]}"',
      'phase loss if y > 1 hit % 2',
    ]);
    expect(debug.breakpoints).toMatchObject([
      { isTemporary: true, ignored: null, commands: ['print y', 'print loss', 'continue'] },
      { isTemporary: false, ignored: null, commands: [] },
      { isTemporary: false, ignored: { first: 3, last: 4 }, commands: [] },
    ]);
    expect(saveSession(debug, { id: './one.yaml', source, layout: { zoomed: true } })).toBe(text);
  });

  test('a session of version 1, where breakpoints had counts of their own', () => {
    const old = { id: 4, stop: 'node y if x > 0', enabled: false, hits: 7 };
    const { debug, notices } = restored(changed(savedAfter('3'), { version: 1, breakpoints: [old] }));
    expect(notices).toEqual([]);
    expect(debug.breakpoints).toMatchObject([
      { id: 4, isEnabled: false, hit: null, log: null, ignored: null, isTemporary: false, commands: [] },
    ]);
    expect(debug.session.position).toBe(3);
  });

  test('on the timeline of a variant', () => {
    const { debug } = restored(savedAfter('variant high', '1'));
    expect(debug.session.variant?.name).toBe('high');
    expect(debug.session.read('y')).toBe(4);
  });

  const words = (name: string, value: number) => [
    `break ${name} > ${value}`,
    `break change ${name}`,
    `break change ${name} by ${Math.abs(value) + 1e-9}`,
    `break at ${name} if ${name} < 0`,
    'catch vanish 1e-5',
    'catch nan',
    `tbreak ${name} hit 2`,
    `break ${name} hit % 2 log "{${name}} = {1/3}"`,
    'ignore 1 3',
    'commands 2 print loss; continue',
    'disable 1',
    `watch ${name}`,
    `watch max(${name}, ${value}) * 2`,
    'mark b',
    'variant',
    'undo',
    'redo',
    'clear-edits',
    'next-timeline',
    'last',
  ];
  const acts = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), change: changes }),
    fc.record({ kind: fc.constant('seek' as const), place: places }),
    fc.record({ kind: fc.constant('say' as const), name: fractions, word: fractions, value: fc.double() }),
  );
  type Act =
    | { readonly kind: 'set'; readonly change: Change }
    | { readonly kind: 'seek'; readonly place: Where }
    | { readonly kind: 'say'; readonly name: number; readonly word: number; readonly value: number };
  const pick = <Item>(items: readonly Item[], at: number) =>
    items[Math.min(items.length - 1, Math.floor(at * items.length))] as Item;

  function act(debug: Debugger, action: Act): void {
    const { session } = debug;
    if (action.kind === 'set') makeChange(session, action.change);
    else if (action.kind === 'seek') debug.seek(positionOf(session, action.place));
    else execute(debug, pick(words(pick(session.values.names, action.name), action.value), action.word));
  }

  test('saving it again gives the same text, and every number is the same, bit for bit', () => {
    const networks = documents({ training: true, passOn: true, layers: 2, nodes: 2, epochs: 3 });
    const seen = { forks: 0, breakpoints: 0, watches: 0, undone: 0 };
    fc.assert(
      fc.property(networks, fc.array(acts, { minLength: 8, maxLength: 24 }), (document, walk) => {
        const text = JSON.stringify({ ...document, variants: { other: { set: {} } } });
        const about = { id: 'random', source: text, layout: {} };
        const debug = new Debugger(new Session(scenarioOf(text)));
        for (const action of walk) act(debug, action);
        const saved = saveSession(debug, about);
        const again = restored(saved, text);
        expect(again.notices).toEqual([]);
        expect(saveSession(again.debug, about)).toBe(saved);
        // All NaNs count as equal, whatever their payload.
        const bytes = ({ registers }: Session) =>
          Buffer.from(
            Float64Array.from(registers, (each) => (Number.isNaN(each) ? Number.NaN : each)).buffer,
          );
        expect(bytes(again.debug.session)).toEqual(bytes(debug.session));
        const { all } = debug.session.timelines;
        seen.forks += Number(all.some(({ parent }) => parent !== null));
        seen.undone += Number(all.some(({ undone }) => undone.length > 0));
        seen.breakpoints += Number(debug.breakpoints.length > 0);
        seen.watches += Number(debug.watches.length > 0);
      }),
      networksTried(150),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(shareOf(10));
  });
});

describe('parts that no longer fit the scenario', () => {
  test('a changed scenario is reported, and the parts that still fit are restored', () => {
    const { notices, debug } = restored(busy, `${source}# a remark\n`);
    expect(notices).toEqual(['The scenario has changed since this was saved.']);
    expect(debug.watches).toHaveLength(2);
  });

  test('each missing part is left out, with a message', () => {
    const other = source
      .replaceAll('y', 'z')
      .replace('lazers', 'layers')
      .replace('lazer', 'layer')
      .replace('variants:\n  high: { set: { "z.w[0]": 2 } }\n', '')
      .replace('training: { epochs: 2 }', '');
    const text = savedAfter(
      '14',
      'set y.w[0] = 3',
      'variant high',
      'watch y',
      'plot y every epoch',
      'watch loss',
      'break y',
      'mark a',
    );
    const { notices, debug } = restored(changed(text, { timeline: 'as written' }), other);
    expect(notices).toEqual([
      'The scenario has changed since this was saved.',
      'Left out the edit of y.w[0]: there is no such value.',
      'Left out timeline "high": there is no variant "high".',
      expect.stringMatching(/^Left out breakpoint 1, node y: Expected a node in this run, found "y"/),
      expect.stringMatching(/^Left out watch y: Expected .*, found "y"/),
      expect.stringMatching(/^Left out the curve of y: Expected .*, found "y"/),
      'Left out mark a: there is no step 14; the last is 7.',
      'There is no step 14; the last is 7.',
    ]);
    expect(debug.session.position).toBe(7);
    expect(debug.session.timelines.all).toEqual([
      { name: 'as written', variant: null, parent: null, edits: [], undone: [] },
    ]);
    expect(debug.watches.map((watch) => watch.text)).toEqual(['loss']);
  });

  test('if its timeline is missing, it opens the first remaining one, or a new one', () => {
    const other = source.replace('high:', 'low:');
    const both = savedAfter('2', 'set x = 4', 'variant high');
    expect(restored(both, other).debug.session.timeline.name).toBe('as written');
    const one = changed(both, {
      timelines: [{ name: 'high', variant: 'high', parent: null, edits: [], undone: [] }],
    });
    expect(restored(one, other).debug.session.timeline).toMatchObject({ name: 'as written', edits: [] });
  });

  test('an edit of a computed value is refused', () => {
    const edits = [{ at: 3, address: 'y', value: 1 }];
    const timelines = [{ name: 'as written', variant: null, parent: null, edits, undone: [] }];
    const { notices } = restored(changed(busy, { timelines, timeline: 'as written' }));
    expect(notices).toEqual([
      'Left out the edit of y at step 3 on "as written": it cannot be set at that step.',
    ]);
  });
});

describe('files that are not saved sessions', () => {
  const timeline = { name: 'a', variant: null, parent: null, edits: [], undone: [] };
  const edit = (at: number) => ({ at, address: 'x', value: 1 });

  test.each([
    ['nothing', '', 'text that is not JSON'],
    ['half a file', busy.slice(0, 200), 'text that is not JSON'],
    ['deep nesting', '['.repeat(100_000), 'text that is not JSON'],
    ['a list', '[]', 'another format'],
    ['null', 'null', 'another format'],
    ['another format', changed(busy, { format: 'foreign' }), 'another format'],
    ['no version', changed(busy, { version: undefined }), 'another format'],
    [
      'a newer version',
      changed(busy, { version: 3, breakpoints: 'new' }),
      'version 3; it was saved by a newer Backstep',
    ],
    ['an older version', changed(busy, { version: 0 }), 'an error at version'],
    ['a missing entry', changed(busy, { marks: undefined }), 'an error at marks'],
    ['a word for a number', changed(busy, { position: 'two' }), 'an error at position'],
    ['a negative step', changed(busy, { position: -1 }), 'an error at position'],
    ['half a step', changed(busy, { visited: 1.5 }), 'an error at visited'],
    ['no timeline', changed(busy, { timelines: [] }), 'an error at timeline'],
    ['an unknown timeline', changed(busy, { timeline: 'x' }), 'the current timeline must be one of'],
    ['a name twice', changed(busy, { timelines: [timeline, timeline], timeline: 'a' }), 'different names'],
    [
      'a fork of nothing',
      changed(busy, { timelines: [{ ...timeline, parent: 'b' }], timeline: 'a' }),
      'must be forked from an existing one',
    ],
    [
      'edits out of order',
      changed(busy, { timelines: [{ ...timeline, edits: [edit(2), edit(1)] }], timeline: 'a' }),
      'in the order of their steps',
    ],
    [
      'undone edits out of order',
      changed(busy, { timelines: [{ ...timeline, edits: [edit(2)], undone: [edit(1)] }], timeline: 'a' }),
      'in the order of their steps',
    ],
    ['a number for a watch', changed(busy, { watches: [1] }), 'an error at watches.0'],
    [
      'a unit that is none',
      changed(busy, { plotted: { expression: 'x', unit: 'week' } }),
      'an error at plotted.unit',
    ],
    ['a mark of two letters', changed(busy, { marks: { ab: 1 } }), 'an error at marks.ab'],
    ['control characters', changed(busy, { marks: { '\u001b[31m': 1 } }), 'an error at marks.'],
  ])('%s', (_what, text, found) => {
    const result = restoreSession(text, scenarioOf(source), source, String);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.text.startsWith('expected a saved session of version 2, found ')).toBe(true);
    expect(result.text).toContain(found);
    expect(result.text).not.toMatch(/[\p{Cc}]/u);
    expect(readSavedId(text)).toEqual(result);
  });

  test('texts of a saved session are shown without control characters', () => {
    const { debug, notices } = restored(
      changed(busy, { search: '\u001b[31m', watches: ['\u001b]0;x\u0007'] }),
    );
    expect(debug.search).toBe('\ufffd[31m');
    expect(notices.join()).not.toMatch(/[\p{Cc}]/u);
  });

  test('a saved session is recognized by its format, also if it is damaged', () => {
    expect(isSavedSession(busy)).toBe(true);
    expect(isSavedSession(busy.slice(0, 60))).toBe(true);
    expect(isSavedSession(JSON.stringify(JSON.parse(busy)))).toBe(true);
    expect(isSavedSession(source)).toBe(false);
    expect(isSavedSession(JSON.stringify({ title: '"format": "backstep session"' }))).toBe(false);
  });

  test('the id of its scenario can be read', () => {
    expect(readSavedId(busy)).toEqual({ ok: true, id: './one.yaml' });
  });
});
