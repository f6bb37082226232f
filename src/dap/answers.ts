/** The requests that are answered at once and move nothing: from request and debugger to the body of the response. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { localized } from '../scenario/format/scenario.ts';
import {
  atExceptions,
  atLines,
  atNames,
  atValues,
  breakpointLocations,
  type EditorBreakpoints,
  EXCEPTIONS,
  FUNCTIONS,
  VALUES,
} from './breakpoints.ts';
import { disassemble } from './disassembly.ts';
import { completions } from './evaluate.ts';
import { gotoTargets } from './moves.ts';
import { stackTrace, startOf } from './stack.ts';
import { sourceOf, type Target, THREAD } from './target.ts';
import { dataBreakpointInfo, scopes, setValue, variables } from './variables.ts';

/** @throws RequestFault if it cannot be carried out */
type Answer = (target: Target, given: never, breakpoints: EditorBreakpoints) => object;

/** @throws RequestFault if a request is about a frame or a group of values that is not there */
export function checkReferences(
  target: Target,
  {
    frameId,
    variablesReference,
  }: Partial<DebugProtocol.RestartFrameArguments & DebugProtocol.VariablesArguments>,
): void {
  if (frameId !== undefined) startOf(target, frameId);
  if (variablesReference) variables(target, { variablesReference, count: 1 });
}

/** What is read, also while a run is going on. */
export const questions = {
  threads: ({ debug: { session } }: Target) => ({
    threads: [{ id: THREAD, name: localized(session.scenario.title) }],
  }),
  stackTrace,
  scopes,
  variables,
  completions,
  disassemble,
  gotoTargets,
  dataBreakpointInfo,
  breakpointLocations,
  loadedSources: (target: Target) => ({
    sources: [sourceOf(target, 'listing'), sourceOf(target, 'scenario')],
  }),
} satisfies Readonly<Record<string, Answer>>;

/** What changes the list of breakpoints. A run that is going on begins again with the new list. */
export const breakpointRequests = {
  setBreakpoints: (
    target: Target,
    given: DebugProtocol.SetBreakpointsArguments,
    breakpoints: EditorBreakpoints,
  ) => {
    const wanted = atLines(target, given);
    if (typeof wanted === 'string') {
      return { breakpoints: (given.breakpoints ?? []).map(() => ({ verified: false, message: wanted })) };
    }
    return { breakpoints: breakpoints.replace(target, given.source.path ?? '', wanted) };
  },
  setFunctionBreakpoints: (
    target: Target,
    given: DebugProtocol.SetFunctionBreakpointsArguments,
    breakpoints: EditorBreakpoints,
  ) => ({ breakpoints: breakpoints.replace(target, FUNCTIONS, atNames(given)) }),
  setDataBreakpoints: (
    target: Target,
    given: DebugProtocol.SetDataBreakpointsArguments,
    breakpoints: EditorBreakpoints,
  ) => ({ breakpoints: breakpoints.replace(target, VALUES, atValues(given)) }),
  setExceptionBreakpoints: (
    target: Target,
    given: DebugProtocol.SetExceptionBreakpointsArguments,
    breakpoints: EditorBreakpoints,
  ) => ({ breakpoints: breakpoints.replace(target, EXCEPTIONS, atExceptions(given)) }),
} satisfies Readonly<Record<string, Answer>>;

/** What edits values. It is refused while a run is going on. */
export const editRequests = {
  setVariable: (target: Target, { name, value }: DebugProtocol.SetVariableArguments) =>
    setValue(target, name, value),
  setExpression: (target: Target, { expression, value }: DebugProtocol.SetExpressionArguments) =>
    setValue(target, expression, value),
} satisfies Readonly<Record<string, Answer>>;
