/** From scenario to scenario in a real terminal, playing a whole training run, and the colours of a theme. */
import { afterEach, expect, test } from 'vitest';
import { bundle, scratch } from '../support/backstep.ts';
import { openTerminal } from '../support/terminal.ts';

const files = scratch();

const opened: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.dispose()));
});

async function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const terminal = openTerminal({
    command: process.execPath,
    args: [bundle, ...args],
    cols: 100,
    rows: 30,
    env,
  });
  opened.push(terminal);
  await terminal.waitFor('? keys');
  return terminal;
}

test('the end of target-13 offers the next scenario, Enter opens it, and the menu has it as done from then on', async () => {
  const env = { XDG_STATE_HOME: files.at('done') };
  const first = await start(['target-13'], env);
  first.write('G');
  await first.waitFor((terminal) => {
    const words = terminal.text().replace(/[\s▌]+/g, ' ');
    return /The loss rose from 16 to 16\.231\. .* Press Enter for the next scenario: slope\./.test(words);
  });
  first.write('\u001b[C');
  await first.waitFor(/You are at the end of the run[\s\S]*Enter next scenario .* q menu {2}\? keys/);
  first.write('\r');
  await first.waitFor(/slope[\s\S]* 0 \/ 8/);
  // A terminal that is closed gives the program no time to save.
  first.kill('SIGKILL');
  await first.exit;
  const second = await start([], env);
  await second.waitFor(/target-13 ✓/);
  expect(second.text()).not.toMatch(/(transactions|slope) ✓/);
});

test('F1 opens the help, and a key without a meaning says so', async () => {
  const screen = await start(['target-13']);
  screen.write('\u001bOQ');
  await screen.waitFor('F2 does nothing here');
  screen.write('\u001b[3~');
  await screen.waitFor('Delete does nothing here');
  screen.write('\u001bOP');
  await screen.waitFor('Keys and commands');
});

test('a training run plays by epochs to its end, and R goes back to its start', async () => {
  const screen = await start(['xor']);
  const step = () => Number((/([\d,]+) \/ [\d,]+/.exec(screen.text())?.[1] ?? '').replaceAll(',', ''));
  screen.write('UUU');
  await screen.waitFor('Play: one epoch every 0.7 seconds');
  screen.write('>>>>>');
  await screen.waitFor('every 0.06 seconds');
  screen.write(' ');
  await screen.waitFor(/playing by epoch, every 0\.06 s/);
  await screen.waitFor(() => step() > 1000);
  screen.write(' ');
  await screen.waitFor((terminal) => !terminal.text().includes('playing by epoch'));
  const reached = step();
  screen.write('R');
  await screen.waitFor(/rewinding by epoch, every 0\.06 s/);
  await screen.waitFor(() => step() < reached);
  await screen.waitFor(() => step() === 0);
  await screen.waitFor((terminal) => !terminal.text().includes('rewinding'));
});

test.each([
  ['light', 24, 43],
  ['dark', 43, 24],
])('with --theme %s the forward phase has the colour for that background', async (theme, own, other) => {
  const screen = await start(['target-13', '--theme', theme]);
  screen.write('n');
  await screen.waitFor('2 + 3 = 5');
  expect(screen.rawBytes()).toContain(`\u001b[38;5;${own}m`);
  expect(screen.rawBytes()).not.toContain(`\u001b[38;5;${other}m`);
});
