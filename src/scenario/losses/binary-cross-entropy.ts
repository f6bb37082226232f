import { defineLoss } from './loss.ts';

/** −(t log p + (1 − t) log(1 − p)) of outputs p that are probabilities, the mean over the outputs. */
export const binaryCrossEntropy = defineLoss({
  reduction: 'mean',
  prepare: (writer) => {
    const one = writer.constant(1);
    return ({ output, target, index }) => {
      const log = writer.part('log', index, 'log', output);
      const hit = writer.part('hit', index, 'multiply', target, log);
      const rest = writer.part('rest', index, 'subtract', one, output);
      const logRest = writer.part('logRest', index, 'log', rest);
      const other = writer.part('other', index, 'subtract', one, target);
      const miss = writer.part('miss', index, 'multiply', other, logRest);
      const likelihood = writer.part('likelihood', index, 'add', hit, miss);
      return writer.part('negated', index, 'negate', likelihood);
    };
  },
  parts: {
    log: { word: 'log' },
    hit: { word: 'hit' },
    rest: { word: 'rest' },
    logRest: { word: 'log_rest' },
    other: { word: 'other' },
    miss: { word: 'miss' },
    likelihood: { word: 'likelihood' },
    negated: { word: null },
  },
});
