/** What holds for all pictures: their tabs, their size, and what they say where they cannot be drawn. */
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { tapeIndexOf } from '../../../src/core/tape-index.ts';
import { setLanguage } from '../../../src/i18n/translate.ts';
import { type PictureName, pictureNames } from '../../../src/scenario/format/picture-names.ts';
import { pictureOfKey, pictures, picturesOf } from '../../../src/view/network/pictures.ts';
import { OWN_KEY } from '../../../src/view/plots/picture.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { sessionScreen } from '../../../src/view/screen.ts';
import { hasSidePlot, sidePlotPane } from '../../../src/view/side-plot.ts';
import { plainText } from '../../../src/view/terminal/text.ts';
import { formulaDocuments } from '../../support/formulas.ts';
import { documents, networksTried, shareOf } from '../../support/networks.ts';
import { pictureAt, sceneOf, shippedScene, textsOf } from '../../support/pictures.ts';
import { shipped, sourceOf } from '../../support/scenario.ts';
import { columnsOf } from '../../support/width.ts';

afterEach(() => setLanguage('en'));

const SIZE = { columns: 92, rows: 12 };
const drawn = pictureNames.filter((name) => name !== 'network');
/** A scenario with a picture that two-moons does not have. */
const havers: Partial<Record<PictureName, string>> = {
  contour: 'curved-valley',
  line: 'rent',
  shares: 'iris',
  window: 'convolution',
};

describe('the tabs', () => {
  const titleOf = (id: string, picture: PictureName, columns: number) =>
    pictureAt(shippedScene(id), 0, picture, { columns, rows: 9 }).title ?? [];

  test.each([
    ['two-moons', '1 network 2 weights 3 gradients 4 function 5 valley 6 loss 7 plane 9 metrics 0 confusion'],
    ['gradient-descent', '1 network  2 weights  3 gradients  5 valley  6 loss  9 metrics  0 line'],
    ['relu-function', '1 network  4 function'],
    ['target-13', '1 network  2 weights  3 gradients  5 valley  6 loss  7 plane  9 metrics'],
  ])('%s has those of its pictures', (id, text) => {
    const title = titleOf(id, 'network', 96);
    expect(plainText(title)).toBe(text);
    expect(title.filter(({ tone }) => tone === 'strong').map((each) => each.text)).toEqual(['1 network']);
  });

  test('without room for all names some are short, that of the picture shown last', () => {
    expect(plainText(titleOf('transformer', 'network', 76))).toBe(
      '1 network 2 weights 3 grads 4 function 5 valley 6 loss 9 metrics 0 shares',
    );
    expect(plainText(titleOf('two-moons', 'plane', 76))).toBe(
      '1 net 2 weights 3 grads 4 func 5 valley 6 loss 7 plane 9 metrics 0 conf',
    );
    expect(plainText(titleOf('two-moons', 'gradients', 76))).toContain(' 3 grads ');
    expect(plainText(titleOf('two-moons', 'plane', 56))).toBe('1  2  3  4  5  6  7 plane  9  0');
    // A key of several pictures stands once, and each of them can be pointed at.
    const both = titleOf('iris', 'confusion', 96);
    expect(plainText(both)).toMatch(/ 9 metrics 0 shares\/confusion$/);
    expect(both.filter(({ tone }) => tone === 'strong').map((each) => each.text)).toEqual(['confusion']);
    expect(plainText(titleOf('iris', 'confusion', 48))).toBe('1  2  3  4  5  6  9  0 confusion');
    // A picture that the scenario does not have is named while it is chosen.
    expect(plainText(titleOf('relu-function', 'metrics', 76))).toBe('1 network  4 function  9 metrics');
  });

  test('each has a name and stands for its picture, on every usual screen', () => {
    for (const id of shipped)
      for (const columns of [76, 96, 136]) {
        const scene = shippedScene(id);
        const names = picturesOf(scene);
        const tabs = titleOf(id, names.at(-1) ?? 'network', columns).filter(({ target }) => target);
        expect(tabs.map(({ target }) => target?.kind === 'picture' && target.name)).toEqual(names);
        for (const [index, { text }] of tabs.entries())
          expect([
            names[index],
            names[index]?.replace(/(?<=^(net|grad|func|conf)).*?(s?)$/u, '$2'),
          ]).toContain(text.replace(/^\d /u, ''));
      }
  });

  test('are found once for a scene, and the first gradient once for a tape', () => {
    // A tape of its own: that of the shipped scenario is shared with other tests.
    const scene = sceneOf(sourceOf('xor'));
    const { run } = scene.engine;
    const seeking = vi.spyOn(run.example.instructions, 'findIndex');
    expect(picturesOf(scene)).toContain('gradients');
    expect(seeking).toHaveBeenCalled();
    seeking.mockClear();
    expect(tapeIndexOf(run).firstGradient).not.toBeNull();
    expect(picturesOf(scene)).toBe(picturesOf(scene));
    expect(seeking).not.toHaveBeenCalled();
  });

  test('no two pictures that many scenarios have share a key, and the key of the code is free', () => {
    const keys = pictureNames.map((name) => pictures[name].key).filter((key) => key !== OWN_KEY);
    expect(keys).toHaveLength(8);
    expect(new Set([...keys, '8', OWN_KEY]).size).toBe(keys.length + 2);
  });

  test('pictures of one key take turns, those that the scenario has, its own first', () => {
    const turns = (id: string) => {
      const scene = shippedScene(id);
      const first = pictureOfKey(scene, OWN_KEY, 'network');
      const second = first && pictureOfKey(scene, OWN_KEY, first);
      return [first, second, second && pictureOfKey(scene, OWN_KEY, second)];
    };
    expect(turns('iris')).toEqual(['confusion', 'shares', 'confusion']);
    expect(turns('attention')).toEqual(['shares', 'contour', 'shares']);
    expect(turns('curved-valley')).toEqual(['contour', 'contour', 'contour']);
    expect(turns('relu')).toEqual([null, null, null]);
  });
});

