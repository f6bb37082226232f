/** The size of what users install. */
import { spawnSync } from 'node:child_process';
import type { Row } from './row.ts';

/** The size of the package as `npm pack` compresses it. The bundle must be built. */
export function measureTarball(root: string): Row {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = spawnSync('npm', args, { cwd: root, encoding: 'utf8' });
  const [{ size, unpackedSize }] = JSON.parse(stdout) as [{ size: number; unpackedSize: number }];
  const what = `the package as it is downloaded; installed it has ${Math.round(unpackedSize / 1000)} kB`;
  return { id: 'tarball_kb', what, value: size / 1000, unit: 'kB', bar: '≤ 700' };
}
