/** The commands that ask why: where a value comes from, where it goes, and whether it is right. */

import { suggestion } from '../scenario/suggest.ts';
import { type DebuggerCommand, failed, listed, type Outcome, type Row } from './command.ts';
import { moveTo } from './commands-time.ts';
import { valueText } from './commands-values.ts';
import { counterpartOf } from './counterpart.ts';
import type { Debugger } from './debugger.ts';
import { prove } from './proof.ts';
import { factorsOf, type Origin, originOf, sharesOf, usesOf } from './provenance.ts';
import { operationName } from './wording.ts';
import { nextWriteOf, previousWriteOf } from './writers.ts';

/** The address that a command without one means. */
function subjectOf(debug: Debugger, argument: string): string | null {
  return argument === '' ? debug.subject : argument;
}

const noSubject = failed('Select a value first: Tab to the values, then up and down.');

function unknownAddress({ session }: Debugger, address: string): Outcome {
  return session.values.slotsOf(address).length > 0
    ? failed(`${address} has no value yet at this step.`)
    : failed(`There is no "${address}": ${suggestion(address, session.values.names)}.`);
}

/** A tree as indented rows; each leads to the step that wrote it. */
function originRows(origin: Origin, depth = 0): Row[] {
  const { address, value, step, kind, operands, edit } = origin;
  const from = edit
    ? `set by hand at step ${edit.at}`
    : step === null
      ? operationName(kind)
      : `${operationName(kind)}, step ${step}`;
  const named = kind === 'constant' ? address : `${address} = ${valueText(value)}`;
  const text = `${'  '.repeat(depth)}${named}   ${from}`;
  const row = step === null ? { text } : { text, step };
  return [row, ...operands.flatMap((operand) => originRows(operand, depth + 1))];
}

/** For a gradient: the three factors of a weight's, and each path's share of a sum. */
function gradientRows(debug: Debugger, step: number): Row[] {
  const factors = factorsOf(debug.session, step);
  const shares = sharesOf(debug.session, step);
  const factor = (name: string, value: { readonly name: string; readonly value: number } | null) => ({
    text: `  ${name.padEnd(18)} ${value === null ? '1' : `${value.name} = ${valueText(value.value)}`}`,
  });
  return [
    ...(factors
      ? [
          { text: 'The three factors', isHeading: true as const },
          factor('feeding node', factors.feeding),
          factor('activation slope', factors.slope),
          factor('loss slope', factors.arriving),
        ]
      : []),
    ...(shares.length > 0
      ? [
          { text: 'The paths that it is a sum of', isHeading: true as const },
          ...shares.map(({ name, value, share }) => ({
            text: `  ${name} = ${valueText(value)}${share === null ? '' : `   ${(share * 100).toFixed(1)} %`}`,
          })),
        ]
      : []),
  ];
}

export const whyCommands: readonly DebuggerCommand[] = [
  {
    words: ['origin', 'why'],
    keys: ['w'],
    usage: '[ADDRESS]',
    hint: 'why',
    help: 'where the value comes from: the operations that made it',
    run: (debug, argument) => {
      const address = subjectOf(debug, argument);
      if (address === null) return noSubject;
      const origin = originOf(debug.session, address);
      if (origin === null) return unknownAddress(debug, address);
      const more = origin.step === null ? [] : gradientRows(debug, origin.step);
      return listed(`Where ${address} comes from`, [...originRows(origin), ...more], '');
    },
  },
  {
    words: ['uses'],
    keys: ['W'],
    usage: '[ADDRESS]',
    hint: 'uses',
    help: 'which steps use the value',
    run: (debug, argument) => {
      const address = subjectOf(debug, argument);
      if (address === null) return noSubject;
      if (debug.session.values.resolve(address, debug.session.position) === null)
        return unknownAddress(debug, address);
      const rows = usesOf(debug.session, address).map(({ step, address: result, phase, isDone }) => ({
        text: `step ${step}  ${phase.padEnd(8)}  ${result}${isDone ? '' : '   (ahead)'}`,
        step,
      }));
      return listed(`What uses ${address}`, rows, `Nothing uses ${address}.`);
    },
  },
  {
    words: ['counterpart'],
    keys: ['%'],
    usage: '',
    hint: 'counterpart',
    help: 'from a forward operation to its gradient, and back',
    run: (debug) => {
      if (debug.session.position === 0) return failed('No operation has been done yet.');
      const found = counterpartOf(debug.session, debug.session.position);
      return 'step' in found ? moveTo(debug, found.step, 'goto') : failed(found.reason);
    },
  },
  {
    words: ['next-change'],
    keys: [']'],
    usage: '[ADDRESS]',
    hint: 'next change',
    help: 'to the next step that writes the value',
    run: (debug, argument) => changeOf(debug, argument, nextWriteOf, 'after'),
  },
  {
    words: ['previous-change'],
    keys: ['['],
    usage: '[ADDRESS]',
    hint: 'last change',
    help: 'to the step before that wrote the value',
    run: (debug, argument) => changeOf(debug, argument, previousWriteOf, 'before'),
  },
  {
    words: ['prove'],
    keys: ['P'],
    usage: '',
    hint: 'prove',
    help: 'check this gradient by central differences',
    run: ({ session }) => {
      const proof = prove(session);
      if ('reason' in proof) return failed(proof.reason);
      return listed(
        `grad(${proof.address}) and the central difference`,
        [
          { text: `gradient             ${valueText(proof.analytic)}` },
          { text: `central difference   ${valueText(proof.numeric)}` },
          { text: `relative error       ${proof.difference.toExponential(2)}` },
          { text: `loss at ${proof.address} + h   ${valueText(proof.lossPlus)}` },
          { text: `loss at ${proof.address} − h   ${valueText(proof.lossMinus)}` },
          { text: `h                    ${proof.h}` },
        ],
        '',
      );
    },
  },
];

function changeOf(
  debug: Debugger,
  argument: string,
  find: (session: Debugger['session'], address: string) => number | null,
  where: string,
): Outcome {
  const address = subjectOf(debug, argument);
  if (address === null) return noSubject;
  const step = find(debug.session, address);
  if (step === null) return failed(`Nothing writes ${address} ${where} this step.`);
  const outcome = moveTo(debug, step, 'goto');
  // The value stays the one that is meant, so that the key can be pressed again.
  return outcome.kind === 'stopped' ? { ...outcome, subject: address } : outcome;
}
