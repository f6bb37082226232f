/** Rows of values over the run: a row for each step, example, batch or epoch up to the cursor. */
import { type SeriesPoint, type SeriesUnit, seriesOf, startOfLast } from '../../analysis/curves/series.ts';
import { Newest } from '../../core/newest.ts';
import type { Expression } from '../../expression/condition.ts';
import { t } from '../../i18n/translate.ts';
import type { Session } from '../../session/session.ts';
import { type Cell, count, type ListAbout, number, type Row, valueText } from './row.ts';

/** A list with more rows would not be read. */
const MOST_ROWS = 10_000;

/** Steps of a slice of the work. */
const SLICE = 2000;

/** A column that says where in the run a row is. */
type Place = 'epoch' | 'batch' | 'example';

interface SeriesRows {
  readonly rows: readonly Row[];
  readonly about: ListAbout;
}

/**
 * The values of expressions up to the cursor, and last those at the cursor itself. Yields the positions reached.
 *
 * @returns no rows if no unit has ended and no value is known yet
 */
export function* seriesRows(
  session: Session,
  expressions: readonly Expression[],
  unit: SeriesUnit,
): Generator<number, SeriesRows> {
  const { position } = session;
  const points = new Newest<SeriesPoint>(MOST_ROWS);
  const from = startOfLast(session, unit, MOST_ROWS);
  let reached = from;
  for (const point of seriesOf(session, expressions, unit, position, from)) {
    points.add(point);
    if (point.step - reached < SLICE) continue;
    reached = point.step;
    yield reached;
  }
  if (position > 0 && points.items.at(-1)?.step !== position) points.add(pointAtCursor(session, expressions));
  const { items, leftOut } = points;
  const places = placesOf(session, unit);
  const isCut = leftOut > 0 || (from > 0 && items.length > 0);
  return {
    rows: items.map((point) => rowOf(point, expressions, places, point.step === position)),
    about: {
      heads: ['', 'step', ...places, ...expressions.map(({ text }) => text)],
      opensAt: Math.max(0, items.length - 1),
      ...(isCut
        ? { verdict: { text: t`Only the last ${items.length} rows up to this step are listed.` } }
        : {}),
    },
  };
}

function pointAtCursor(session: Session, expressions: readonly Expression[]): SeriesPoint {
  const { position, engine } = session;
  const { epoch, batch, example } = engine.schedule.segmentAt(position);
  const values = expressions.map((each) => session.evaluate(each));
  return { step: position, epoch, batch, example, values };
}

/** The columns of places in which the rows of this run differ. */
function placesOf({ engine: { run, schedule } }: Session, unit: SeriesUnit): Place[] {
  const batches = schedule.batches / run.epochs;
  const places: Place[] = [];
  if (run.epochs > 1) places.push('epoch');
  if (unit === 'batch' && batches > 1) places.push('batch');
  if ((unit === 'step' || unit === 'example') && run.data.length > 1) places.push('example');
  return places;
}

function rowOf(
  point: SeriesPoint,
  expressions: readonly Expression[],
  places: readonly Place[],
  isCurrent: boolean,
): Row {
  const { step, values } = point;
  const cells: Cell[] = [
    { kind: 'sign', text: isCurrent ? '●' : ' ' },
    count(step),
    ...places.map((place) => count(point[place])),
    ...values.map(number),
  ];
  const named = values.map((value, index) => `${expressions[index]?.text} = ${valueText(value)}`);
  return { text: `${t`step ${String(step)}`}  ${named.join('  ')}`, cells, step };
}
