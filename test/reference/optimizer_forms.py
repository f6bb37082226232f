"""Makes optimizer-forms.json: what the published definitions of optimizers compute, each in its own words.

Run once, with NumPy 2: python3 test/reference/optimizer_forms.py

Every function is written from the document that it names, with the names of that document, and not from the code of
this project. `p` are the parameters w0, w1 and the bias, `g` is the gradient, `lr` the learning rate of this update,
`eta` the factor of the schedule (lr = eta × the scenario's learning rate), `t` the number of the update, from 1, and
`s` a dictionary that is kept.
"""

import json
import pathlib

import numpy as np

DATA = [([1.0, 2.0], 1.5), ([-0.5, 0.25], -1.0), ([2.0, -1.0], 0.5)]
START = np.array([0.3, -0.4, 0.1])
WEIGHTS = np.array([1.0, 1.0, 0.0])
RATE = 0.05
EPOCHS = 6


def gradient(p, rows):
    """Of the mean over the rows of (output - target)²."""
    x = np.array([[*inputs, 1.0] for inputs, _ in rows])
    target = np.array([target for _, target in rows])
    return 2 * x.T @ (x @ p - target) / len(rows)


def keras_sgd(momentum=0.0, nesterov=False):
    """https://keras.io/api/optimizers/sgd: "velocity = momentum * velocity - learning_rate * g; w = w + velocity";
    with nesterov "w = w + momentum * velocity - learning_rate * g"."""

    def update(p, g, lr, eta, t, s):
        velocity = s["velocity"] = momentum * s.get("velocity", 0.0) - lr * g
        return p + momentum * velocity - lr * g if nesterov else p + velocity

    return update


def keras_adam(beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """https://keras.io/api/optimizers/adam: "This epsilon is 'epsilon hat' in the Kingma and Ba paper (in the formula
    just before Section 2.1)": alpha_t = alpha sqrt(1 - beta_2^t) / (1 - beta_1^t), theta -= alpha_t m / (sqrt(v) + epsilon)."""

    def update(p, g, lr, eta, t, s):
        m = s["m"] = s.get("m", 0.0) + (g - s.get("m", 0.0)) * (1 - beta_1)
        v = s["v"] = s.get("v", 0.0) + (g * g - s.get("v", 0.0)) * (1 - beta_2)
        alpha = lr * np.sqrt(1 - beta_2**t) / (1 - beta_1**t)
        return p - m * alpha / (np.sqrt(v) + epsilon)

    return update


def optax_adam(b1=0.9, b2=0.999, eps=1e-8, eps_root=0.0):
    """https://optax.readthedocs.io/en/latest/api/optimizers.html#optax.adam: u = -alpha m_hat / (sqrt(v_hat + eps_root) + eps)."""

    def update(p, g, lr, eta, t, s):
        m = s["m"] = (1 - b1) * g + b1 * s.get("m", 0.0)
        v = s["v"] = (1 - b2) * g**2 + b2 * s.get("v", 0.0)
        return p - lr * (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t) + eps_root) + eps)

    return update


def adamw_of_the_paper(decay, mask=1.0):
    """Loshchilov & Hutter 2019, Algorithm 2, line 12: theta -= eta_t (alpha m_hat / (sqrt(v_hat) + epsilon) + lambda theta)."""

    def update(p, g, lr, eta, t, s):
        alpha = lr / eta
        m = s["m"] = 0.9 * s.get("m", 0.0) + (1 - 0.9) * g
        v = s["v"] = 0.999 * s.get("v", 0.0) + (1 - 0.999) * g**2
        adam = alpha * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        return p - eta * (adam + decay * mask * p)

    return update


def torch_adamw(decay, mask=1.0):
    """https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html: theta -= gamma lambda theta, then Adam."""
    adam = optax_adam()

    def update(p, g, lr, eta, t, s):
        return adam(p - lr * decay * mask * p, g, lr, eta, t, s)

    return update


def keras_rmsprop(rho=0.9, epsilon=1e-7):
    """https://keras.io/api/optimizers/rmsprop: the epsilon is inside of the root: lr g / sqrt(velocity + epsilon)."""

    def update(p, g, lr, eta, t, s):
        velocity = s["v"] = rho * s.get("v", 0.0) + (1 - rho) * np.square(g)
        return p - lr * g / np.sqrt(velocity + epsilon)

    return update


