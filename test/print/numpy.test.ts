/** The listing with edits, run by Python: all its variables are at the end what the session computes. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listingOf } from '../../src/numpy/listing.ts';
import { sessionCode } from '../../src/print/exports/numpy.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { Session } from '../../src/session/session.ts';
import { oddScenarios } from '../support/listings.ts';
import { scenarioOf } from '../support/networks.ts';
import { needsPython, python } from '../support/python.ts';
import { load } from '../support/scenario.ts';
import '../support/seed.ts';

const target13 = () => {
  const session = new Session(load('target-13'));
  session.seek(20);
  session.set('output.w[0]', 3);
  return session;
};

test('an edit is a line where the run makes it', () => {
  const { text, notices } = sessionCode(target13());
  expect(notices).toEqual([]);
  const plain = sessionCode(new Session(load('target-13'))).text.split('\n');
  const lines = text.split('\n');
  expect(lines.filter((line) => !plain.includes(line))).toEqual([
    '# step 20: output.w[0] = 3',
    'output_w = np.copy(output_w)',
    'output_w[0, 0] = 3.0',
  ]);
});

test('between steps of one line there is no place: the code and the notice say so', () => {
  const text = `title: t
inputs: [a]
parameters: { W: [[1, 2], [3, 4]] }
formulas: { y: "W @ W", z: "sum(y) * a" }
data: [{ inputs: [1] }]`;
  const session = new Session(scenarioOf(text));
  session.seek(3);
  session.set('W[0][0]', 7);
  const { text: code, notices } = sessionCode(session);
  const said =
    'The NumPy code does not have the edit W[0][0] = 7 at step 3: it computes the steps before and after it in one line.';
  expect(notices).toEqual([said]);
  expect(code).toBe(`# ${said}\n${sessionCode(new Session(scenarioOf(text))).text}`);
});

/** A session with edits at random places. */
function edited(scenario: Scenario, places: readonly (readonly [number, number, number])[]): Session {
  const session = new Session(scenario);
  const steps = places.map(([share, ...rest]) => [Math.floor(share * (session.total + 1)), ...rest] as const);
  for (const [at, which, value] of [...steps].sort(([one], [other]) => one - other)) {
    session.seek(at);
    const addresses = session.values.names.filter((name) => session.editable(name) !== null);
    session.set(addresses[Math.floor(which * addresses.length)] ?? '', value);
  }
  session.seek(session.total);
  return session;
}

/** The variables of the code that hold values of the session at its end. */
function held(session: Session) {
  const listing = listingOf(session);
  const { program } = session.engine.schedule.segmentAt(session.total);
  const names = new Set(listing.lines.flatMap((line) => /^ *(\w+) [-+*/]?= /.exec(line)?.[1] ?? []));
  return [...names].flatMap((name) => {
    const found = listing.variable(program, name);
    return found
      ? [{ name, values: found.slots.map((slot) => (slot === null ? null : session.registers[slot])) }]
      : [];
  });
}

function runCodes(codes: readonly { readonly text: string; readonly names: readonly string[] }[]) {
  const script = `import contextlib, io, json, sys
for code in json.load(sys.stdin):
    space = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code["text"], space)
    import numpy as np
    print(json.dumps({name: [repr(float(each)) for each in np.ravel(space[name])] for name in code["names"] if name in space}))
`;
  const { status, stdout, stderr } = spawnSync(python as string, ['-W', 'ignore', '-c', script], {
    input: JSON.stringify(codes),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string[]>);
}

const numberOf = (text: string) => Number(text.replace('inf', 'Infinity').replace('nan', 'NaN'));
const isNear = (one: number, other: number) =>
  Object.is(one, other) ||
  one === other ||
  Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other));

describe.skipIf(python === null)(`under Python${needsPython}`, () => {
  const share = fc.integer({ min: 0, max: 9999 }).map((part) => part / 10_000);
  const places = fc.array(fc.tuple(share, share, fc.constantFrom(-0.5, 0.25, 0.75, 1.5)), {
    minLength: 1,
    maxLength: 3,
  });
  const scenarios = [
    ...[
      'target-13',
      'back-propagation',
      'gradient-descent',
      'relu-function',
      'self-attention',
      'rnn',
      'batch-norm',
    ].map(load),
    ...oddScenarios.map(({ scenario }) => scenario),
  ];

  test('random edits of scenarios, their variables at the end', () => {
    const sessions = scenarios.flatMap((scenario) =>
      fc.sample(places, 6).map((each) => edited(scenario, each)),
    );
    const codes = sessions.map((session) => ({ ...sessionCode(session), held: held(session) }));
    const whole = codes.filter(({ notices }) => notices.length === 0);
    const found = runCodes(
      whole.map(({ text, held: own }) => ({ text, names: own.map(({ name }) => name) })),
    );
    const wrong: string[] = [];
    let compared = 0;
    whole.forEach(({ text, held: own }, at) => {
      for (const { name, values } of own)
        values.forEach((value, index) => {
          const python = found[at]?.[name]?.[index];
          if (value === null || value === undefined || python === undefined) return;
          compared += 1;
          if (!isNear(value, numberOf(python))) wrong.push(`${name}[${index}] ${value} ${python}\n${text}`);
        });
    });
    expect(wrong[0]).toBeUndefined();
    expect(compared).toBeGreaterThan(2_000);
    expect(whole.length).toBeGreaterThan(sessions.length * 0.6);
  });
});
