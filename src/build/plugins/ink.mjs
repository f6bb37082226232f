// What the bundler does differently for Ink and React: what a program of one text does not use of them is left out.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { replaced, withoutBodies, withoutExports } from './left-out.mjs';

// The program is one text of Ink's: no boxes, so none with borders or a background; it is wrapped and never cut off; and
// all of it is written when it has changed.
export const oneText = {
  name: 'one-text',
  setup(build) {
    build.onLoad({ filter: /[\\/]ink[\\/]build[\\/]render-(?:border|background)\.js$/ }, () => ({
      contents: 'export default () => {};',
    }));
    build.onLoad({ filter: /[\\/]cli-truncate[\\/]index\.js$/ }, () => ({
      contents: 'export default () => { throw Error(); };',
    }));
    build.onLoad({ filter: /[\\/]ink[\\/]build[\\/]log-update\.js$/ }, ({ path: file }) => ({
      contents: withoutBodies(file, ['createIncremental']),
    }));
  },
};

// Ink's tool for developers needs a package that is not there, and an `await` outside of functions. What it shows of
// an error is source code; the program says itself what has happened.
export const noDevtools = {
  name: 'no-devtools',
  setup(build) {
    build.onLoad({ filter: /[\\/]ink[\\/]build[\\/](?:ink|reconciler)\.js$/ }, ({ path: file }) =>
      replaced(readFileSync(file, 'utf8'), "process.env['DEV'] === 'true'", 'false'),
    );
    build.onLoad({ filter: /[\\/]ink[\\/].*ErrorOverview\.js$/ }, () => ({
      contents: 'export default () => null;',
    }));
  },
};

/**
 * What is never called of React where all is rendered at once, no component waits, is hidden, is memoized, is in a
 * portal, moves from view to view or is an action, and nobody reads in which component an error was.
 */
const unusedOfReact = [
  // Rendering in slices of time.
  'renderRootConcurrent',
  // Waiting: Suspense, lists of it, and `use`.
  'updateSuspenseComponent updateDehydratedSuspenseComponent updateSuspenseListComponent initSuspenseListRenderState',
  'findFirstSuspended cutOffTailIfNeeded accumulateSuspenseyCommitOnFiber deferHiddenOffscreenComponent',
  'attachSuspenseRetryListeners scheduleRetryEffect retryDehydratedSuspenseBoundary scheduleSuspenseWorkOnFiber',
  'replaySuspendedUnitOfWork replayFunctionComponent trackUsedThenable chainThenableValue attachPingListener',
  'pingSuspendedRoot resolveRetryWakeable getRetryCache renderDidSuspendDelayIfPossible',
  // What is hidden: Activity.
  'updateActivityComponent updateOffscreenComponent hideOrUnhideAllChildrenOnFiber hideOrUnhideNearestPortals',
  'recursivelyTraverseReappearLayoutEffects recursivelyTraverseDisappearLayoutEffects',
  'recursivelyTraverseReconnectPassiveEffects recursivelyTraverseDisconnectPassiveEffects',
  'recursivelyTraverseAtomicPassiveEffects',
  // ViewTransition.
  'commitAfterMutationEffectsOnFiber measureViewTransitionHostInstancesRecursive measureNestedViewTransitions',
  'applyViewTransitionToHostInstancesRecursive commitExitViewTransitions commitEnterViewTransitions',
  'commitDeletedPairViewTransitions commitAppearingPairViewTransitions commitNestedViewTransitions',
  'restorePairedViewTransitions restoreEnterOrExitViewTransitions restoreNestedViewTransitions',
  'restoreViewTransitionOnHostInstances scheduleViewTransitionEvent reportViewTransitionError',
  // Portals, and components in `memo`.
  'updatePortal commitHostPortalContainerChildren updateMemoComponent updateSimpleMemoComponent',
  // Actions and transitions.
  'recursivelyResetForms refreshCache',
  'mountActionState updateActionStateImpl runActionStateAction dispatchActionState dispatchOptimisticSetState',
  'startTransition updateDeferredValueImpl ensureFormComponentIsStateful entangleAsyncAction',
  // What the compiler of React calls.
  'useMemoCache',
  // Where an error was.
  'describeFiber describeNativeComponentFrame',
].flatMap((names) => names.split(' '));

/** What the files of Ink call of React's reconciler, without what is for developers. */
function calledIn(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.js'));
  const calls = files.flatMap((name) => [
    ...readFileSync(path.join(folder, name), 'utf8').matchAll(/\breconciler\.(\w+)\(/gi),
  ]);
  return [...new Set(calls.map(([, name]) => name))].filter((name) => name !== 'injectIntoDevTools');
}

/** What React asks of a front end: whether it can do something. */
const asked = /\b(supports[A-Z]\w+) = \$\$\$config\.\1\b/g;

// Ink keeps its tree in place. React's ways for other front ends, such as hydration, are left out: in their code stands
// what Ink answers.
export const inkAlone = {
  name: 'ink-alone',
  setup(build) {
    build.onLoad({ filter: /[\\/]react-reconciler\.production\.js$/ }, ({ path: file }) => {
      const ink = path.join(file, '../../../ink/build/reconciler.js');
      const answers = new Map(
        Array.from(
          readFileSync(ink, 'utf8').matchAll(/^\s+(supports\w+): (true|false),$/gm),
          ([, name, is]) => [name, is],
        ),
      );
      const called = calledIn(path.dirname(ink));
      const text = withoutExports(withoutBodies(file, unusedOfReact), called);
      const names = new Set(Array.from(text.matchAll(asked), ([, name]) => name));
      const unknown = [...answers.keys()].find((name) => !names.has(name));
      if (answers.size === 0 || unknown)
        throw new Error(`${file} does not ask what Ink answers: ${unknown}.`);
      // The declarations stay, under names that nothing uses.
      const declared = text.replace(asked, (_all, name) => `_${name} = 0`);
      return {
        contents: declared.replace(/\bsupports[A-Z]\w+\b/g, (name) =>
          names.has(name) ? (answers.get(name) ?? 'false') : name,
        ),
      };
    });
  },
};
