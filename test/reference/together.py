"""Makes together.json: batch norm over the examples of a batch, trained in NumPy with gradients by central differences.

Run once: python3 test/reference/together.py
"""

import json
import pathlib

import numpy as np

X = np.array([[1, 2], [3, -1], [0, 0.5], [-1, 1], [2, 2], [1, -3]], dtype=float)
T = np.array([[1, 0], [0, 1], [1, 0], [0, 1], [1, 0], [0.25, 0.75]])
START = {
    "W": [[0.5, -1, 0.3], [1, 0.25, -0.6]],
    "gain": [1, 0.5, 1.5],
    "shift": [0.1, 0, -0.2],
    "V": [[0.4, -0.2], [0.3, 0.8], [-0.5, 0.1]],
}


def loss(p, x, t):
    a = x @ p["W"]
    n = (a - a.mean(axis=0)) / np.sqrt(a.var(axis=0) + 0.00001) * p["gain"] + p["shift"]
    y = np.tanh(n) @ p["V"]
    return -(t * (y - np.log(np.exp(y).sum(axis=1, keepdims=True)))).sum(axis=1).mean()


def gradients(p, x, t):
    found = {}
    for key, array in p.items():
        flat = array.reshape(-1)
        found[key] = np.zeros(array.shape)
        for place in range(flat.size):
            kept = flat[place]

            def at(distance):
                flat[place] = kept + distance
                value = loss(p, x, t)
                flat[place] = kept
                return value

            h = 1e-3
            slope = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h)
            found[key].reshape(-1)[place] = slope
    return found


def train(batch, epochs):
    p = {key: np.array(value, dtype=float) for key, value in START.items()}
    losses, first = [], None
    for _ in range(epochs):
        for i in range(0, len(X), batch):
            x, t = X[i : i + batch], T[i : i + batch]
            losses.append(loss(p, x, t))
            g = gradients(p, x, t)
            first = first or {key: value.ravel().tolist() for key, value in g.items()}
            for key in p:
                p[key] -= 0.5 * g[key]
    return {"batch": batch, "losses": losses, "first": first, "last": {k: v.ravel().tolist() for k, v in p.items()}}


out = {
    "inputs": X.tolist(),
    "targets": T.tolist(),
    "parameters": START,
    "runs": [train(3, 3), train(6, 3)],
}
path = pathlib.Path(__file__).parent / "together.json"
path.write_text(json.dumps(out, indent=1) + "\n")
