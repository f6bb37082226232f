/** Views: which are offered, what their keys say, and what is copied of them. */
import { afterEach, describe, expect, test } from 'vitest';
import { press } from '../../src/app/app.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import type { State } from '../../src/app/state/state.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { pictureNames } from '../../src/scenario/format/picture-names.ts';
import { pictures, picturesOf } from '../../src/view/network/pictures.ts';
import { OWN_KEY } from '../../src/view/plots/picture.ts';
import { pressed, runnerAt, shippedEntry, typed } from '../support/app.ts';
import { shipped } from '../support/scenario.ts';

afterEach(() => setLanguage('en'));

const at = (id: string, keys = '') =>
  pressed(runnerAt([shippedEntry(id)], id).state, keys.split(' ').filter(Boolean));
const hadBy = ({ opened }: State) => (opened ? picturesOf(opened.scene) : []);

test('the layout list offers the views that the scenario has, each key once, and the key shows what it does without the list', () => {
  for (const id of shipped) {
    const state = at(id);
    const rows = press(state, 'o').state.list?.rows ?? [];
    const offered = rows.flatMap(({ choice }) =>
      choice?.kind === 'view' && typeof choice.change === 'object' && 'picture' in choice.change
        ? [choice.change.picture]
        : [],
    );
    expect(offered, id).toEqual(hadBy(state));
    const keys = rows.flatMap(({ choosing }) => choosing ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys.filter((each) => /[0-79]/.test(each)))
      expect(pressed(state, ['o', key]).view.picture, `${id} ${key}`).toBe(
        pressed(state, [key]).view.picture,
      );
  }
});

test('the key of a view that the scenario does not have changes nothing, and says what that needs', () => {
  for (const language of ['en', 'bn'] as const)
    for (const id of ['relu', 'target-13', 'convolution', 'rent', 'xor']) {
      setLanguage(language);
      const state = at(id, 'j');
      for (const name of pictureNames.filter((each) => pictures[each].key !== OWN_KEY)) {
        const after = press(state, pictures[name].key).state;
        const has = hadBy(state).includes(name);
        expect(after.view.picture).toBe(has ? name : state.view.picture);
        const lack = state.opened && pictures[name].lack?.(state.opened.scene);
        if (!has) expect(after.message?.text).toBe(lack?.message);
      }
    }
  const none = at('target-13', '0');
  expect(none.view.picture).toBe('network');
  expect(none.message?.text).toMatch(/contour.+line.+shares.+window.+confusion/);
});

describe('copying a view', () => {
  const copied = (state: State) =>
    press(state, 'y').effects.flatMap((each) => (each.kind === 'to-clipboard' ? [each.text] : []));

  test('gives what is in the panel, and names it as its tab does', () => {
    const state = at('two-moons', '7');
    expect(copied(state)[0]).toContain('target');
    expect(press(state, 'y').state.message?.text).toBe('Copied: the view plane.');
    expect(press(at('relu-function', '4'), 'y').state.message?.text).toBe('Copied: the view function.');
  });

  test('gives that of the present step, also while the screen still shows that of another', () => {
    for (const [id, key] of [
      ['two-moons', '7'],
      ['target-13', '5'],
      ['iris', '6 0'],
    ] as const) {
      const size = { columns: 100, rows: 30 };
      const begin = () => typed(runnerAt([shippedEntry(id)], id), key);
      const [runner, other] = [begin(), begin()];
      screenOf(runner.state, size);
      for (const each of [runner, other]) typed(each, ': 9 9 % enter');
      screenOf(runner.state, size);
      expect(runner.state.opened?.scene.background?.isIdle, id).toBe(false);
      // The other one has drawn nothing yet.
      expect(copied(runner.state), id).toEqual(copied(other.state));
      expect(copied(runner.state), id).not.toEqual(copied(begin().state));
    }
  });

  test('gives nothing of one that is hidden during the quiz, or cannot be drawn yet, and says why', () => {
    const hidden = at('xor', 'p enter 5');
    expect(copied(at('xor', '5'))).toHaveLength(1);
    expect(copied(hidden)).toEqual([]);
    expect(press(hidden, 'y').state.message).toMatchObject({ isFault: true });
    expect(copied(at('target-13', '3'))).toEqual([]);
    expect(press(at('target-13', '3'), 'y').state.message?.text).toMatch(/^No gradient is computed yet/);
  });
});
