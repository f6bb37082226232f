/** Every text that users read has a Bangla translation, and there is no translation without its text. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { helpSections } from '../../src/app/actions/actions.ts';
import { exceptions } from '../../src/breakpoints/exceptions/exceptions.ts';
import { debuggerSections } from '../../src/commands/sections/commands.ts';
import { bn, repeated } from '../support/bangla.ts';
import { allTexts, textsIn } from '../support/texts.ts';

/** Folders in which every drawn text and every sentence must be translated. (Panes also draw names and notation.) */
const drawing = /^src\/(?:app|tui|print|cli)\//;

/** Texts that are the same in every language. */
const sameInAll: readonly string[] = ['Backstep', 'English', 'Bangla'];

/** Identifiers for the reason of a stop. They are not shown. */
const reasons: readonly string[] = ['start', 'end', 'breakpoint', 'data breakpoint', 'exception'];

const files = allTexts();

/** Texts of tables, which are translated when they are shown. */
const ofTables = [
  ...debuggerSections.flatMap(({ title, commands }) => [
    title,
    ...commands.flatMap(({ hint, help }) => [hint, help]),
  ]),
  ...Object.values(exceptions).map(({ help }) => help),
  ...helpSections.flatMap(({ title, actions }) => [
    title,
    ...actions.flatMap(({ hint, help }) => [hint, help]),
  ]),
];

const isMissing = (text: string) => !Object.hasOwn(bn, text);

/** Texts without a translation, with their file. */
const missing = files.flatMap(({ file, marked, unmarked, drawn, sentences }) => {
  const plain = drawing.test(file) ? [...drawn, ...sentences.filter(isMissing)] : [];
  const texts = [
    ...marked.filter(isMissing),
    ...unmarked.filter((text) => !reasons.includes(text)),
    ...plain.filter((text) => !sameInAll.includes(text.trim())),
  ];
  return [...new Set(texts)].map((text) => ({ file, text }));
});

const placeholders = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();

describe('texts found in source code', () => {
  test.each([
    [`t\`There is no step \${step}: \${1 + 2}.\``, ['There is no step {0}: {1}.']],
    [`const f = (a: number) => a === 1 ? t\`1 hit\` : \`\${t\`\${a} hits\`}!\``, ['1 hit', '{0} hits']],
    [`const a = msg('a number') as string; t('a text'); t(a)`, ['a number', 'a text']],
    [`const a = <Text>{t\`in a \\\`row\\\` of ক\`}</Text>`, ['in a `row` of ক']],
    [`write('not marked'); other\`neither\``, []],
    [
      `action([], ['x'], 'drop', 'drop it', run); const keys = [{ keys: ['y'], hint: 'yes' }]`,
      ['drop', 'drop it', 'yes'],
    ],
  ])('marked: %s', (source, texts) => {
    expect(textsIn(source)).toMatchObject({ marked: texts, unmarked: [] });
  });

  test.each([
    [`said('Done.'); failed(isHere ? \`Not \${this}.\` : t\`No.\`)`, ['Done.', 'Not ….']],
    [`listed('Title', [], 'Nothing.'); stopped('goto', 'This is it.')`, ['Title', 'Nothing.', 'This is it.']],
    [
      `class A { #refuse() { this.#refuse('a value', { fix: hint || 'write it' }) } }`,
      ['a value', 'write it'],
    ],
    [`const problem = { path: ['inputs'], expected: 'YAML', found: '")"', fix: '' }; stopped('end')`, []],
    [
      `fault(file, 'a file', t\`No.\`, 'name one'); const fix = isHere ? 'go' : 'come'; new Fault(fix)`,
      ['a file', 'name one', 'go', 'come'],
    ],
    [
      `a.description('Print it.'); a.option('--at <step>', 'the step', 'end'); a.argument('<file>', 'a file')`,
      ['Print it.', 'the step', 'a file'],
    ],
    [
      `const a = { text: 'power({0}, 2)' }, b = { text: 'relu′({0})' }, c = { text: 'is it so' }`,
      ['is it so'],
    ],
    [`store.say('Nothing.', true); store.showList(isAll ? 'All' : t\`No.\`, [])`, ['Nothing.', 'All']],
  ])('said unmarked: %s', (source, texts) => {
    expect(textsIn(source)).toMatchObject({ marked: source.includes('t`') ? ['No.'] : [], unmarked: texts });
  });

  test('drawn: literal text in a span or in JSX', () => {
    const source = `const a = <Text> some text {t\`and\`}</Text>; span(\`in row \${1}\`, 'dim'); span(t\`more\`)`;
    expect(textsIn(source)).toMatchObject({ marked: ['and', 'more'], drawn: [' some text ', 'in row …'] });
  });

  test('sentences: strings that read like prose, anywhere', () => {
    const source = `f('two words'); return_(\`\${a} is no file: b\`, 'Where to, then? Say it', 'backstep run this file')`;
    expect(textsIn(`${source}; t\`this is marked\``).sentences).toEqual([
      '… is no file: b',
      'Where to, then? Say it',
    ]);
  });
});

