/** What the adapter can do, as it tells an editor at first. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { exceptionNames, exceptions } from '../breakpoints/exceptions/exceptions.ts';
import { t } from '../i18n/translate.ts';

/** Each exception is a filter; its condition can also be the limit, if it has one. */
function exceptionFilters(): DebugProtocol.ExceptionBreakpointsFilter[] {
  return exceptionNames.map((filter) => {
    const { help, limit } = exceptions[filter];
    return {
      filter,
      label: filter,
      description: t(help),
      default: filter === 'nan',
      supportsCondition: true,
      conditionDescription:
        limit === null
          ? t`a condition: loss > 1`
          : t`the limit: ${String(limit)} if it is left out; or a condition: loss > 1`,
    };
  });
}

export function capabilities(): DebugProtocol.Capabilities {
  return {
    supportsConfigurationDoneRequest: true,
    supportsFunctionBreakpoints: true,
    supportsConditionalBreakpoints: true,
    supportsHitConditionalBreakpoints: true,
    supportsLogPoints: true,
    supportsDataBreakpoints: true,
    supportsBreakpointLocationsRequest: true,
    exceptionBreakpointFilters: exceptionFilters(),
    supportsExceptionFilterOptions: true,
    supportsExceptionInfoRequest: true,
    supportsStepBack: true,
    supportsSteppingGranularity: true,
    supportsGotoTargetsRequest: true,
    supportsRestartFrame: true,
    supportsRestartRequest: true,
    supportsSetVariable: true,
    supportsSetExpression: true,
    supportsEvaluateForHovers: true,
    supportsClipboardContext: true,
    supportsCompletionsRequest: true,
    completionTriggerCharacters: ['.', '[', '(', ':', ' '],
    supportsDisassembleRequest: true,
    supportsLoadedSourcesRequest: true,
    supportsCancelRequest: true,
    supportsTerminateRequest: true,
  };
}
