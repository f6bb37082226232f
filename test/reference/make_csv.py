"""Makes the data of the shipped scenarios that is not measured: scenarios/moons.csv and scenarios/rent.csv.

Python's own generator, so that it needs nothing: python3 test/reference/make_csv.py
(scenarios/iris.csv is Fisher's: "The use of multiple measurements in taxonomic problems", 1936.)
"""

import math
import pathlib
import random

scenarios = pathlib.Path(__file__).parent.parent.parent / "scenarios"


def moons(count, noise, seed):
    """Two half circles, one turned into the other, every second point on each."""
    chance = random.Random(seed)
    rows = ["x,y,label"]
    for index in range(count):
        label = index % 2
        angle = math.pi * (index // 2) / (count // 2 - 1)
        x, y = (math.cos(angle), math.sin(angle)) if label == 0 else (1 - math.cos(angle), 0.5 - math.sin(angle))
        rows.append(f"{x + chance.gauss(0, noise):.3f},{y + chance.gauss(0, noise):.3f},{label}")
    return rows


def rent(count, seed):
    """A rent of 30 a square metre, less 400 a kilometre, plus 3000, and what chance adds."""
    chance = random.Random(seed)
    rows = ["area,distance,rent"]
    for _ in range(count):
        area = chance.randrange(30, 130)
        distance = round(chance.uniform(0.5, 12), 1)
        price = 3000 + 30 * area - 400 * distance + chance.gauss(0, 250)
        rows.append(f"{area},{distance},{price / 1000:.3f}")
    return rows


(scenarios / "moons.csv").write_text("\n".join(moons(100, 0.12, 3)) + "\n")
(scenarios / "rent.csv").write_text("\n".join(rent(24, 5)) + "\n")
