"""Makes torch-formulas.json: what PyTorch computes for the shipped scenarios of formulas, in double precision.

The formulas are written here a second time, as tensors, and differentiated by PyTorch itself.
Run once, with PyTorch 1.13.1 (Debian's python3-torch): /usr/bin/python3 test/reference/torch_formulas.py
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def circuit():
    x, y, z = (torch.tensor(v, requires_grad=True) for v in (-2.0, 5.0, -4.0))
    f = (x + y) * z
    f.backward()
    return {"f": f.item(), "grad(x)": x.grad.item(), "grad(y)": y.grad.item(), "grad(z)": z.grad.item()}


def attention():
    keys = torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, 1.0]])
    values = torch.tensor([1.0, 0.0, -1.0])
    query = torch.tensor([1.0, 0.5], requires_grad=True)
    optimiser = torch.optim.SGD([query], lr=1.0)
    epochs = []
    for _ in range(5):
        optimiser.zero_grad()
        shares = torch.softmax(keys @ query / math.sqrt(2), 0)
        answer = shares @ values
        loss = (answer - 1.0) ** 2
        loss.backward()
        optimiser.step()
        epochs.append(
            {
                "shares": shares.tolist(),
                "answer": answer.item(),
                "loss": loss.item(),
                "grad": query.grad.tolist(),
                "query": query.tolist(),
            }
        )
    return epochs


def convolution():
    image = torch.tensor([[0.0, 1.0, 2.0], [1.0, 3.0, 0.0], [2.0, 0.0, 1.0]])
    kernel = torch.tensor([[1.0, -1.0], [0.5, 2.0]], requires_grad=True)
    places = F.conv2d(image[None, None], kernel[None, None])
    pooled = F.max_pool2d(F.relu(places), 2)[0, 0, 0, 0]
    loss = 0.5 * (pooled - 4.0) ** 2
    loss.backward()
    return {
        "places": places[0, 0].tolist(),
        "pooled": pooled.item(),
        "loss": loss.item(),
        "grad": kernel.grad.tolist(),
        "kernel": (kernel - 0.05 * kernel.grad).tolist(),
    }


def valley(rate, epochs=100):
    point = torch.tensor([-1.0, 1.5], requires_grad=True)
    optimiser = torch.optim.SGD([point], lr=rate)
    steps = []
    for _ in range(epochs):
        optimiser.zero_grad()
        loss = (1 - point[0]) ** 2 + 10 * (point[1] - point[0] ** 2) ** 2
        loss.backward()
        optimiser.step()
        steps.append({"loss": loss.item(), "grad": point.grad.tolist(), "point": point.tolist()})
    return steps


path = pathlib.Path(__file__).with_name("torch-formulas.json")
made = {"circuit": circuit(), "attention": attention(), "convolution": convolution(), "valley": valley(0.02)}
path.write_text(json.dumps(made, indent=1) + "\n")
