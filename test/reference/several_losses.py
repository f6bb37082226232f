"""Makes several-losses.json: scenarios with several losses, their losses and gradients, in NumPy alone.

Losses are written out, gradients are central differences (of fourth order). The numbers of the scenarios are in
several-losses-given.json, which the test reads too. Run once: python3 test/reference/several_losses.py
"""

import json
import pathlib

import numpy as np

HERE = pathlib.Path(__file__).parent


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def cross_entropy(logits, target):
    return -(target * (logits - np.log(np.exp(logits).sum()))).sum()


def binary(p, target):
    return -(target * np.log(p) + (1 - target) * np.log(1 - p)).mean()


def classes(p, x, target):
    """A head for classes and an auxiliary one on the hidden layer, with the same targets; and a value of its own."""
    h = np.tanh(p["W"] @ x[0])
    y, aux, size = p["V"] @ h, p["A"] @ h, p["a"] @ h
    return {
        "y": cross_entropy(y, target["y"]),
        "aux": cross_entropy(aux, target["y"]),
        "size": 0.5 * (size - target["size"]) ** 2,
    }


def vae(p, x, _target):
    mu, log_var = p["M"] @ x[0], p["S"] @ x[0]
    z = mu + np.exp(log_var / 2) * x[1]
    return {
        "image": binary(sigmoid(p["D"] * z + p["b"]), x[0]),
        "kl": 0.5 * (mu**2 + np.exp(log_var) - log_var - 1),
    }


def distilled(p, x, target):
    """The student is compared with the target, and with the teacher, which the gradient reaches too."""
    teacher, student = np.tanh(p["T"] @ x[0]), p["Z"] @ x[0]
    return {
        "student": ((student - target["student"]) ** 2).sum(),
        "copy": np.abs(student - teacher).mean(),
    }


MODELS = {"classes": classes, "vae": vae, "distilled": distilled}
WEIGHTS = {"classes": {"aux": 0.3, "size": 0.05}, "vae": {"kl": 0.25}, "distilled": {"copy": -0.5}}


def result(name, parameters, inputs, target):
    p = {key: np.array(value, dtype=float) for key, value in parameters.items()}
    x = [np.array(each, dtype=float) for each in inputs]
    t = {key: np.array(value, dtype=float) for key, value in (target or {}).items()}

    def total():
        losses = MODELS[name](p, x, t)
        return sum(WEIGHTS[name].get(key, 1) * value for key, value in losses.items())

    gradients = {}
    for key, array in p.items():
        flat = array.reshape(-1)
        found = np.zeros(flat.size)
        for place in range(flat.size):
            kept = flat[place]

            def at(distance):
                flat[place] = kept + distance
                value = total()
                flat[place] = kept
                return value

            h = 1e-3
            found[place] = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h)
        gradients[key] = found.tolist()
    losses = {key: float(value) for key, value in MODELS[name](p, x, t).items()}
    return {"losses": losses, "loss": float(total()), "gradients": gradients}


if __name__ == "__main__":
    given = json.loads((HERE / "several-losses-given.json").read_text())
    found = {name: [result(name, each["parameters"], row["inputs"], row.get("target")) for row in each["data"]]
             for name, each in given.items()}
    (HERE / "several-losses.json").write_text(json.dumps(found, indent=1) + "\n")
