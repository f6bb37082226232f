"""Makes torch-losses.json: losses of classes and of vectors, and their gradients, as PyTorch computes them.

Run once, with PyTorch 2.13: python3 test/reference/torch_losses.py
"""

import json
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)

LOGITS = [
    ([0.5, -1.25, 2.0], [0.0, 1.0, 0.0]),
    ([-3.0, 1.0], [1.0, 0.0]),
    ([4.0, 4.5, -2.0], [0.2, 0.5, 0.3]),
]
SHARES = [
    ([0.2, 0.5, 0.3], [0.0, 1.0, 0.0]),
    ([0.999, 0.001], [1.0, 0.0]),
    ([0.1, 0.6, 0.3], [0.2, 0.5, 0.3]),
]
VECTORS = [([0.5, -1.25, 2.0], [1.0, 1.0, -0.5]), ([3.0, 1.0], [6.0, 2.0]), ([0.5, 0.0], [0.0, 2.0])]
MARGINS = [([0.5, -1.25, 2.0], 1), ([4.0, 0.5, -2.0], 0), ([0.75, 1.0], 0)]
WEIGHTS = [0.5, 2.0, 1.25]


def case(keys, function, outputs, targets):
    x = torch.tensor(outputs, requires_grad=True)
    value = function(x, torch.tensor(targets))
    value.backward()
    return {"keys": keys, "outputs": outputs, "targets": targets, "value": value.item(), "grad": x.grad.tolist()}


def cross_entropy(smoothing, weights):
    def of(x, t):
        weight = None if weights is None else torch.tensor(weights[: len(x)])
        return F.cross_entropy(x[None], t[None], weight=weight, label_smoothing=smoothing)

    return of


def of_probabilities(smoothing, weights):
    """The same of log p, which softmax leaves as it is where the p add up to 1; written out because they need not."""

    def of(p, t):
        soft = (1 - smoothing) * t + smoothing / len(p)
        weight = torch.ones(len(p)) if weights is None else torch.tensor(weights[: len(p)])
        return -(weight * soft * torch.log(p)).sum()

    return of


def settings(smoothing, weights, count):
    keys = {} if smoothing == 0 else {"label_smoothing": smoothing}
    return keys if weights is None else {**keys, "class_weights": weights[:count]}


def cases():
    found = []
    for smoothing, weights in [(0.0, None), (0.1, None), (0.0, WEIGHTS), (0.3, WEIGHTS)]:
        for outputs, targets in LOGITS:
            keys = {"loss": "softmax_cross_entropy", **settings(smoothing, weights, len(outputs))}
            found.append(case(keys, cross_entropy(smoothing, weights), outputs, targets))
        for outputs, targets in SHARES:
            keys = {"loss": "cross_entropy", **settings(smoothing, weights, len(outputs))}
            found.append(case(keys, of_probabilities(smoothing, weights), outputs, targets))
    for outputs, targets in SHARES:
        divergence = lambda p, t: F.kl_div(torch.log(p)[None], t[None], reduction="batchmean")
        found.append(case({"loss": "kl_divergence"}, divergence, outputs, targets))
    for outputs, targets in VECTORS:
        distance = lambda x, t: F.cosine_embedding_loss(x[None], t[None], torch.ones(1))
        found.append(case({"loss": "cosine_distance"}, distance, outputs, targets))
    for outputs, right in MARGINS:
        one_hot = F.one_hot(torch.tensor(right), len(outputs)).to(torch.float64).tolist()
        margin = lambda x, t: F.multi_margin_loss(x[None], torch.tensor([right]))
        found.append(case({"loss": "multiclass_hinge"}, margin, outputs, one_hot))
    return found


def trained():
    """y = W x on three examples in batches of 2, with label smoothing and class weights: W after each update."""
    data = [([1.0, 2.0], [0.0, 1.0, 0.0]), ([-0.5, 0.25], [1.0, 0.0, 0.0]), ([2.0, -1.0], [0.0, 0.0, 1.0])]
    w = torch.tensor([[0.3, -0.4], [0.1, 0.2], [-0.2, 0.5]], requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.1)
    values = []
    for _epoch in range(3):
        for start in range(0, 3, 2):
            rows = data[start : start + 2]
            x, t = (torch.tensor(list(each)) for each in zip(*rows))
            optimizer.zero_grad()
            F.cross_entropy(x @ w.T, t, weight=torch.tensor(WEIGHTS), label_smoothing=0.1).backward()
            optimizer.step()
            values.append(w.flatten().tolist())
    return {"data": data, "values": values}


path = pathlib.Path(__file__).with_name("torch-losses.json")
path.write_text(json.dumps({"losses": cases(), "training": trained()}, indent=1) + "\n")