def keras_adagrad(initial_accumulator_value=0.1, epsilon=1e-7):
    """https://keras.io/api/optimizers/adagrad: accumulator += g²; lr g / sqrt(accumulator + epsilon)."""

    def update(p, g, lr, eta, t, s):
        accumulator = s["v"] = s.get("v", initial_accumulator_value) + np.square(g)
        return p - lr * g / np.sqrt(accumulator + epsilon)

    return update


def torch_adagrad(eps=1e-10, weight_decay=0.0):
    """https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html: g += lambda theta; state_sum += g²;
    theta -= lr g / (sqrt(state_sum) + eps)."""

    def update(p, g, lr, eta, t, s):
        g = g + weight_decay * p
        state_sum = s["v"] = s.get("v", 0.0) + g**2
        return p - lr * g / (np.sqrt(state_sum) + eps)

    return update


def torch_sgd(momentum=0.0, weight_decay=0.0):
    """https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html: g += lambda theta; b = mu b + g; theta -= lr b."""

    def update(p, g, lr, eta, t, s):
        g = g + weight_decay * p
        s.setdefault("followed", []).append(np.linalg.norm(g))
        b = s["velocity"] = momentum * s.get("velocity", 0.0) + g
        return p - lr * b

    return update


def keras_regularized(l1=0.0, l2=0.0):
    """https://keras.io/api/layers/regularizers: kernels only; "loss = l1 * reduce_sum(abs(x))", "loss = l2 *
    reduce_sum(square(x))", whose slopes are l1 sign(x) and 2 l2 x."""

    def update(p, g, lr, eta, t, s):
        return p - lr * (g + WEIGHTS * (l1 * np.sign(p) + 2 * l2 * p))

    return update


def clip_grad_norm(inner, max_norm):
    """https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html: the gradients are multiplied by
    max_norm / (total_norm + 1e-6), but by 1 at most. It is called before the step of the optimizer."""

    def update(p, g, lr, eta, t, s):
        total_norm = np.linalg.norm(g)
        s.setdefault("norms", []).append(total_norm)
        return inner(p, g * min(1.0, max_norm / (total_norm + 1e-6)), lr, eta, t, s)

    return update


def clip_by_global_norm(inner, max_norm):
    """https://optax.readthedocs.io/en/latest/api/transformations.html#optax.clip_by_global_norm: g if |g| < max_norm, else
    g / |g| max_norm."""

    def update(p, g, lr, eta, t, s):
        g_norm = np.linalg.norm(g)
        s.setdefault("norms", []).append(g_norm)
        return inner(p, g if g_norm < max_norm else g / g_norm * max_norm, lr, eta, t, s)

    return update


def clip_grad_value(inner, clip_value):
    """https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_value_.html: the gradients are clamped to
    [-clip_value, clip_value]."""

    def update(p, g, lr, eta, t, s):
        return inner(p, np.clip(g, -clip_value, clip_value), lr, eta, t, s)

    return update


def sutskever(momentum):
    """Sutskever, Martens, Dahl & Hinton 2013, equations 3 and 4: v = mu v - lr grad(theta + mu v); theta += v. Returns the
    points theta + mu v, at which the gradient is computed."""

    def run(batches, lr):
        theta, v, ahead = START, np.zeros(3), []
        for rows in batches:
            v = momentum * v - lr * gradient(theta + momentum * v, rows)
            theta = theta + v
            ahead.append(theta + momentum * v)
        return ahead

    return run


def batches_of(size):
    return [DATA[at : at + size] for _ in range(EPOCHS) for at in range(0, len(DATA), size)]


STEP = {"kind": "step", "every": 2, "factor": 0.5}


