/**
 * Backstep without a front end, for programs and pages: the package's entry point.
 *
 * @packageDocumentation
 */
export { ArgumentError, CommandError, ScenarioError } from './errors.ts';
export { open } from './open.ts';
export type {
  AbortSignalLike,
  Breakpoint,
  Debugger,
  Diagnostic,
  Language,
  Listed,
  NamedValue,
  OpenOptions,
  Result,
  Row,
  RunOptions,
  Said,
  ScenarioSource,
  ScreenOptions,
  Span,
  Step,
  Stop,
  StopReason,
  Value,
} from './types.ts';
