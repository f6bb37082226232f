/** What users get: the package, and the web page with the times of its first screen and of each painting after it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { withFiles } from './files.ts';
import { median, type Row } from './row.ts';

/** The size of the package as `npm pack` compresses it. The bundle must be built. */
export function measureTarball(root: string): Row {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = spawnSync('npm', args, { cwd: root, encoding: 'utf8' });
  const [{ size, unpackedSize }] = JSON.parse(stdout) as [{ size: number; unpackedSize: number }];
  const what = `the package as it is downloaded; installed it has ${Math.round(unpackedSize / 1000)} kB`;
  return { id: 'tarball_kb', what, value: size / 1000, unit: 'kB', bar: '≤ 700' };
}

const START_ROUNDS = 15;
const KEYS = 60;

/** The last painting of the page, in milliseconds. */
const LAST_PAINTING = "performance.getEntriesByName('paint').at(-1).duration";

/** Measures the page of the scenario xor in a window of 1400 × 900 pixels. Without a browser only its size. */
export async function measurePage(bundle: string): Promise<Row[]> {
  return withFiles({}, async (folder) => {
    const file = path.join(folder, 'xor.html');
    spawnSync(process.execPath, [bundle, 'export', 'xor', '--to', 'page', '--output', file]);
    const bytes = readFileSync(file);
    const zipped = gzipSync(bytes, { level: 9 }).length / 1000;
    const { start, paint } = hasBrowser ? await timesOf(file) : { start: null, paint: null };
    const note = hasBrowser ? '' : '; there is no browser here';
    return [
      {
        id: 'page_kb',
        what: 'the page of `xor`: one file',
        value: bytes.length / 1000,
        unit: 'kB',
        bar: null,
      },
      { id: 'page_gzipped_kb', what: 'the same as servers send it', value: zipped, unit: 'kB', bar: '≤ 300' },
      {
        id: 'page_start_ms',
        what: `from opening the file to its first screen${note}`,
        value: start,
        unit: 'ms',
        bar: '≤ 150',
      },
      {
        id: 'page_paint_ms',
        what: `to paint what a key changes${note}`,
        value: paint,
        unit: 'ms',
        bar: '≤ 8',
      },
    ];
  });
}

async function timesOf(file: string): Promise<{ start: number; paint: number }> {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const starts: number[] = [];
    for (let round = 0; round < START_ROUNDS; round++) {
      await page.goto(`file://${file}`);
      starts.push(await page.evaluate<number>("performance.getEntriesByName('painted')[0].startTime"));
      await page.goto('about:blank');
    }
    await page.goto(`file://${file}`);
    const paintings: number[] = [];
    for (let key = 0; key < KEYS; key++) {
      const painted = page.evaluate<number>(
        `new Promise((done) => new PerformanceObserver(() => done(${LAST_PAINTING})).observe({ type: 'measure' }))`,
      );
      await page.keyboard.press('ArrowRight');
      paintings.push(await painted);
    }
    return { start: median(starts), paint: median(paintings) };
  } finally {
    await browser.close();
  }
}
