import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { backstep, scratch } from '../support/backstep.ts';

interface Image {
  readonly scenario: string;
  /** Commands of the debugger that come before it: the image is that of the saved session. */
  readonly session?: readonly string[];
  /** What follows `backstep export SCENARIO`. */
  readonly options: string;
}

/** All images of the documents, by the names of their files. */
const images: Readonly<Record<string, Image>> = {
  'two-moons': {
    scenario: 'two-moons',
    options: '--to animation --by epoch --view plane --at 0..end..0',
  },
  'target-13': { scenario: 'target-13', options: '--to svg --at 13' },
  explodes: { scenario: 'explodes', session: ['catch explode', 'continue'], options: '--to svg' },
  timelines: {
    scenario: 'target-13',
    session: ['3', 'set node_1.w[0] = 4', '0', 'set output.w[0] = 3', '14'],
    options: '--to svg',
  },
  attention: { scenario: 'attention', options: '--to svg --at 60 --size 140x45' },
  wide: { scenario: 'target-13', options: '--to svg --at 13 --size 180x40' },
  'curved-valley': {
    scenario: 'curved-valley',
    options: '--to svg --at end --view contour --size 100x40',
  },
  xor: { scenario: 'xor', options: '--to svg --at 13034 --size 140x45' },
  bars: { scenario: 'two-moons', options: '--to svg --at 5000' },
};

const files = scratch();
const folder = new URL('../../docs/images/', import.meta.url);

async function exported({ scenario, session, options }: Image, name: string): Promise<string> {
  const saved = `${name}.session`;
  const cwd = files.folder;
  if (session) {
    const commands = [...session, `save ${saved}`].flatMap((command) => ['--command', command]);
    expect(await backstep(['run', scenario, ...commands], { cwd })).toMatchObject({ code: 0, err: '' });
  }
  const { code, out, err } = await backstep(['export', session ? saved : scenario, ...options.split(' ')], {
    cwd,
  });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

test.each(Object.entries(images))(
  'the image %s is the output of the export (UPDATE_README=1 writes it)',
  async (name, image) => {
    const file = new URL(`${name}.svg`, folder);
    const svg = await exported(image, name);
    if (process.env.UPDATE_README) writeFileSync(file, svg);
    else expect(readFileSync(file, 'utf8') === svg, `${name}.svg is not the output of the export`).toBe(true);
  },
  60_000,
);

test('every image is shown in a document, and every one that is shown is there', () => {
  const root = new URL('../../', import.meta.url);
  const shown = ['README.md', 'docs/screen.md', 'docs/keys.md'].flatMap((page) =>
    Array.from(
      readFileSync(new URL(page, root), 'utf8').matchAll(/\]\((?:docs\/)?images\/([\w-]+\.svg)\)/g),
      (link) => link[1],
    ),
  );
  const names = Object.keys(images).map((name) => `${name}.svg`);
  expect([...new Set(shown)].toSorted()).toEqual(names.toSorted());
  expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
});
