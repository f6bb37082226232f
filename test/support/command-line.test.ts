/** What a command line in this process replaces is put back, and calls at once do not mix. */
import { expect, test } from 'vitest';
import { backstep, oneWeight, scratch } from './backstep.ts';

const files = scratch();

const state = () => ({
  streams: [process.stdin, process.stdout, process.stderr],
  environment: { ...process.env },
  folder: process.cwd(),
  code: process.exitCode,
  listeners: process.eventNames().map((name) => process.listenerCount(name)),
});

test('after a call, also after one that fails, the process is as before', async () => {
  const before = state();
  files.write('own.yaml', oneWeight());
  const options = { env: { LANG: 'bn_BD.UTF-8', OWN: '1' }, cwd: files.folder };
  expect(await backstep(['check', 'own.yaml'], options)).toMatchObject({ code: 0, err: '' });
  expect(state()).toEqual(before);
  expect(await backstep(['check', 'none.yaml'], options)).toMatchObject({ code: 2, out: '' });
  expect(state()).toEqual(before);
  await expect(backstep(['list'], { cwd: files.at('nowhere') })).rejects.toThrow('ENOENT');
  expect(state()).toEqual(before);
});

test('calls at the same time have each their own folder, language, output and exit code', async () => {
  const folders = ['one', 'two'].map((name) => files.makeFolder(name));
  files.write('one/own.yaml', oneWeight());
  files.write('two/own.yaml', oneWeight({ epochs: '2' }));
  const calls = folders.flatMap((cwd) => [
    backstep(['check', 'own.yaml'], { cwd }),
    backstep(['check', 'own.yaml', 'none.yaml'], { cwd, env: { LANG: 'bn_BD.UTF-8' } }),
  ]);
  expect((await Promise.all(calls)).map(({ code, out }) => [code, out])).toEqual([
    [0, 'own.yaml: ok (7 steps, 0 variants)\n'],
    [2, 'own.yaml: ঠিক আছে (৭টি ধাপ, ০টি বিকল্প)\n'],
    [0, 'own.yaml: ok (14 steps, 0 variants)\n'],
    [2, 'own.yaml: ঠিক আছে (১৪টি ধাপ, ০টি বিকল্প)\n'],
  ]);
});
