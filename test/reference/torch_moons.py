"""Makes torch-moons.json: how PyTorch trains the network of scenarios/two-moons.yaml, in double precision.

Run once, with PyTorch 1.13.1 (Debian's python3-torch): /usr/bin/python3 test/reference/torch_moons.py

Nothing is taken from Backstep but moons.csv and the numbers of the scenario. Chance is SplitMix64 as its authors
publish it (Steele, Lea & Flood, OOPSLA 2014, also https://prng.di.unimi.it/splitmix64.c), used as the scenario format
says it: the first weights of a layer are drawn node by node, with biases 0; the last fifth of a shuffled order is
kept apart; each epoch has a stream of its own for its order.

Conventions in which programs differ, and which agree here: the loss is the mean over a batch; the standard deviation
is that of a population; Adam's epsilon is added to the root of the corrected mean square (PyTorch divides the root by
the root of its correction, which is the same but for rounding); the cosine's factor changes after each epoch, and is
1 in the first.
"""

import csv
import json
import math
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

HERE = pathlib.Path(__file__).parent
EPOCHS = 50
BATCH = 20
KEPT_APART = 0.2
SPLIT_SEED = 1
SHUFFLE_SEED = 7
LAYERS = [(2, 16, 7), (16, 16, 8), (16, 1, 9)]
LEARNING_RATE = 0.03

MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def uniforms(state):
    """Evenly from 0 up to, not including, 1."""
    while True:
        state = (state + GAMMA) & MASK
        yield (mix(state) >> 11) * 2.0**-53


def stream(seed, number):
    """The generator of one stream of a seed."""
    return uniforms((mix((seed + GAMMA) & MASK) + number) & MASK)


def shuffled(size, random):
    """Fisher and Yates, from the end."""
    order = list(range(size))
    for last in range(size - 1, 0, -1):
        other = int(next(random) * (last + 1))
        order[last], order[other] = order[other], order[last]
    return order


def layer(incoming, size, seed):
    random = uniforms(seed)
    limit = math.sqrt(6 / (incoming + size))
    linear = torch.nn.Linear(incoming, size)
    with torch.no_grad():
        for node in range(size):
            for value in range(incoming):
                linear.weight[node, value] = (2 * next(random) - 1) * limit
        linear.bias.zero_()
    return linear


def examples():
    """Inputs and targets: trained on, and kept apart."""
    with open(HERE.parents[1] / "scenarios" / "moons.csv", newline="") as file:
        rows = [[float(row[name]) for name in ("x", "y", "label")] for row in csv.DictReader(file)]
    table = torch.tensor(rows)
    apart = set(shuffled(len(rows), uniforms(SPLIT_SEED))[-round(KEPT_APART * len(rows)) :])
    trained = table[[index for index in range(len(rows)) if index not in apart]]
    kept = table[sorted(apart)]
    mean, deviation = trained[:, :2].mean(0), trained[:, :2].std(0, unbiased=False)
    return [((each[:, :2] - mean) / deviation, each[:, 2:]) for each in (trained, kept)]


def measured(network, x, y):
    """The mean loss, and how many are right."""
    with torch.no_grad():
        z = network(x)
        return F.binary_cross_entropy_with_logits(z, y).item(), int(((z > 0) == (y > 0.5)).sum())


h1, h2, output = (layer(*sizes) for sizes in LAYERS)
network = torch.nn.Sequential(h1, torch.nn.Tanh(), h2, torch.nn.Tanh(), output)
optimiser = torch.optim.Adam(network.parameters(), lr=LEARNING_RATE)
rates = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, T_max=EPOCHS)
(x, y), (x_apart, y_apart) = examples()

epochs = []
for epoch in range(1, EPOCHS + 1):
    order = shuffled(len(x), stream(SHUFFLE_SEED, epoch))
    total = 0.0
    for start in range(0, len(order), BATCH):
        rows = order[start : start + BATCH]
        optimiser.zero_grad()
        loss = F.binary_cross_entropy_with_logits(network(x[rows]), y[rows])
        loss.backward()
        norm = math.sqrt(sum((each.grad**2).sum().item() for each in network.parameters()))
        optimiser.step()
        total += loss.item() * len(rows)
    rates.step()
    after, right = measured(network, x, y)
    after_apart, right_apart = measured(network, x_apart, y_apart)
    # While the epoch is trained; then with the weights that it leaves.
    epochs.append([total / len(x), after, right, norm, after_apart, right_apart])

names = ["training_loss", "loss", "right", "gradient_norm", "test_loss", "test_right"]
columns = {name: list(values) for name, values in zip(names, zip(*epochs))}
(HERE / "torch-moons.json").write_text(json.dumps(columns, indent=1) + "\n")