describe('a picture that cannot be drawn', () => {
  test('says in the middle of the panel in English what it needs, and below in the language of the user why', () => {
    const cases = [
      ['relu', 'loss', 'loss: needs a loss.'],
      ['relu', 'valley', 'valley: needs a loss.'],
      ['gradient-descent', 'plane', 'plane: needs two inputs.'],
      ['gradient-descent', 'function', 'function: needs an activation function.'],
      ['relu', 'metrics', 'metrics: needs updates.'],
      ['relu', 'gradients', 'gradients: needs a backward phase.'],
      ['relu-function', 'weights', 'weights: needs something to learn.'],
      ['rent', 'contour', 'contour: needs a loss of two weights.'],
      ['xor', 'line', 'line: needs one output with targets, and one input.'],
      ['xor', 'shares', 'shares: needs values divided by their sum.'],
      ['attention', 'window', 'window: needs a kernel that slides over an image.'],
      ['rent', 'confusion', 'confusion: needs classes.'],
    ] as const;
    for (const language of ['en', 'bn'] as const) {
      setLanguage(language);
      for (const [id, picture, sign] of cases) {
        const scene = shippedScene(id);
        const pane = pictureAt(scene, 0, picture, SIZE);
        const rows = textsOf(pane);
        expect(rows.join('').trim(), `${id} ${picture}`).toBe(sign);
        const row = rows.findIndex((text) => text !== '');
        expect(Math.abs(row - SIZE.rows / 2)).toBeLessThanOrEqual(1);
        expect(Math.abs((rows[row] ?? '').length - (SIZE.columns + sign.length) / 2)).toBeLessThanOrEqual(1);
        expect(pane.message).toMatch(language === 'bn' ? /\p{Script=Bengali}/u : /^[\x20-\x7e×]+$/);
        const looks = { ...defaultViewOptions, picture };
        const screen = sessionScreen(scene, id, { columns: 140, rows: 45 }, looks, null, []) ?? [];
        const below = screen.slice(-6).map(plainText).join(' ').replace(/\s+/g, ' ');
        expect(below).toContain((pane.message ?? '').split(' ').slice(0, 4).join(' '));
      }
    }
  });

  test('in a panel that is too small it says how large the panel has to be, and that is enough', () => {
    for (const picture of drawn) {
      const scene = shippedScene(havers[picture] ?? 'two-moons');
      expect(picturesOf(scene)).toContain(picture);
      const small = pictureAt(scene, scene.session.total, picture, { columns: 12, rows: 2 });
      const [, columns, rows] = /panel of (\d+) × (\d+)/.exec(small.message ?? '') ?? [];
      expect(columns, picture).toBeDefined();
      const enough = { columns: Number(columns) - 4, rows: Number(rows) - 2 };
      expect(pictureAt(scene, scene.session.total, picture, enough).message, picture).toBeUndefined();
    }
  });

  test('during the quiz, what would tell an answer is hidden, in both places', () => {
    for (const id of ['two-moons', 'target-13', 'xor', 'iris', 'convolution', 'curved-valley', 'rent']) {
      const scene = shippedScene(id);
      for (const picture of picturesOf(scene)) {
        const looks = { ...defaultViewOptions, picture, isPredicting: true };
        const text = textsOf(pictureAt(scene, 2, picture, SIZE, { isPredicting: true })).join('\n');
        expect(text.includes('Hidden during the quiz.'), picture).toBe(pictures[picture].isTelling === true);
        expect(hasSidePlot(scene, looks)).toBe(hasSidePlot(scene, { ...looks, isPredicting: false }));
      }
    }
    const looks = { ...defaultViewOptions, isPredicting: true };
    const side = sidePlotPane(shippedScene('target-13'), { columns: 39, rows: 12 }, looks);
    expect(textsOf(side).join('').trim()).toBe('Hidden during the quiz.');
  });
});