def trained(optimizer, update, size, start=None):
    """The parameters after every update."""
    per_epoch = -(-len(DATA) // size)
    p, s, values = START, dict(start or {}), []
    before = s.pop("t", 0)
    for index, rows in enumerate(batches_of(size)):
        eta = 0.5 ** (((before + index) // per_epoch) // 2) if "schedule" in optimizer else 1.0
        p = update(p, gradient(p, rows), RATE * eta, eta, before + index + 1, s)
        values.append(p.tolist())
    norms = {name: [float(norm) for norm in s[name]] if name in s else None for name in ("norms", "followed")}
    return {"optimizer": optimizer, "batch": size, "values": values, **norms}


# Values that are kept from earlier updates: of w0, w1 and the bias.
M, V, T = [0.2, -0.1, 0.05], [0.04, 0.3, 0.001], 7
KEPT = {f"{state}(y.{name})": value for state, values in (("m", M), ("v", V)) for name, value in zip(("w[0]", "w[1]", "bias"), values)}

CASES = [
    ({"kind": "momentum", "form": "keras", "schedule": STEP}, keras_sgd(0.9)),
    ({"kind": "momentum", "form": "pytorch", "schedule": STEP}, torch_sgd(0.9)),
    ({"kind": "nesterov", "form": "keras", "momentum": 0.8, "schedule": STEP}, keras_sgd(0.8, True)),
    ({"kind": "adam", "epsilon": 0.1, "epsilon_position": "hat", "schedule": STEP}, keras_adam(epsilon=0.1)),
    ({"kind": "adam", "epsilon": 0.1, "epsilon_position": "inside"}, optax_adam(eps=0.0, eps_root=0.1)),
    ({"kind": "adam", "epsilon": 0.1, "epsilon_position": "outside"}, optax_adam(eps=0.1)),
    ({"kind": "adamw", "weight_decay": 0.1, "form": "paper", "schedule": STEP}, adamw_of_the_paper(0.1)),
    ({"kind": "adamw", "weight_decay": 0.1, "form": "paper"}, adamw_of_the_paper(0.1)),
    ({"kind": "adamw", "weight_decay": 0.1, "penalty_on": "weights", "schedule": STEP}, torch_adamw(0.1, WEIGHTS)),
    ({"kind": "rmsprop", "decay": 0.9, "epsilon": 1e-2, "epsilon_position": "inside"}, keras_rmsprop(epsilon=1e-2)),
    ({"kind": "adagrad", "epsilon": 1e-2, "epsilon_position": "inside", "start": {"v": 0.1}}, keras_adagrad(epsilon=1e-2)),
    ({"kind": "adagrad"}, torch_adagrad()),
    ({"kind": "adagrad", "l2": 0.02, "epsilon": 1e-3}, torch_adagrad(1e-3, 0.02)),
    ({"kind": "sgd", "l1": 0.3, "penalty_on": "weights"}, keras_regularized(l1=0.3)),
    ({"kind": "sgd", "l2": 0.2, "penalty_on": "weights"}, keras_regularized(l2=0.1)),
    ({"kind": "sgd", "l1": 0.3, "l2": 0.2, "penalty_on": "weights"}, keras_regularized(l1=0.3, l2=0.1)),
    ({"kind": "sgd", "clip": {"norm": 1.5}}, clip_grad_norm(torch_sgd(), 1.5)),
    ({"kind": "momentum", "l2": 0.02, "clip": {"norm": 1.5}}, clip_grad_norm(torch_sgd(0.9, 0.02), 1.5)),
    ({"kind": "adam", "clip": {"norm": 0.8, "epsilon": 0}}, clip_by_global_norm(optax_adam(), 0.8)),
    ({"kind": "momentum", "l2": 0.02, "clip": {"value": 0.7}}, clip_grad_value(torch_sgd(0.9, 0.02), 0.7)),
]


def all_cases():
    cases = [trained(optimizer, update, size) for optimizer, update in CASES for size in (1, 2)]
    adam = {"kind": "adam", "schedule": STEP, "start": {"updates": T, **KEPT}}
    cases.append(trained(adam, optax_adam(), 2, {"m": np.array(M), "v": np.array(V), "t": T}))
    momentum = {"kind": "momentum", "start": {"velocity": 0.3}}
    cases.append(trained(momentum, torch_sgd(0.9), 1, {"velocity": np.full(3, 0.3)}))
    ahead = [p.tolist() for p in sutskever(0.9)(batches_of(2), RATE)]
    for optimizer in ({"kind": "nesterov", "form": "keras"}, {"kind": "nesterov"}):
        cases.append({"optimizer": optimizer, "batch": 2, "values": ahead, "norms": None, "followed": None})
    return cases


path = pathlib.Path(__file__).with_name("optimizer-forms.json")
path.write_text("[\n" + ",\n".join(json.dumps(case) for case in all_cases()) + "\n]\n")
