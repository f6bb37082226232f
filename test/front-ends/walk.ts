/** The same walk over several scenarios, and what is seen of it. */

/** What a scenario has at the places of the walk. */
interface Course {
  readonly scenario: string;
  /** A value that is computed, and one that can be set. */
  readonly value: string;
  readonly weight: string;
  /** Conditions, an exception and a place to stop at. */
  readonly condition: string;
  readonly later: string;
  readonly exception: string;
  readonly place: string;
}

export const courses: readonly Course[] = [
  {
    scenario: 'back-propagation',
    value: 'output',
    weight: 'node_0.w[0]',
    condition: 'loss < 1',
    later: 'error > 0',
    exception: 'flip',
    place: 'node node_1',
  },
  {
    scenario: 'xor',
    value: 'y',
    weight: 'hidden[0].w[0]',
    condition: 'loss < 0.1',
    later: 'y > 0.8',
    exception: 'saturate',
    place: 'layer hidden',
  },
  {
    scenario: 'attention',
    value: 'answer',
    weight: 'query[0]',
    condition: 'loss < 0.5',
    later: 'share1 > 0.7',
    exception: 'cancel 1',
    place: 'node score2',
  },
  {
    scenario: 'dying-relu',
    value: 'y',
    weight: 'h.w[0]',
    condition: 'loss < 2',
    later: 'y > 0.5',
    exception: 'dead',
    place: 'at h.in',
  },
  {
    scenario: 'iris',
    value: 'hidden[0]',
    weight: 'hidden[0].w[0]',
    condition: 'loss < 0.2',
    later: 'loss > 3',
    exception: 'rise',
    place: 'phase update',
  },
];

/** Thirty commands. */
export function walkOf({ value, weight, condition, later, exception, place }: Course): readonly string[] {
  return [
    'step',
    'step 2',
    'next',
    'finish',
    'reverse-step',
    'reverse-next',
    'reverse-finish',
    'next-phase',
    `break ${condition}`,
    'continue',
    `print ${value}`,
    'reverse-continue',
    'next-example',
    `set ${weight} = 0.75`,
    `print ${weight}`,
    'next-epoch',
    'print loss',
    'undo',
    'disable 1',
    `break change ${weight} by 0.001`,
    'continue 2',
    `catch ${exception}`,
    'disable 2',
    `until ${later}`,
    'first',
    'continue',
    `tbreak ${place}`,
    'goto epoch 2',
    'continue',
    'last',
  ];
}

/** The addresses whose values are compared after each command. */
export const valuesOf = ({ value, weight }: Course): readonly string[] => [value, weight, 'loss'];

/** What a front end shows after a command. */
export interface Seen {
  readonly position: number;
  /** What it says: why it has stopped, in words, or an answer; null if nothing. */
  readonly text: string | null;
}

/** What a front end shows besides, if others can ask it. */
export interface SeenBySteps extends Seen {
  /** Why it has stopped; null if it has not moved. */
  readonly reason: string | null;
  /** With all digits; null for a value that is not known. */
  readonly values: readonly (number | null)[];
}
