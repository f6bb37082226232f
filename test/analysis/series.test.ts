/** Values of expressions over a run, against reading them at each position. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seriesOf, seriesUnits, startOfLast } from '../../src/analysis/curves/series.ts';
import { type Expression, parseExpression } from '../../src/expression/condition.ts';
import { Session } from '../../src/session/session.ts';
import { trace } from '../../src/session/trace.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../support/networks.ts';

function expression(session: Session, text: string): Expression {
  const parsed = parseExpression(text, session.values.names);
  if (!parsed.ok) throw new Error(text);
  return parsed.expression;
}

test('every unit: the positions are the ends of the steps that the run lists, the values those read there', () => {
  const seen = { rows: 0, updates: 0, finish: 0, unknown: 0, later: 0 };
  fc.assert(
    fc.property(documents({ training: true, layers: 2, nodes: 2, epochs: 3 }), (document) => {
      const scenario = scenarioOf(document);
      const session = new Session(scenario);
      const texts = ['h0_0', 'h0_0 * 2 - x0', ...(session.read('loss') === null ? [] : ['loss'])];
      const expressions = texts.map((text) => expression(session, text));
      const steps = [...trace(scenario)];
      for (const unit of seriesUnits) {
        const keyOf = ({ epoch, batch, example }: (typeof steps)[number]) => {
          if (unit === 'epoch') return `${epoch}`;
          return unit === 'batch' ? `${epoch} ${batch}` : `${epoch} ${batch} ${example}`;
        };
        const isFinish = ({ epoch }: { readonly epoch: number }) => epoch > scenario.epochs;
        const isLast = (step: (typeof steps)[number], index: number) => {
          const next = steps[index + 1];
          return unit === 'step' || next === undefined || keyOf(next) !== keyOf(step);
        };
        const expected = steps
          .filter(isLast)
          .filter((step) => unit !== 'example' || step.example !== null)
          .filter((step) => !isFinish(step) || unit === 'step' || unit === 'example');
        const points = [...seriesOf(session, expressions, unit)];
        expect(points.map(({ step }) => step)).toEqual(expected.map(({ step }) => step));
        points.forEach(({ step, epoch, batch, example, values }, index) => {
          const at = expected[index] as (typeof steps)[number];
          expect(epoch).toBe(at.epoch);
          expect(batch).toBe(unit === 'epoch' ? null : at.batch);
          expect(example).toBe(unit === 'step' || unit === 'example' ? at.example : null);
          session.seek(step);
          expect(values).toEqual(
            expressions.map((each) => each.evaluate((address) => session.read(address))),
          );
          seen.updates += Number(at.phase === 'update');
          seen.finish += Number(isFinish(at));
          seen.unknown += Number(values.includes(null));
        });
        seen.rows += points.length;
        // The last points up to a step, without those before them.
        session.seek(Math.ceil((session.total * 2) / 3));
        const from = startOfLast(session, unit, 3);
        const last = [...seriesOf(session, expressions, unit, session.position, from)];
        const before = points.filter(({ step }) => step <= session.position);
        expect(last).toEqual(before.filter(({ step }) => step > from));
        expect(last.length).toBeGreaterThanOrEqual(Math.min(3, before.length));
        seen.later += Number(from > 0);
      }
    }),
    networksTried(25),
  );
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(shareOf(24));
});
