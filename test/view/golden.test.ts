/** Screens as a reviewer reads them: text and colours, in both languages, in ASCII and without colours. */
import { afterEach, describe, expect, test } from 'vitest';
import { setLanguage } from '../../src/i18n/translate.ts';
import { pictureLines } from '../../src/print/exports/picture.ts';
import { paintOf } from '../../src/view/colours/palette.ts';
import { messageLines } from '../../src/view/panes/prose.ts';
import { defaultViewOptions, wordLevels } from '../../src/view/scene/view-options.ts';
import { asciiLine } from '../../src/view/terminal/ascii.ts';
import { type Line, plainText } from '../../src/view/terminal/text.ts';
import { frames, sceneOfFrames, sizeOf } from '../support/frames.ts';
import { sceneOf } from '../support/pictures.ts';
import { chapter, load } from '../support/scenario.ts';
import { legend, screenText, spansText } from '../support/screen-text.ts';

afterEach(() => setLanguage('en'));

interface Shown {
  readonly heading: string;
  readonly size: string;
  readonly lines: readonly Line[];
}

/** The screens of a golden file in the current language. */
function screensOf(name: string): Shown[] {
  const own = frames[name];
  if (!own) throw new Error(name);
  const scene = sceneOfFrames(own);
  return own.screens.flatMap(({ step, sizes, looks = {} }) => {
    scene.session.seek(step);
    const more = Object.entries(looks).map(([key, value]) => `, ${key} ${value}`);
    return sizes.map((size) => ({
      heading: `${name}, step ${step}, ${size}${more.join('')}`,
      size,
      lines: pictureLines(scene, name, sizeOf(size), { ...defaultViewOptions, ...looks }),
    }));
  });
}

describe.each(Object.keys(frames))('%s', (name) => {
  test('looks as before, and in Bangla only text without borders differs', async () => {
    const english = screensOf(name);
    const text = english.map(({ heading, lines }) => screenText(heading, lines)).join('\n');
    await expect(`${legend(text)}\n${text}`).toMatchFileSnapshot(`golden/${name}.txt`);
    setLanguage('bn');
    const other = screensOf(name).map(({ heading, lines }, index) => {
      const differing = lines.flatMap((line, row) => {
        const same = english[index]?.lines[row] ?? [];
        if (plainText(line) === plainText(same)) {
          expect(line, heading).toEqual(same);
          return [];
        }
        expect(plainText(line), heading).not.toMatch(/[│╭╮╰╯├┤]/u);
        return [`${String(row).padStart(2)} ${plainText(line).trimEnd()}\n   ${spansText(line)}`];
      });
      return `=== ${heading}\n${differing.join('\n')}\n`;
    });
    await expect(other.join('\n')).toMatchFileSnapshot(`golden/${name}.bn.txt`);
  });
});

/** How text is set off without colours: bold, dim, inverse. */
function styleLetters(line: Line): string {
  return line
    .map(({ text, tone, ground }) => {
      const { bold, dim, inverse } = paintOf(tone, ground, { depth: 1, backdrop: 'unknown' });
      const letter = inverse ? 'i' : bold ? 'b' : dim ? 'd' : '.';
      return [...text].map((each) => (each === ' ' && !inverse ? ' ' : letter)).join('');
    })
    .join('')
    .trimEnd();
}

test('in ASCII without colours', async () => {
  const texts = ['target-13', 'xor', 'gradient-descent', 'relu-function']
    .flatMap(screensOf)
    .filter(({ size }) => size === '80x24')
    .map(({ heading, size, lines }) => {
      const { columns } = sizeOf(size);
      const rows = lines.map((line) => asciiLine(line, columns));
      const text = rows.map((line) => plainText(line).trimEnd()).join('\n');
      return `=== ${heading}\n${text}\n--- styles: bold, dim, inverse\n${rows.map(styleLetters).join('\n')}\n`;
    });
  await expect(texts.join('\n')).toMatchFileSnapshot('golden/ascii.txt');
});

/** Positions of the chapter at which the words are compared: the start, and steps of every phase. */
const moments = 5;

test.each(['en', 'bn'] as const)('the words of the chapter in %s, short and in full', async (language) => {
  setLanguage(language);
  const texts = chapter.map((id) => {
    const scene = sceneOf(load(id));
    const { total } = scene.session;
    const said = Array.from({ length: moments + 1 }, (_, index) => Math.round((index / moments) * total));
    const rows = [...new Set(said)].flatMap((step) => {
      scene.session.seek(step);
      return wordLevels
        .filter((words) => words !== 'none')
        .map((words) => {
          const lines = messageLines(scene, { columns: 100, rows: 6 }, null, {
            ...defaultViewOptions,
            words,
          });
          return `step ${step}, ${words}\n${lines.map((line) => plainText(line).trimEnd()).join('\n')}`;
        });
    });
    return `=== ${id}\n${rows.join('\n')}\n`;
  });
  await expect(texts.join('\n')).toMatchFileSnapshot(`golden/words.${language}.txt`);
});
