// Checks that a release can be made, tags it and publishes it. With --dry-run it changes nothing, and names what it
// would do. Runs in the folder of the package, as npm does.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const isDry = process.argv.includes('--dry-run');

/** The largest tarball, in bytes: about a second of a slow line. */
const MOST_BYTES = 700_000;
const CHANGELOG = 'docs/CHANGELOG.md';

/** https://semver.org: numbers without leading zeros, and what comes before a release. */
const number = '(0|[1-9]\\d*)';
const semantic = new RegExp(`^${number}\\.${number}\\.${number}(?:-([\\dA-Za-z-]+(?:\\.[\\dA-Za-z-]+)*))?$`);

/** The output of a command, without its last line break; null if it failed. */
function told(command, ...args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  return status === 0 ? stdout.trimEnd() : null;
}

/** Runs a command whose output is shown. @returns whether it succeeded */
function done(command, ...args) {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

/** The parts of a version that are compared; null if it is not a semantic version. */
function partsOf(version) {
  const found = semantic.exec(version);
  return found && { numbers: found.slice(1, 4).map(Number), before: found[4]?.split('.') ?? [] };
}

/** Below 0 if the first version comes before the second, above 0 if after it (https://semver.org, 11). */
function compared(one, other) {
  const [a, b] = [partsOf(one), partsOf(other)];
  for (const [index, part] of a.numbers.entries())
    if (part !== b.numbers[index]) return part - b.numbers[index];
  if (a.before.length === 0 || b.before.length === 0) return b.before.length - a.before.length;
  for (const [index, part] of a.before.entries()) {
    const opposite = b.before[index];
    if (opposite === undefined) return 1;
    if (part === opposite) continue;
    const areNumbers = [part, opposite].map((each) => /^\d+$/.test(each));
    if (areNumbers[0] && areNumbers[1]) return Number(part) - Number(opposite);
    if (areNumbers[0] !== areNumbers[1]) return areNumbers[0] ? -1 : 1;
    return part < opposite ? -1 : 1;
  }
  return a.before.length - b.before.length;
}

/** What is wrong with the state of the repository: one line each. */
function faultsOfTree() {
  const status = told('git', 'status', '--porcelain');
  const branch = told('git', 'rev-parse', '--abbrev-ref', 'HEAD');
  if (status === null || branch === null) return ['this is not a git repository with a commit'];
  return [
    status !== '' && `the tree is not clean:\n${status}`,
    branch !== 'main' && `the branch is ${branch}, not main`,
  ].filter(Boolean);
}

/** What is wrong with a version: with its form, after the tags, and in the changelog. */
function faultsOfVersion(version) {
  if (!partsOf(version)) return [`${version} in package.json is not a semantic version`];
  const tags = (told('git', 'tag', '--list', 'v*') ?? '').split('\n').map((tag) => tag.slice(1));
  const latest = tags.filter(partsOf).sort(compared).at(-1);
  const sections = readFileSync(CHANGELOG, 'utf8').split(/^## /m).slice(1);
  const own = sections.find((section) => section.startsWith(`[${version}]`));
  const [heading, ...lines] = (own ?? '').split('\n');
  return [
    latest !== undefined &&
      compared(version, latest) <= 0 &&
      `${version} is not above the latest tag, v${latest}`,
    own === undefined && `${CHANGELOG} has no section [${version}]`,
    own !== undefined && !/ - \d{4}-\d\d-\d\d$/.test(heading) && `the section [${version}] has no date`,
    own !== undefined && !lines.some((line) => line.startsWith('- ')) && `the section [${version}] is empty`,
  ].filter(Boolean);
}

/** Packs, or says what would be packed, and shows it. @returns what is wrong */
function faultsOfPackage() {
  const json = told('npm', 'pack', '--dry-run', '--json');
  // What the build says comes before it.
  const packed = json && JSON.parse(json.slice(json.search(/^\[$/m)))[0];
  if (!packed) return ['npm pack failed'];
  for (const { path, size } of packed.files) console.log(`${String(size).padStart(9)}  ${path}`);
  const bytes = `${packed.filename}: ${packed.size} bytes in ${packed.files.length} files`;
  console.log(`${bytes}, ${packed.unpackedSize} bytes unpacked`);
  return packed.size > MOST_BYTES ? [`the tarball has ${packed.size} bytes, more than ${MOST_BYTES}`] : [];
}

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const tag = `v${version}`;
console.log(`${name} ${version}${isDry ? ' (nothing is changed)' : ''}`);

const faults = [...faultsOfTree(), ...faultsOfVersion(version)];
// A release ends at the first fault; to look at one, all are wanted.
if (isDry || faults.length === 0) faults.push(...faultsOfPackage());
if (isDry || faults.length === 0) if (!done('npm', 'test')) faults.push('a test failed');

const commands = [
  ['git', 'tag', '--annotate', tag, '--message', `${name} ${version}`],
  ['npm', 'publish', '--provenance'],
];
if (faults.length > 0) {
  for (const fault of faults) console.error(`release: ${fault}`);
  process.exitCode = 1;
} else if (isDry) {
  for (const command of commands) console.log(`would run: ${command.join(' ')}`);
} else if (!commands.every(([command, ...args]) => done(command, ...args))) process.exitCode = 1;
