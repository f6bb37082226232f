/** The moves of an editor: at once, or as a run that shows its progress and can be cancelled. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Finished, Outcome } from '../commands/command.ts';
import { RequestFault, type Target } from '../dap/target.ts';
import { t } from '../i18n/translate.ts';
import { type Running, Runs } from './runs.ts';
import type { Teller } from './teller.ts';

/** The id of the progress of a run, by the number of its request. */
const idOf = (request: number) => `run ${request}`;

export class EditorRuns {
  readonly #teller: Teller;
  readonly #runs = new Runs();
  /** Begins the run that is going on once more; null if it cannot be. */
  #again: (() => void) | null = null;
  /** The number of the request that began the latest run. */
  #request = 0;

  constructor(teller: Teller) {
    this.#teller = teller;
  }

  /** @throws RequestFault while a run is going on */
  refuseWhileRunning(): void {
    if (this.#runs.isRunning) throw new RequestFault(t`A run is going on: pause it first.`);
  }

  /** Cancels the run that is going on, and tells where it is. @returns whether one was */
  pause(): boolean {
    return this.#runs.cancel();
  }

  /** The same if that run is meant: editors also cancel requests that were answered meanwhile. */
  cancel({ requestId, progressId }: DebugProtocol.CancelArguments): void {
    if (requestId === this.#request || progressId === idOf(this.#request)) this.#runs.cancel();
  }

  /** Ends the run that is going on without a word. */
  end(): void {
    this.#again = null;
    this.#runs.interrupt();
  }

  /**
   * Does the rest of a move, and tells of its stop.
   *
   * @param request the number of the request that began it
   * @param anew the same move from the cursor; null if it cannot begin in the middle
   */
  move(target: Target, request: number, outcome: Outcome, anew: (() => Outcome) | null): void {
    if (outcome.kind !== 'running') {
      this.#teller.finished(target, outcome);
      return;
    }
    this.#request = request;
    const shown = this.#progress(target, request);
    const ended = () => {
      this.#again = null;
      shown.end();
    };
    const begin = (next: Outcome) => {
      const finish = (result: Finished) => {
        ended();
        this.#teller.finished(target, result);
      };
      if (next.kind !== 'running') {
        finish(next);
        return;
      }
      this.#runs.start(next, {
        progress: shown.report,
        done: finish,
        cancelled: (reached) => {
          target.debug.seek(reached);
          ended();
          this.#teller.written(target);
          this.#teller.paused(t`Stopped at step ${String(target.debug.session.position)}.`);
        },
      });
    };
    this.#again = anew && (() => begin(anew()));
    begin(outcome);
  }

  /**
   * Does work that moves nothing.
   *
   * @param request the number of the request that began it
   * @param cancelled called if it was cancelled
   */
  work(request: number, outcome: Running, done: (result: Finished) => void, cancelled: () => void): void {
    this.#request = request;
    this.#runs.start(outcome, { progress: () => {}, done, cancelled, interrupted: cancelled });
  }

  /** Does something between two parts of a run, which goes on from the position reached. */
  between({ debug }: Target, work: () => void): void {
    const again = this.#again;
    const reached = again && this.#runs.interrupt();
    if (reached !== null) debug.seek(reached);
    try {
      work();
    } finally {
      if (again && reached !== null) again();
    }
  }

  #progress(target: Target, requestId: number) {
    const { position: from, total } = target.debug.session;
    const progressId = idOf(requestId);
    let isShown = false;
    const report = (reached: number) => {
      this.#teller.written(target);
      if (!this.#teller.client.supportsProgressReporting) return;
      const message = t`step ${String(reached)} of ${String(total)}`;
      const way = Math.max(1, reached >= from ? total - from : from);
      const body = { progressId, message, percentage: Math.floor((100 * Math.abs(reached - from)) / way) };
      if (isShown) this.#teller.tell('progressUpdate', body);
      else this.#teller.tell('progressStart', { ...body, title: t`Running`, requestId, cancellable: true });
      isShown = true;
    };
    const end = () => {
      if (isShown) this.#teller.tell('progressEnd', { progressId });
      isShown = false;
    };
    return { report, end };
  }
}
