"""Makes accumulation.json: training with gradients accumulated over batches, in NumPy, written as loops in PyTorch are.

For each batch: loss = mean over its examples ÷ (number of batches that are accumulated), gradients are added to those
so far; after the last of them one step of the optimizer, and the gradients start at 0 again. In the run with batches of
different sizes, each example counts the same: loss = sum over the examples ÷ (all examples until the step).
Run once: python3 test/reference/accumulation.py
"""

import json
import pathlib

import numpy as np

X = np.array([[1, 2], [-1, 0.5], [0.25, -1.5], [2, 1], [-0.5, -0.75], [1.5, -1], [0.5, 0.5], [-2, 1.25]])
T = np.array([1, -0.5, 0.75, 2, -1, 0.25, 0.5, -1.5])


def gradient(w, rows):
    """Of the squared error of each example: 2 × error × input, and 2 × error for the bias."""
    errors = X[rows] @ w[:2] + w[2] - T[rows]
    return np.array([2 * e * np.append(x, 1) for e, x in zip(errors, X[rows])])


def train(examples, batch, accumulate, epochs, isEqual):
    w, velocity = np.array([0.5, -0.25, 0.1]), np.zeros(3)
    found = []
    for _ in range(epochs):
        batches = [np.arange(i, min(i + batch, examples)) for i in range(0, examples, batch)]
        for first in range(0, len(batches), accumulate):
            group = batches[first : first + accumulate]
            total = np.zeros(3)
            for rows in group:
                each = gradient(w, rows)
                total += each.mean(axis=0) / len(group) if isEqual else each.sum(axis=0) / sum(map(len, group))
            velocity = 0.9 * velocity + total
            w = w - 0.05 * velocity
        found.append(w.tolist())
    return found


runs = [
    {"examples": 8, "batch": 2, "accumulate": 2, "epochs": 3, "isEqual": True},
    {"examples": 8, "batch": 2, "accumulate": 4, "epochs": 3, "isEqual": True},
    {"examples": 8, "batch": 1, "accumulate": 4, "epochs": 3, "isEqual": True},
    {"examples": 7, "batch": 2, "accumulate": 2, "epochs": 3, "isEqual": False},
]
out = {"inputs": X.tolist(), "targets": T.tolist(), "runs": [{**run, "weights": train(**run)} for run in runs]}
path = pathlib.Path(__file__).parent / "accumulation.json"
path.write_text(json.dumps(out, indent=1) + "\n")
