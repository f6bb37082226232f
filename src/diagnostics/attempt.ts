/** The result of work that may fail without anybody being told: null if it throws. */
export function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
