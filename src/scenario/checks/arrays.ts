/** Checks that nested lists are arrays, and that the examples have arrays of the same shapes. */
import type { Path, Problem } from '../../diagnostics/diagnostic.ts';
import { countDifference } from '../../diagnostics/plurals.ts';
import { type Shape, shapeText } from '../../expression/arrays/terms.ts';
import { t } from '../../i18n/translate.ts';
import { shapeOf } from '../reading/written-values.ts';

/** The lists of an array that are not as long as the first one beside them. Deeper ones are looked at first. */
export function unevenLists(value: unknown, path: Path): Problem[] {
  if (!Array.isArray(value) || !value.some((each) => Array.isArray(each))) return [];
  const inside = value.flatMap((each, index) => unevenLists(each, [...path, index]));
  if (inside.length > 0) return inside;
  const [first] = value;
  const wanted = Array.isArray(first) ? first.length : null;
  return value.flatMap((each, index): Problem[] => {
    const given = Array.isArray(each) ? each.length : null;
    if (given === wanted || given === 0) return [];
    const at = [...path, index];
    if (wanted === null || given === null) {
      return [
        {
          path: at,
          expected: wanted === null ? t`a number` : t`a list of ${wanted}`,
          found: shapeText(shapeOf(each)),
          fix: '',
        },
      ];
    }
    return [
      {
        path: at,
        expected: t`as many numbers as in the first row (${wanted})`,
        found: String(given),
        fix: countDifference(given, wanted),
      },
    ];
  });
}

/** Checks that a value has the shape that it has in the first example. */
export function checkShape(value: unknown, name: string, wanted: Shape, path: Path): Problem[] {
  const uneven = unevenLists(value, path);
  const shape = shapeOf(value);
  if (uneven.length > 0 || shape.join() === wanted.join()) return uneven;
  const expected = t`${shapeText(wanted)} for ${name}, as in the first example`;
  return [{ path, expected, found: shapeText(shape), fix: '' }];
}
