"""Makes torch-training.json: what PyTorch's optimizers and schedules compute, update by update, in double precision.

Run once, with PyTorch 2.13: python3 test/reference/torch_training.py

Lion is not in PyTorch. It is written here from Chen et al. 2023, Algorithm 2, with the names of that algorithm.
"""

import json
import pathlib

import torch
from torch.optim import lr_scheduler as rates

torch.set_default_dtype(torch.float64)

DATA = [([1.0, 2.0], 1.5), ([-0.5, 0.25], -1.0), ([2.0, -1.0], 0.5)]
RATE = 0.05
EPOCHS = 6


class Lion(torch.optim.Optimizer):
    """c = beta1 m + (1 - beta1) g; theta -= eta (sign(c) + lambda theta); m = beta2 m + (1 - beta2) g."""

    def __init__(self, parameters, lr, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(parameters, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for theta in group["params"]:
                g = theta.grad
                m = self.state[theta].setdefault("m", torch.zeros_like(theta))
                c = beta1 * m + (1 - beta1) * g
                theta -= group["lr"] * (torch.sign(c) + group["weight_decay"] * theta)
                m.mul_(beta2).add_(g, alpha=1 - beta2)


def trained(optimizer, make, batch, schedule=None, groups=None, epochs=EPOCHS):
    """y = w · x + b on squared errors (the mean over a batch): the parameters after each update.

    `optimizer` is how a scenario writes it."""
    w = torch.tensor([0.3, -0.4], requires_grad=True)
    b = torch.tensor(0.1, requires_grad=True)
    steps = make(groups(w, b) if groups else [w, b])
    change = schedule(steps) if schedule else None
    values, learning_rates = [], []
    for _epoch in range(epochs):
        for start in range(0, len(DATA), batch):
            rows = DATA[start : start + batch]
            steps.zero_grad()
            (sum((w @ torch.tensor(x) + b - t) ** 2 for x, t in rows) / len(rows)).backward()
            learning_rates.append(steps.param_groups[0]["lr"])
            steps.step()
            values.append([*w.tolist(), b.item()])
        if change:
            change.step()
    return {"optimizer": optimizer, "batch": batch, "epochs": epochs, "values": values, "rates": learning_rates}


OPTIMIZERS = [
    ({"kind": "adadelta"}, lambda p: torch.optim.Adadelta(p, lr=RATE)),
    (
        {"kind": "adadelta", "decay": 0.7, "epsilon": 1e-3, "l2": 0.02},
        lambda p: torch.optim.Adadelta(p, lr=RATE, rho=0.7, eps=1e-3, weight_decay=0.02),
    ),
    ({"kind": "nadam"}, lambda p: torch.optim.NAdam(p, lr=RATE)),
    (
        {"kind": "nadam", "beta1": 0.8, "beta2": 0.99, "epsilon": 1e-6, "momentum_decay": 1, "l2": 0.02},
        lambda p: torch.optim.NAdam(p, lr=RATE, betas=(0.8, 0.99), eps=1e-6, momentum_decay=1, weight_decay=0.02),
    ),
    ({"kind": "lion"}, lambda p: Lion(p, lr=RATE)),
    (
        {"kind": "lion", "beta1": 0.6, "beta2": 0.8, "weight_decay": 0.1},
        lambda p: Lion(p, lr=RATE, betas=(0.6, 0.8), weight_decay=0.1),
    ),
]

def after_warmup(later, start, epochs):
    """A linear warm-up over the first epochs, and then another schedule, or nothing."""

    def make(optimizer):
        warm = rates.LinearLR(optimizer, start_factor=start, total_iters=epochs)
        return rates.SequentialLR(optimizer, [warm, later(optimizer)], milestones=[epochs]) if later else warm

    return make


STEP = {"kind": "step", "every": 2, "factor": 0.5}
RESTARTS = {"kind": "cosine_restarts", "epochs": 2}
SCHEDULES = [
    ({"kind": "warmup", "epochs": 3}, after_warmup(None, 1 / 3, 3)),
    ({"kind": "warmup", "epochs": 2, "from": 0.1, "after": STEP}, after_warmup(lambda o: rates.StepLR(o, 2, 0.5), 0.1, 2)),
    (
        {"kind": "warmup", "epochs": 2, "from": 0.25, "after": {"kind": "cosine", "epochs": 8}},
        after_warmup(lambda o: rates.CosineAnnealingLR(o, 8), 0.25, 2),
    ),
    (
        {"kind": "warmup", "epochs": 3, "from": 0.25, "after": {**RESTARTS, "times": 2}},
        after_warmup(lambda o: rates.CosineAnnealingWarmRestarts(o, 2, 2), 0.25, 3),
    ),
    (RESTARTS, lambda o: rates.CosineAnnealingWarmRestarts(o, 2)),
    ({**RESTARTS, "epochs": 3}, lambda o: rates.CosineAnnealingWarmRestarts(o, 3)),
    ({**RESTARTS, "epochs": 1, "times": 2}, lambda o: rates.CosineAnnealingWarmRestarts(o, 1, 2)),
    ({**RESTARTS, "times": 3}, lambda o: rates.CosineAnnealingWarmRestarts(o, 2, 3)),
]


def scheduled(schedule, make, batch):
    optimizer = {"kind": "momentum", "schedule": schedule}
    return trained(optimizer, lambda p: torch.optim.SGD(p, lr=RATE, momentum=0.9), batch, make, epochs=10)


def own_rates(w, b):
    """Parameter groups: the bias has a learning rate of its own."""
    return [{"params": [w]}, {"params": [b], "lr": 0.2}]


OWN = {"learning_rates": {"y.bias": 0.2}}
HALVED = {"schedule": STEP}
RATED = [
    ({"kind": "sgd", **OWN}, lambda p: torch.optim.SGD(p, lr=RATE), None),
    ({"kind": "nesterov", **OWN, **HALVED}, lambda p: torch.optim.SGD(p, lr=RATE, momentum=0.9, nesterov=True), STEP),
    ({"kind": "adam", **OWN, **HALVED}, lambda p: torch.optim.Adam(p, lr=RATE), STEP),
    ({"kind": "adamw", "weight_decay": 0.1, **OWN, **HALVED}, lambda p: torch.optim.AdamW(p, lr=RATE, weight_decay=0.1), STEP),
    ({"kind": "lion", "weight_decay": 0.1, **OWN}, lambda p: Lion(p, lr=RATE, weight_decay=0.1), None),
]


def rated(optimizer, make, schedule, batch):
    return trained(optimizer, make, batch, schedule and (lambda o: rates.StepLR(o, 2, 0.5)), own_rates)


CASES = {
    "optimizers": [trained(optimizer, make, batch) for optimizer, make in OPTIMIZERS for batch in (1, 2)],
    "schedules": [scheduled(schedule, make, batch) for schedule, make in SCHEDULES for batch in (1, 2)],
    "groups": [rated(*case, batch) for case in RATED for batch in (1, 2)],
}
path = pathlib.Path(__file__).with_name("torch-training.json")
path.write_text(json.dumps(CASES, indent=1) + "\n")
