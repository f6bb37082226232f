import { t } from '../i18n/translate.ts';

/** The examples at the end of each command's help: a command line and its explanation. */
const examples = {
  backstep: [
    ['backstep', 'choose a scenario from a menu'],
    ['backstep target-13', 'open a shipped scenario'],
    ['backstep ./my-network.yaml', 'open your own scenario'],
    ['backstep ./lesson.session', 'resume a saved session'],
    ['backstep trace target-13', 'print every step instead'],
  ],
  list: [
    ['backstep list', 'names, step counts and what each one teaches'],
    ['backstep list --lang bn', 'the same in Bangla'],
    ['backstep list --json', 'for other programs'],
  ],
  new: [
    ['backstep new', 'asks what it should be'],
    ['backstep new my-network.yaml --yes', 'asks nothing'],
    ['backstep new --inputs hours,coffee --hidden 3,2 --activation tanh', 'asks only for the rest'],
    ['backstep new flowers.yaml --csv flowers.csv --target species --yes', 'learns from a file'],
  ],
  check: [
    ['backstep check my-network.yaml', 'every error in a file, with its line'],
    ['backstep check lessons/*.yaml', 'exit code 2 if any file has errors'],
    ['backstep check --strict lessons/*.yaml', 'the same if any file has warnings'],
    ['backstep check --watch my-network.yaml', 'again each time that the file is saved'],
  ],
  trace: [
    ['backstep trace target-13', 'a table'],
    ['backstep trace target-13 --variant better_output', 'with a variant’s numbers'],
    ['backstep trace my-network.yaml --format jsonl', 'one JSON object per step'],
    ['backstep trace two-moons --every epoch', 'loss, accuracy and gradient, epoch by epoch'],
  ],
  values: [
    ['backstep values target-13', 'after the last step'],
    ['backstep values target-13 --at 9', 'after 9 steps'],
    ['backstep values target-13 --format json', 'every address with its value'],
    ['backstep values lesson.session', 'where a saved session left off'],
    ['backstep values two-moons --address loss --every epoch', 'one line for each epoch, as CSV'],
  ],
  verify: [
    ['backstep verify back-propagation my-numbers.txt', 'lines such as: o1 0.7513'],
    ['backstep verify target-13 sheet.md', 'a worksheet that is filled in'],
    ['backstep verify my-network.yaml numbers.csv --format json', 'for other programs'],
    ['backstep verify my-network.yaml -', 'numbers from standard input'],
  ],
  export: [
    ['backstep export target-13 --to svg --at 13 > step.svg', 'an image of one step'],
    ['backstep export target-13 --to html --at 13 --output step.html', 'a web page'],
    ['backstep export target-13 --to page --output target-13.html', 'the whole debugger as a web page'],
    ['backstep export target-13 --to asciicast --output walk.cast', 'a recording, for asciinema'],
    ['backstep export lesson.session --to svg', 'the step where a saved session left off'],
  ],
  site: [
    ['backstep site public', 'all shipped scenarios'],
    ['backstep site public lesson.yaml xor', 'only these'],
  ],
  run: [
    ['backstep run target-13 --command "break loss < 1" --command continue --command "print loss"', ''],
    ['backstep run target-13 --commands script.txt', 'one command per line; # starts a comment'],
    ['backstep run target-13 --command 13 --command "save lesson.session"', ''],
    ['backstep run lesson.session --commands -', 'commands from standard input'],
    ['backstep run target-13 --command 13 --json', 'one JSON object per command'],
  ],
  config: [
    ['backstep config', 'where the file is, and what is wrong with it'],
    ['backstep config --keys', 'the names and keys of all actions'],
  ],
  complete: [
    ['backstep complete bash', 'for ~/.bashrc, as: source <(backstep complete bash)'],
    ['backstep complete zsh', 'the same for ~/.zshrc, after compinit'],
    ['backstep complete fish > ~/.config/fish/completions/backstep.fish', 'once'],
  ],
  dap: [
    ['backstep dap', 'what an editor starts'],
    ['backstep dap --port 4711', 'wait for an editor at this port'],
  ],
} satisfies Record<string, readonly (readonly [string, string])[]>;

/** The examples of one command, as a block of text under its heading. */
export function examplesText(command: keyof typeof examples): string {
  const rows = examples[command];
  const width = Math.max(...rows.map(([line, what]) => (what === '' ? 0 : line.length)));
  const texts = rows.map(([line, what]) =>
    what === '' ? `  ${line}` : `  ${line.padEnd(width)}  ${t(what)}`,
  );
  return ['', t`Examples:`, ...texts].join('\n');
}
