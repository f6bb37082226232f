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


def trained(optimizer, make, batch, schedule=None, groups=None):
    """y = w · x + b on squared errors (the mean over a batch): the parameters after each update.

    `optimizer` is how a scenario writes it."""
    w = torch.tensor([0.3, -0.4], requires_grad=True)
    b = torch.tensor(0.1, requires_grad=True)
    steps = make(groups(w, b) if groups else [w, b])
    change = schedule(steps) if schedule else None
    values, learning_rates = [], []
    for _epoch in range(EPOCHS):
        for start in range(0, len(DATA), batch):
            rows = DATA[start : start + batch]
            steps.zero_grad()
            (sum((w @ torch.tensor(x) + b - t) ** 2 for x, t in rows) / len(rows)).backward()
            learning_rates.append(steps.param_groups[0]["lr"])
            steps.step()
            values.append([*w.tolist(), b.item()])
        if change:
            change.step()
    return {"optimizer": optimizer, "batch": batch, "values": values, "rates": learning_rates}


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

CASES = {
    "optimizers": [trained(optimizer, make, batch) for optimizer, make in OPTIMIZERS for batch in (1, 2)],
}
path = pathlib.Path(__file__).with_name("torch-training.json")
path.write_text(json.dumps(CASES, indent=1) + "\n")