describe('the plot beside', () => {
  const titleOf = (id: string, picture: (typeof pictureNames)[number] = 'network') => {
    const scene = shippedScene(id);
    scene.session.seek(Math.floor(scene.session.total / 2));
    const looks = { ...defaultViewOptions, picture };
    const pane = sidePlotPane(scene, { columns: 39, rows: 12 }, looks);
    return `${plainText(pane.title ?? [])} | ${plainText(pane.mark ?? [])}`;
  };

  test('is the one that belongs to the scenario, and not the picture that is shown already', () => {
    expect(titleOf('two-moons')).toBe('plane output[0] over x → and y ↑ | ');
    expect(titleOf('target-13')).toBe('valley | ');
    // A plane of few examples tells much where they are of two classes.
    expect(titleOf('xor')).toBe('plane y over a → and b ↑ | ');
    expect(titleOf('xor', 'plane')).toMatch(/^loss in training \| last 4 0\.\d+$/);
    expect(titleOf('curved-valley')).toBe('loss over x, y ↑ | ');
    // The picture that a scenario opens with comes first.
    const opening = {
      'gradient-descent': 'valley',
      rent: 'rent over',
      attention: 'shares',
      iris: 'confusion',
    };
    for (const [id, title] of Object.entries(opening)) expect(titleOf(id), id).toContain(title);
    const own = sceneOf(`
      title: t
      picture: loss
      inputs: [x]
      layers: [{ name: l, nodes: { y: [1] } }]
      data: [{ inputs: [1], target: 4 }]
      loss: squared_error`);
    const pane = sidePlotPane(own, { columns: 39, rows: 12 }, defaultViewOptions);
    expect(plainText(pane.title ?? [])).toBe('loss');
    expect(titleOf('target-13', 'valley')).toMatch(/^loss/);
    expect(titleOf('two-moons', 'plane')).toMatch(/^loss/);
  });

  test('is there or not for a whole scenario', () => {
    fc.assert(
      fc.property(
        fc.oneof(documents({ training: true, layers: 2 }), documents({ layers: 2 }), formulaDocuments()),
        fc.constantFrom(...pictureNames),
        (document, picture) => {
          const scene = sceneOf(JSON.stringify(document));
          const { session } = scene;
          const looks = { ...defaultViewOptions, picture };
          const seen = [0, 1, Math.floor(session.total / 2), session.total].map((position) => {
            session.seek(Math.min(position, session.total));
            return `${hasSidePlot(scene, looks)} ${picturesOf(scene).join()}`;
          });
          expect(new Set(seen).size).toBe(1);
        },
      ),
      networksTried(40),
    );
  });
});

test('no picture is larger than asked or cuts a number, for any network at any step', () => {
  let pictured = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        documents({ training: true, passOn: true, huge: true, layers: 3, epochs: 6 }),
        documents({ training: true, layers: 3, nodes: 8 }),
        formulaDocuments(),
      ),
      fc.option(fc.constantFrom(...drawn), { freq: 2 }),
      fc.integer({ min: 0, max: 150 }),
      fc.integer({ min: 0, max: 50 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (document, any, columns, rows, share) => {
        const scene = sceneOf(JSON.stringify(document));
        const had = picturesOf(scene);
        const picture = any ?? (had[rows % had.length] as PictureName);
        const pane = pictureAt(scene, Math.floor(share * scene.session.total), picture, { columns, rows });
        const side = sidePlotPane(scene, { columns, rows }, { ...defaultViewOptions, picture });
        for (const { lines } of [pane, side]) {
          expect(lines.length).toBeLessThanOrEqual(rows);
          for (const line of lines) {
            const text = plainText(line);
            expect(columnsOf(text), text).toBeLessThanOrEqual(columns);
            expect(text).not.toMatch(/\d…|…(?!\d+\])[\d.]/u);
          }
        }
        if (pane.message === undefined) pictured += 1;
      },
    ),
    networksTried(250),
  );
  expect(pictured).toBeGreaterThan(shareOf(80));
});
