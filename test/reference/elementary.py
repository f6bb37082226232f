"""Makes elementary.json: functions at random and at hard arguments, to the nearest double.

Computed with mpmath 1.3.0 and 400 binary digits: python3 test/reference/elementary.py
"""

import json
import pathlib
import random

import mpmath

mpmath.mp.prec = 400
chance = random.Random(7)


def spread(least, most):
    """Random numbers whose exponents are spread evenly."""
    return lambda: chance.choice((-1, 1)) * 2 ** chance.uniform(least, most)


def between(least, most):
    return lambda: chance.uniform(least, most)


# The hard cases: results that are nearly half-way between two doubles, or nearly a double (Lefevre & Muller, "Worst
# cases for correct rounding of the elementary functions in double precision", 2001), and arguments next to a multiple of
# pi / 2 (Muller et al., "Handbook of Floating-Point Arithmetic", 2nd ed. 2018, section 10.3).
functions = {
    "exp": (mpmath.exp, [between(-745, 709.7), between(-2, 2), spread(-40, 4)], [6.0598594832526835, 7.541752774995959e-10]),
    "expm1": (mpmath.expm1, [between(-40, 709.7), between(-2, 2), spread(-60, 4)], []),
    "log": (mpmath.log, [lambda: abs(spread(-1022, 1022)()), between(0.5, 2), lambda: 1 + spread(-40, -2)()], [428.31524716519823]),
    "log1p": (mpmath.log1p, [lambda: abs(spread(-60, 900)()), between(-0.99, 2)], []),
    "tanh": (mpmath.tanh, [between(-22, 22), between(-1.5, 1.5), spread(-40, 0)], []),
    "sin": (mpmath.sin, [between(-100, 100), spread(-30, 1000)], [float(mpmath.pi), 6381956970095103 * 2.0**797]),
    "cos": (mpmath.cos, [between(-100, 100), spread(-30, 1000)], [float(mpmath.pi / 2), 6381956970095103 * 2.0**797]),
}


def powers():
    yield from ((chance.uniform(0, 10), chance.uniform(-20, 20)) for _ in range(80))
    yield from ((-chance.uniform(0, 10), float(chance.randint(-30, 30))) for _ in range(40))
    yield from ((1 + chance.uniform(-1e-6, 1e-6), chance.uniform(-5e8, 5e8)) for _ in range(40))
    yield from ((abs(spread(-1000, 1000)()), chance.uniform(-1, 1)) for _ in range(40))
    # Nearly too large, and below the normal numbers.
    yield from ((10.0, chance.uniform(308.1, 308.25)) for _ in range(20))
    yield from ((10.0, chance.uniform(-323, -308)) for _ in range(20))


# Where erf.ts and tangent.ts go from one form to another, and next to sqrt(2), where k + log2(1 + f) cancels.
later = {
    "tan": (mpmath.tan, [between(-100, 100), between(-1, 1), spread(-30, 1000)], [float(mpmath.pi / 2), float(mpmath.pi / 4), 0.6743354797363281, 6381956970095103 * 2.0**797]),
    "log2": (lambda x: mpmath.log(x, 2), [lambda: abs(spread(-1074, 1023)()), between(0.5, 2), lambda: 1 + spread(-40, -2)(), lambda: 2**0.5 + spread(-50, -10)()], [5e-324, 2**-1022.0, 1e300]),
    "log10": (mpmath.log10, [lambda: abs(spread(-1074, 1023)()), between(0.5, 2), lambda: 1 + spread(-40, -2)()], [5e-324, 1e-300, 1e300, 1e22, 1000.0]),
    "erf": (mpmath.erf, [between(-6.2, 6.2), between(0.8, 1.3), between(-1, 1), spread(-40, 0), spread(-1074, -1000)], [0.84375, 1.25, 2.8571434020996094, 2.857142857142857, 5.92, 6.0, 5e-324, 2**-1022.0]),
}


def table(name, function, draws, hard):
    values = [draw() for draw in draws for _ in range(60)] + hard
    return name, [[[x], float(function(mpmath.mpf(x)))] for x in values]


def rows():
    for name, parts in functions.items():
        yield table(name, *parts)
    yield "pow", [[[x, y], float(mpmath.power(mpmath.mpf(x), mpmath.mpf(y)).real)] for x, y in powers()]
    for name, parts in later.items():
        yield table(name, *parts)


lines = (
    f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in all_rows) + "\n]" for name, all_rows in rows()
)
path = pathlib.Path(__file__).parent / "elementary.json"
path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
