/** The metrics of every epoch, against the training of that epoch. */

import { epochMetrics } from '../../src/analysis/metrics.ts';
import { Engine } from '../../src/core/execution/machine.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { History } from '../../src/session/history/history.ts';
import { Session } from '../../src/session/session.ts';
import { parse } from '../support/scenario.ts';
import { moonsScenario } from './moons.ts';
import { type Row, timedAlternately } from './row.ts';

const EPOCHS = 300;

export function measureMetrics(rounds: number): Row {
  const scenario = parse(moonsScenario('relu', EPOCHS));
  const engine = new Engine(compile(scenario));
  const session = new Session(scenario);
  const times = timedAlternately(
    {
      run: () => new History(engine).seek(engine.schedule.total),
      metrics: () => {
        session.seek(0);
        let epochs = 0;
        for (const { trained } of epochMetrics(session)) if (trained !== null) epochs += 1;
        if (epochs !== EPOCHS) throw new Error('an epoch has no metrics');
      },
    },
    rounds,
  );
  return {
    id: 'metrics_ratio',
    what: 'two moons: the metrics of every epoch (forward passes over all examples), against running the epoch',
    value: (times.metrics - times.run) / times.run,
    unit: '×',
    bar: '≤ 2',
  };
}
