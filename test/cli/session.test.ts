import { describe, expect, test } from 'vitest';
import { backstep, linesOf, oneWeight, scratch } from '../support/backstep.ts';
import { session } from '../support/saved.ts';

const files = scratch();
const here = { cwd: files.folder };

describe('a saved session on the command line', () => {
  test('without a terminal, its position is printed', async () => {
    await backstep(['run', 'target-13', '--command', '13', '--command', 'save lesson.session'], here);
    expect(await backstep(['lesson.session'], here)).toEqual({
      code: 0,
      out: 'step 13 of 32  epoch 1  example 1  backward  output  grad(output.w[0]) = node_0 × grad(output):  5 × (-8) = -40\n',
      err: '',
    });
  });

  test('it is recognized by its contents, not by its name', async () => {
    for (const name of ['plain', 'it.json', 'it.yaml']) {
      expect((await backstep([files.write(name, session())])).out).toMatch(/^step 13 of 32 /);
    }
  });

  test('a changed scenario is reported, and the session still opens', async () => {
    const file = files.write('changed.session', session({ watches: ['loss', 'gone'], position: 40 }));
    const { code, out, err } = await backstep([file]);
    expect(code).toBe(0);
    expect(out).toMatch(/^step 32 of 32 /);
    expect(linesOf(err)).toEqual([
      `${file}: The scenario has changed since this was saved.`,
      expect.stringMatching(/: Left out watch gone: Expected .*, found "gone"/),
      `${file}: There is no step 40; the last is 32.`,
    ]);
  });

  test('the path of the scenario is relative to the folder of the session', async () => {
    files.makeFolder('sub');
    files.write('sub/own.yaml', oneWeight());
    const file = files.write('sub/own.session', session({ scenario: './own.yaml', position: 1 }));
    expect((await backstep([file])).out).toMatch(/^step 1 of 7 /);
    files.write('sub/bare.session', session({ scenario: 'own.yaml', position: 2 }));
    expect((await backstep([files.at('sub/bare.session')])).out).toMatch(/^step 2 of 7 /);
    files.write('absolute.session', session({ scenario: files.at('sub/own.yaml'), position: 3 }));
    expect((await backstep(['absolute.session'], here)).out).toMatch(/^step 3 of 7 /);
  });

  test('a variant can be chosen', async () => {
    const file = files.write('variant.session', session({ position: 11 }));
    const { out } = await backstep(['run', file, '--variant', 'better_output', '--command', 'print output']);
    expect(out).toBe('output = 13\n');
  });

  test.each<[string, string, string]>([
    ['half of it', session().slice(0, 100), 'found text that is not JSON; the file is damaged'],
    ['nothing', '', 'found text that is not JSON'],
    ['a scenario', oneWeight(), 'found text that is not JSON'],
    ['another format', '{"format": "other"}', 'found another format; use a file that Backstep saved'],
    ['a newer one', session({ version: 7 }), 'found version 7; it was saved by a newer Backstep'],
    ['a wrong entry', session({ position: 'far' }), 'found an error at position'],
  ])('%s is reported in one line', async (what, text, found) => {
    const file = files.write(`${what}.session`, text);
    const { code, out, err } = await backstep([file]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.startsWith(`${file}: expected a saved session of version 2, `)).toBe(true);
    expect(err).toContain(found);
    expect(linesOf(err)).toHaveLength(1);
  });

  test.each<[string, () => string, string]>([
    ['that is not there', () => files.at('none.session'), 'found no such file'],
    ['that is a folder', () => files.makeFolder('folder.session'), 'found a folder'],
    ['that is no text', () => files.write('bytes.session', Uint8Array.of(0xff, 0)), 'expected UTF-8 text'],
    [
      'of a scenario that is gone',
      () => files.write('a.session', session({ scenario: './no.yaml' })),
      'no.yaml: ',
    ],
    [
      'of a wrong scenario',
      () => {
        files.write('wrong.yaml', oneWeight({ rate: 'fast' }));
        return files.write('wrong.session', session({ scenario: './wrong.yaml' }));
      },
      'wrong.yaml:9:',
    ],
    [
      'of itself',
      () => files.write('self.session', session({ scenario: './self.session' })),
      'a saved session',
    ],
  ])('a file %s', async (_what, make, told) => {
    const file = make();
    const { code, out, err } = await backstep([file]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(told);
    expect(err).toContain(file);
  });

  test.each(['trace', 'check'])('%s only accepts scenarios', async (command) => {
    const file = files.write('session.json', session());
    const { code, out, err } = await backstep([command, file]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      `${file}: expected a scenario, found a saved session\n  fix: open it with \`backstep FILE\`, or run commands on it with \`backstep run FILE\`\n`,
    );
  });
});
