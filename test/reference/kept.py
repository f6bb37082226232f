"""Running statistics of batch norm, written by hand in NumPy. Prints JSON: python3 kept.py > kept.json"""

import json

import numpy as np

rng = np.random.default_rng(5)
x = np.round(rng.normal(size=(12, 2)) * 2 + [1, -0.5], 3)
t = np.round(rng.normal(size=(12, 2)), 3)
W = np.array([[0.5, -1.0], [1.0, 0.25]])


def run(batch, accumulate, epochs, rate=0.1):
    w = W.copy()
    mean, variance, count = np.zeros(2), np.ones(2), 0.0
    means, evaluated = [], []
    step = batch * accumulate
    for _ in range(epochs):
        for first in range(0, len(x), step):
            gradient = np.zeros_like(w)
            for start in range(first, first + step, batch):
                rows = slice(start, start + batch)
                a = x[rows] @ w
                evaluated.append(((a - mean) / np.sqrt(variance + 1e-5)).tolist())
                gradient += x[rows].T @ (2 * (a - t[rows]) / a.size) / accumulate
            # What the last pass before the update has found.
            mean = 0.9 * mean + 0.1 * a.mean(axis=0)
            variance = 0.9 * variance + 0.1 * a.var(axis=0, ddof=1)
            count += 1
            w = w - rate * gradient
            means.append(mean.tolist())
    return {
        "batch": batch,
        "accumulate": accumulate,
        "epochs": epochs,
        "means": means,
        "evaluated": evaluated,
        "mean": mean.tolist(),
        "variance": variance.tolist(),
        "count": count,
        "W": w.tolist(),
    }


runs = [run(3, 1, 3), run(6, 1, 4), run(12, 1, 5), run(3, 2, 3)]
print(json.dumps({"inputs": x.tolist(), "targets": t.tolist(), "W": W.tolist(), "runs": runs}))
