import { readdirSync, readFileSync } from 'node:fs';
import headless from '@xterm/headless';
import { afterEach, describe, expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { languages, setLanguage } from '../../src/i18n/translate.ts';
import { ansiText } from '../../src/print/exports/ansi.ts';
import { pictureLines } from '../../src/print/exports/picture.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { Scene } from '../../src/view/scene/scene.ts';
import { type Line, plainText, type Size } from '../../src/view/terminal/text.ts';

afterEach(() => setLanguage('en'));

/** The chapter's scenarios, each with the step at which its screen is compared. */
const steps = {
  transactions: 6,
  'target-13': 13,
  slope: 7,
  'learning-rate': 9,
  'weights-matter': 8,
  'backprop-slope': 5,
  relu: 8,
  'relu-function': 1,
  'gradient-descent': 12,
  'back-propagation': 60,
} as const;

const sizes: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 100, rows: 30 },
  { columns: 140, rows: 45 },
];

function sceneOf(id: string): Scene {
  const source = readFileSync(new URL(`../../scenarios/${id}.yaml`, import.meta.url), 'utf8');
  const parsed = parseScenario(source);
  if (!parsed.ok) throw new Error(`${id} does not parse`);
  return new Scene(new Debugger(new Session(parsed.scenario)));
}

/** A screen as text: a heading, and its rows without trailing blanks. */
function framed(heading: string, rows: readonly string[]): string {
  return `=== ${heading}\n${rows.map((row) => row.trimEnd()).join('\n')}\n`;
}

describe.each(Object.keys(steps) as (keyof typeof steps)[])('%s', (id) => {
  test.each(languages)('looks as before, in %s, at every size, with and without colour', async (language) => {
    setLanguage(language);
    const scene = sceneOf(id);
    const screens = sizes.flatMap((size) => {
      const at = (step: number) => {
        scene.session.seek(step);
        return pictureLines(scene, id, size);
      };
      const name = `${size.columns} × ${size.rows}`;
      const begin = at(0).map(plainText);
      const lines = at(steps[id]);
      return [
        framed(`${name}, step 0`, begin),
        framed(`${name}, step ${steps[id]}`, lines.map(plainText)),
        framed(
          `${name}, step ${steps[id]}, with colours`,
          lines.map((line) => ansiText(line, 'unknown').replaceAll('\u001b', '␛')),
        ),
      ];
    });
    await expect(screens.join('\n')).toMatchFileSnapshot(`golden/${id}.${language}.txt`);
  });
});

/**
 * The width in the character properties of xterm.js: bits 1 and 2 are the width in cells, bit 0 joins the character to
 * the one before.
 */
const widthOf = (properties: number) => (properties >> 1) & 3;

/**
 * A terminal that counts widths by code points, the default of xterm.js, or by graphemes, where a combining sign
 * takes no cell of its own.
 */
function terminalOf({ columns, rows }: Size, isByGrapheme: boolean) {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
  if (isByGrapheme) {
    const wcwidth = (code: number) => (/[\p{M}\p{Cf}]/u.test(String.fromCodePoint(code)) ? 0 : 1);
    const charProperties = (code: number, before: number) => {
      const isJoined = wcwidth(code) === 0 && widthOf(before) > 0;
      return ((isJoined ? widthOf(before) : wcwidth(code)) << 1) | (isJoined ? 1 : 0);
    };
    terminal.unicode.register({ version: 'graphemes', wcwidth, charProperties });
    terminal.unicode.activeVersion = 'graphemes';
  }
  return terminal;
}

/** The rows that a terminal shows when a screen is written as Ink writes it: rows separated by line breaks. */
async function shownRows(lines: readonly Line[], size: Size, isByGrapheme: boolean): Promise<string[]> {
  const terminal = terminalOf(size, isByGrapheme);
  const text = lines.map((line) => ansiText(line, 'unknown')).join('\r\n');
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  const { active } = terminal.buffer;
  expect(active.baseY, 'the screen has scrolled').toBe(0);
  const rows = Array.from({ length: size.rows }, (_, row) => {
    expect(active.getLine(row)?.isWrapped, `row ${row} is wrapped`).toBe(false);
    return (active.getLine(row)?.translateToString(true) ?? '').trimEnd();
  });
  terminal.dispose();
  return rows;
}

describe.each(languages)('in %s', (language) => {
  test.each([
    ['code points', false],
    ['graphemes', true],
  ])(
    'a terminal that counts %s shows every line whole, at every size and step',
    async (_name, isByGrapheme) => {
      setLanguage(language);
      for (const file of readdirSync(new URL('../../scenarios/', import.meta.url))) {
        const id = file.replace(/\.yaml$/, '');
        if (!Object.hasOwn(steps, id)) continue;
        const scene = sceneOf(id);
        const stride = Math.max(1, Math.floor(scene.session.total / 12));
        for (const size of sizes) {
          for (let step = 0; step <= scene.session.total; step += stride) {
            scene.session.seek(step);
            const lines = pictureLines(scene, id, size);
            const shown = await shownRows(lines, size, isByGrapheme);
            expect(shown).toEqual(lines.map((line) => plainText(line).trimEnd()));
          }
        }
      }
    },
  );
});

test('only more Bangla, or keys and hints, are to the right of Bangla', () => {
  setLanguage('bn');
  for (const id of Object.keys(steps)) {
    const scene = sceneOf(id);
    for (const size of sizes) {
      for (let step = 0; step <= scene.session.total; step += 3) {
        scene.session.seek(step);
        for (const line of pictureLines(scene, id, size).slice(0, -1)) {
          expect(plainText(line)).not.toMatch(/\p{Script=Bengali}.*(?:[│┬┆─]| {5})/u);
        }
      }
    }
  }
});
