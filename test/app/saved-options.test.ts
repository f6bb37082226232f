/** Saved view options of any form, against a schema of another library. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { doneFrom } from '../../src/app/state/course.ts';
import { rememberedOptions, viewOptionsFrom } from '../../src/app/state/saved-session.ts';
import { pictureNames } from '../../src/scenario/format/picture-names.ts';
import {
  areas,
  defaultViewOptions,
  hasSomething,
  panes,
  wordLevels,
} from '../../src/view/scene/view-options.ts';

const layout = z.object({
  focus: z.enum(panes).catch(defaultViewOptions.focus),
  picture: z.enum(pictureNames).catch('network'),
  zoom: z.enum(panes).nullable().catch(null),
  hidden: z
    .array(z.unknown())
    .transform((names) => areas.filter((area) => names.includes(area)))
    .refine(hasSomething)
    .catch([]),
  hasListing: z.boolean().catch(false),
  isLarge: z.boolean().catch(false),
  words: z.enum(wordLevels).catch(defaultViewOptions.words),
});
const done = z.object({ done: z.array(z.string()).max(10_000).catch([]) }).catch({ done: [] });

const word = fc.constantFrom<unknown>(
  ...panes,
  ...pictureNames,
  ...areas,
  ...wordLevels,
  null,
  true,
  'other',
  7,
);
const saved = fc.oneof(
  fc.record(
    {
      focus: word,
      picture: word,
      zoom: word,
      hidden: fc.oneof(word, fc.array(word), fc.subarray([...areas])),
      hasListing: fc.oneof(word, fc.boolean()),
      isLarge: fc.oneof(word, fc.boolean()),
      words: word,
      done: fc.oneof(word, fc.array(word), fc.array(fc.string())),
      ahead: word,
    },
    { requiredKeys: [] },
  ),
  fc.constantFrom<unknown>(null, undefined, 'text', 3, [], [[]]),
);

test('options that are known are kept, all others have their default', () => {
  let kept = 0;
  fc.assert(
    fc.property(saved, (options) => {
      const expected = layout.catch(layout.parse({})).parse(options);
      expect(viewOptionsFrom(options)).toEqual({ ...defaultViewOptions, ...expected });
      expect(rememberedOptions(viewOptionsFrom(options))).toEqual(expected);
      expect(doneFrom(options)).toEqual(done.parse(options ?? {}).done);
      if (doneFrom(options).length > 0 && expected.hidden.length > 0) kept++;
    }),
    { numRuns: 500 },
  );
  expect(kept).toBeGreaterThan(0);
  expect(doneFrom({ done: Array(10_001).fill('xor') })).toEqual([]);
});