test('no text is translated while its module is loaded, because the language can change later', () => {
  const source =
    'const a = t`early`; const b = () => t`later`; class C { d = t`made`; e() { return t`called`; } }';
  expect(textsIn(source)).toMatchObject({ frozen: ['early'] });
  expect(files.flatMap(({ file, frozen }) => frozen.map((text) => `${file}: ${text}`))).toEqual([]);
});

/** Folders whose texts are shown next to the tape, which has ASCII digits. View has texts without a tape too. */
const besideTape =
  /^src\/(?:analysis|app|breakpoints|commands|diagnostics|explain|expression|numpy|scenario|session|tui)\//;

test('the numbers of steps, epochs and lines are passed as text, so that they look the same as on the tape', () => {
  const numbered = /\b(?:steps?|epoch|line) \$\{(?!String\(|grouped\()(?<given>[^}]*)\}/gi;
  const found = (source: string) =>
    [...source.matchAll(/\bt`[^`]*`/g)].flatMap(([text]) =>
      [...text.matchAll(numbered)].map(({ groups }) => groups?.given ?? ''),
    );
  expect(found(`t\`at step \${session.position} of epoch \${String(epoch)}\``)).toEqual(['session.position']);
  const all = files.filter(({ file }) => besideTape.test(file));
  expect(all.length).toBeGreaterThan(100);
  const given = all.flatMap(({ file }) =>
    found(readFileSync(file, 'utf8')).map((each) => `${file}: ${each}`),
  );
  expect(given).toEqual([]);
});

describe('Bangla', () => {
  test('has a translation of every text', () => {
    expect(missing).toEqual([]);
    expect(ofTables.filter(isMissing)).toEqual([]);
  });

  test('has each text once, in one group', () => expect(repeated).toEqual([]));

  test('has no translation of a text that is no longer in the source', () => {
    const known = new Set([
      ...files.flatMap(({ marked, literals }) => [...marked, ...literals]),
      ...ofTables,
    ]);
    expect(Object.keys(bn).filter((text) => !known.has(text))).toEqual([]);
  });

  test('has the same placeholders as the English text, {0} to {9}', () => {
    const entries = Object.entries(bn).map(([text, each]) => [placeholders(text), placeholders(each)]);
    for (const [english, translation] of entries) expect(translation).toEqual(english);
    expect(entries.flat(2).filter((place) => !/^\{\d\}$/.test(place))).toEqual([]);
  });

  test('is in Bangla script, and its sentences end with a danda', () => {
    const entries = Object.entries(bn).filter(([text]) => /\p{L}/u.test(text));
    expect(entries.filter(([, each]) => !/\p{Script=Bengali}/u.test(each))).toEqual([]);
    expect(entries.filter(([, each]) => /[^.]\.$/.test(each))).toEqual([]);
  });
});
