"""Makes torch.json: what PyTorch computes of activations, losses and optimisers, in double precision.

Run once, with PyTorch 1.13.1 (Debian's python3-torch): /usr/bin/python3 test/reference/torch_reference.py
"""

import json
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)

POINTS = [-6.0, -2.5, -1.0, -0.3, -0.01, 0.02, 0.5, 1.0, 1.75, 4.0]
LOGITS = [[0.5, -1.25, 2.0], [-3.0, -3.0, 0.25], [40.0, -40.0, 0.0]]


def activation(function):
    x = torch.tensor(POINTS, requires_grad=True)
    y = function(x)
    y.sum().backward()
    return {"x": POINTS, "y": y.tolist(), "slope": x.grad.tolist()}


def softmax(row, upstream):
    x = torch.tensor(row, requires_grad=True)
    y = torch.softmax(x, 0)
    (y * torch.tensor(upstream)).sum().backward()
    return {"x": row, "upstream": upstream, "y": y.tolist(), "grad": x.grad.tolist()}


def loss(name, function, outputs, targets, **more):
    x = torch.tensor(outputs, requires_grad=True)
    value = function(x, torch.tensor(targets))
    value.backward()
    return {"loss": name, "outputs": outputs, "targets": targets, "value": value.item(), "grad": x.grad.tolist(), **more}


def losses():
    plain = [([0.5, -1.25, 2.0], [1.0, 1.0, -0.5]), ([3.0], [2.25]), ([-0.1, 4.0], [0.2, 0.5])]
    probabilities = [([0.25, 0.9], [1.0, 0.0]), ([0.5], [1.0]), ([0.05, 0.6, 0.999], [0.0, 0.3, 1.0])]
    logits = [([0.5, -1.25], [1.0, 0.0]), ([-30.0], [1.0]), ([2.0, 0.0, 50.0], [0.25, 1.0, 1.0])]
    classes = [([0.5, -1.25, 2.0], [0.0, 1.0, 0.0]), ([-3.0, 1.0], [1.0, 0.0]), ([4.0, 4.5, -2.0], [0.2, 0.5, 0.3])]
    cases = []
    for outputs, targets in plain:
        cases.append(loss("mean_absolute_error", F.l1_loss, outputs, targets))
        for delta in (1.0, 0.4):
            cases.append(loss("huber", lambda x, t: F.huber_loss(x, t, delta=delta), outputs, targets, delta=delta))
    for outputs, targets in probabilities:
        cases.append(loss("binary_cross_entropy", F.binary_cross_entropy, outputs, targets))
    for outputs, targets in logits:
        cases.append(loss("binary_cross_entropy_from_logits", F.binary_cross_entropy_with_logits, outputs, targets))
    for outputs, targets in classes:
        cases.append(
            loss("softmax_cross_entropy", lambda x, t: F.cross_entropy(x[None], t[None]), outputs, targets)
        )
    return cases


OPTIMISERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.05),
    "sgd l2": lambda p: torch.optim.SGD(p, lr=0.05, weight_decay=0.02),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    "momentum l2": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, weight_decay=0.02),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.05, alpha=0.95, eps=1e-8),
    "adam": lambda p: torch.optim.Adam(p, lr=0.05),
    "adam other": lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.02),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.02),
}

SCHEDULES = {
    "constant": lambda o: torch.optim.lr_scheduler.LambdaLR(o, lambda epoch: 1.0),
    "step": lambda o: torch.optim.lr_scheduler.StepLR(o, step_size=2, gamma=0.5),
    "cosine": lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=6),
}

DATA = [([1.0, 2.0], 1.5), ([-0.5, 0.25], -1.0), ([2.0, -1.0], 0.5)]


def training(optimiser, schedule, batch):
    """y = w · x + b on squared errors (the mean over a batch), six epochs: the parameters after each update."""
    w = torch.tensor([0.3, -0.4], requires_grad=True)
    b = torch.tensor(0.1, requires_grad=True)
    steps = OPTIMISERS[optimiser]([w, b])
    rates = SCHEDULES[schedule](steps)
    values = []
    for _epoch in range(6):
        for start in range(0, len(DATA), batch):
            rows = DATA[start : start + batch]
            steps.zero_grad()
            total = sum((w @ torch.tensor(x) + b - t) ** 2 for x, t in rows) / len(rows)
            total.backward()
            steps.step()
            values.append([*w.tolist(), b.item()])
        rates.step()
    return {"optimiser": optimiser, "schedule": schedule, "batch": batch, "values": values}


result = {
    "activations": {
        "elu": activation(F.elu),
        "softplus": activation(lambda x: F.softplus(x, threshold=1e9)),
        "gelu": activation(lambda x: F.gelu(x, approximate="tanh")),
        "sigmoid": activation(torch.sigmoid),
        "tanh": activation(torch.tanh),
        "relu": activation(torch.relu),
    },
    "softmax": [softmax(row, [0.5, -1.0, 2.0]) for row in LOGITS],
    "losses": losses(),
    "training": [
        *[training(name, "constant", batch) for name in OPTIMISERS for batch in (1, 2)],
        *[training(name, schedule, 2) for name in ("sgd", "adam", "adamw") for schedule in ("step", "cosine")],
    ],
}
path = pathlib.Path(__file__).with_name("torch.json")
path.write_text(json.dumps(result, indent=1) + "\n")
