/** `check --watch`, in a pipe and in a terminal. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { bundle, oneWeight, scratch } from '../support/backstep.ts';
import { openShell } from '../support/terminal.ts';

const files = scratch();
const END = 'Checked again after each change; Ctrl-C ends it.\n';

test('in a pipe each check adds its lines, without escape codes, and a signal ends it', async () => {
  const file = files.write('piped.yaml', oneWeight());
  const child = spawn(process.execPath, [bundle, 'check', '--watch', file], {
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  const heard = new Set<() => void>();
  const hear = (stream: 'out' | 'err') => (text: string) => {
    said[stream] += text;
    for (const listen of heard) listen();
  };
  child.stdout.setEncoding('utf8').on('data', hear('out'));
  child.stderr.setEncoding('utf8').on('data', hear('err'));
  const until = (isMet: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (isMet()) resolve();
      };
      heard.add(look);
      look();
    });
  const times = (count: number) => until(() => said.err.split(END).length - 1 === count);
  await times(1);
  expect(said).toEqual({ out: `${file}: ok (7 steps, 0 variants)\n`, err: END });
  files.write('piped.yaml', oneWeight({ rate: 'fast' }));
  await times(2);
  expect(said.out).toBe(`${file}: ok (7 steps, 0 variants)\n`);
  expect(said.err).toContain(`${file}:9:40: optimizer.learning_rate: expected a number`);
  files.write('piped.yaml', oneWeight({ epochs: '2' }));
  await until(() => said.out.endsWith(`${file}: ok (14 steps, 0 variants)\n`));
  child.kill('SIGINT');
  expect((await once(child, 'close'))[1]).toBe('SIGINT');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
  expect(said.out + said.err).not.toMatch(/\u001b/);
});

test('in a terminal the last check takes the place of the one before, and Ctrl-C ends with 130', async () => {
  const file = files.write('shown.yaml', oneWeight());
  const shell = openShell({ cols: 100, rows: 20 });
  try {
    await shell.start(process.execPath, [bundle, 'check', '--watch', file]);
    await shell.waitFor('ok (7 steps');
    files.write('shown.yaml', oneWeight({ epochs: '3' }));
    await shell.waitFor('ok (21 steps');
    expect(shell.text()).not.toContain('7 steps');
    await shell.waitFor(END.trim());
    shell.write('\u0003');
    expect(await shell.prompt()).toBe(130);
  } finally {
    await shell.dispose();
  }
});
