"""Writes AccuracyCase+Figures.swift of NablaEvaluationTests: values rounded to doubles.

    python3 Tests/Figures/evaluation.py > \\
        Tests/NablaEvaluationTests/Support/AccuracyCase+Figures.swift     (needs mpmath)

Points are exact doubles. Gradients are central differences with steps of 1e-150 of the point in
arithmetic of 1200 digits, whose error is far below the last digit of a double.
"""

import mpmath as mp

mp.mp.dps = 1200
STEP = mp.mpf(10) ** -150


def softplus(u):
    return mp.log(1 + mp.exp(u))


def third(x):
    return mp.mpf(1) / 3 * x


WIDE = [-1000.0, -50.0, -1e-9, 0.0, 2.5, 40.0, 1000.0]
SMALL = [1e-12, -3e-7, 0.01, 0.4, -0.7, 2.5]
PAIRS = [(1000.0, -1000.0), (-1000.0, -999.5), (1000.0, 1001.0), (0.3, 0.7), (-50.0, 0.25)]
LENGTHS = [(3e200, 4e200), (3e-200, 4e-200), (1.0, 1e-9), (-2.0, 0.5)]

CASES = {
    "log(1 + exp(x))": (lambda x: softplus(x), WIDE),
    "log(exp(x) + exp(y))": (lambda x, y: mp.log(mp.exp(x) + mp.exp(y)), PAIRS),
    "log(exp(x) + exp(y) + exp(x + y))": (
        lambda x, y: mp.log(mp.exp(x) + mp.exp(y) + mp.exp(x + y)),
        PAIRS[:4] + [(-700.0, -750.0)],
    ),
    "log(1 + exp(x) + exp(y))": (
        lambda x, y: mp.log(1 + mp.exp(x) + mp.exp(y)),
        [(-60.0, -62.0), (800.0, 3.0), (0.5, -900.0), (-0.5, 0.25)],
    ),
    "log((1 + exp(x))/2)": (lambda x: mp.log((1 + mp.exp(x)) / 2), SMALL + [900.0, -900.0]),
    "log(exp(x)/(exp(x) + exp(y) + 1))": (
        lambda x, y: mp.log(mp.exp(x) / (mp.exp(x) + mp.exp(y) + 1)),
        [(60.0, 2.0), (-800.0, 1.0), (2.0, 900.0), (0.5, 0.25)],
    ),
    "1/(1 + exp(-x))": (lambda x: 1 / (1 + mp.exp(-x)), [-700.0, -40.0, 0.5, 36.0, 700.0]),
    "exp(-x)/(1 + exp(-x))": (
        lambda x: mp.exp(-x) / (1 + mp.exp(-x)),
        [-700.0, -40.0, 0.5, 36.0, 700.0],
    ),
    "log(1 - 1/(1 + exp(-x)))": (lambda x: mp.log(1 - 1 / (1 + mp.exp(-x))), WIDE[:2] + [0.5, 40.0]),
    "exp(x)/(exp(x) + exp(y))": (
        lambda x, y: mp.exp(x) / (mp.exp(x) + mp.exp(y)),
        [(1000.0, 999.0), (-1000.0, -1001.5), (0.3, 0.7), (20.0, 3.0)],
    ),
    "(exp(x) - exp(-x))/(exp(x) + exp(-x))": (lambda x: mp.tanh(x), SMALL + [17.0, -300.0]),
    "tanh(x)": (lambda x: mp.tanh(x), SMALL + [17.0, -300.0]),
    "1 - tanh(x)^2": (lambda x: 1 - mp.tanh(x) ** 2, [0.3, 20.0, -300.0]),
    "log(cosh(x))": (lambda x: mp.log(mp.cosh(x)), SMALL + [800.0, -1e6]),
    "log(sinh(x))": (lambda x: mp.log(mp.sinh(x)), [1e-12, 0.3, 800.0]),
    "exp(x) - 1": (lambda x: mp.expm1(x), SMALL),
    "(exp(x) - 1)/x": (lambda x: mp.expm1(x) / x, [4.0, 5.0]),
    "x^3/(exp(x) - 1)": (lambda x: x**3 / mp.expm1(x), [1e-9, 0.5, 30.0, 700.0]),
    "exp(-x) - exp(-y)": (
        lambda x, y: mp.exp(-x) - mp.exp(-y),
        [(1e-9, 3e-9), (0.5, 4.0), (-700.0, 700.0)],
    ),
    "log(expm1(x))": (lambda x: mp.log(mp.expm1(x)), [1e-9, 0.5, 800.0]),
    "log(sigmoid(x))": (lambda x: -softplus(-x), [-800.0, -3.0, 40.0]),
    "log(exp(-1) + log(x)/2)": (lambda x: mp.log(mp.exp(-1) + mp.log(x) / 2), [2.0]),
    "log(tanh(x))": (lambda x: mp.log(mp.tanh(x)), [1e-9, 0.4, 30.0]),
    "log(cos(x))": (lambda x: mp.log(mp.cos(x)), [1e-9, 0.5, 1.5]),
    "log1p(x*exp(y))": (lambda x, y: mp.log(1 + x * mp.exp(y)), [(2.0, 800.0), (0.5, -40.0)]),
    "x/(1 + y*exp(-x))": (lambda x, y: x / (1 + y * mp.exp(-x)), [(-400.0, 3.0), (2.0, 0.5)]),
    "log(y*exp(-x^2) + (1 - y)*exp(-(x - 3)^2))": (
        lambda x, y: mp.log(y * mp.exp(-(x**2)) + (1 - y) * mp.exp(-((x - 3) ** 2))),
        [(50.0, 0.25), (-40.0, 0.75), (1.25, 0.5)],
    ),
    "x/(x + y)": (lambda x, y: x / (x + y), [(1e9, 1e-9), (2.0, 0.5)]),
    "1 - cos(x)": (lambda x: 1 - mp.cos(x), [1e-9, 3e-4, 0.7]),
    "1 - cos(x)^2": (lambda x: 1 - mp.cos(x) ** 2, [1e-9, 3e-4, 0.7]),
    "sqrt(1 + x) - 1": (lambda x: mp.sqrt(1 + x) - 1, [1e-12, -1e-9, 0.5, 1e200]),
    "1/sqrt(1 - x^2) - 1": (lambda x: 1 / mp.sqrt(1 - x**2) - 1, [1e-9, 3e-4, 0.5]),
    "sqrt(1 + x^2) - 1": (lambda x: mp.sqrt(1 + x**2) - 1, [1e-9, 0.5, 1e200]),
    "sqrt(x + 1) - sqrt(x)": (lambda x: mp.sqrt(x + 1) - mp.sqrt(x), [0.5, 1e9, 1e16]),
    "(1 + x)^12 - 1": (lambda x: (1 + x) ** 12 - 1, [1e-12, -3e-7, 0.01, 2.5]),
    "2^x - 1": (lambda x: mp.mpf(2) ** x - 1, [1e-12, -0.3, 20.0]),
    "1 + erf(x)": (lambda x: 1 + mp.erf(x), [-5.0, -1.0, 0.5]),
    "erfc(x)": (lambda x: mp.erfc(x), [-2.0, 0.5, 10.0, 25.0]),
    "log(1 + x^2)": (lambda x: mp.log(1 + x**2), [1e-9, 0.5, 1e100, -1e200]),
    "log(x^8)": (lambda x: 8 * mp.log(abs(x)), [1e-100, 3.0, -1e100]),
    "x^8": (lambda x: x**8, [1e-37, -3.0, 1e37]),
    "x^-8": (lambda x: x**-8, [1e-34, -3.0, 1e34]),
    "sqrt(x^2 + y^2)": (lambda x, y: mp.sqrt(x**2 + y**2), LENGTHS),
    "1/sqrt(x^2 + y^2)": (lambda x, y: 1 / mp.sqrt(x**2 + y**2), LENGTHS[2:]),
    "atan2(y, x)": (lambda x, y: mp.atan2(y, x), LENGTHS),
    "x*exp(-x)": (lambda x: x * mp.exp(-x), [1e-9, 2.5, 30.0, 700.0]),
    "exp(-x^2/2)/sqrt(2 pi)": (
        lambda x: mp.exp(-(x**2) / 2) / mp.sqrt(2 * mp.pi),
        [0.5, -3.0, 6.0],
    ),
    "log(exp(-x^2/2)/sqrt(2 pi))": (
        lambda x: mp.log(mp.exp(-(x**2) / 2) / mp.sqrt(2 * mp.pi)),
        [0.5, -60.0],
    ),
    "log(gamma(x))": (lambda x: mp.loggamma(x), [0.5, 30.0]),
    "lgamma(x)": (lambda x: mp.loggamma(x), [0.001, 3.7, 500.0]),
    "digamma(x)": (lambda x: mp.digamma(x), [0.001, 1.4, 1.5, 6.5, 1e8]),
    "softplus(x)": (lambda x: softplus(x), WIDE),
    "asinh(x)": (lambda x: mp.asinh(x), [1e-9, 0.5, 1e200]),
    "x/(x^2 + y^2)": (lambda x, y: x / (x**2 + y**2), LENGTHS[2:] + [(3e152, 4e152)]),
    "acosh(x)": (lambda x: mp.acosh(x), [1.5, 30.0, 1e200]),
}


def gradient(function, point):
    result = []
    for index, value in enumerate(point):
        step = STEP * (abs(value) if value else 1)
        ends = []
        for sign in (1, -1):
            moved = list(point)
            moved[index] = value + sign * step
            ends.append(function(*moved))
        result.append((ends[0] - ends[1]) / (2 * step))
    return result


POLYGAMMA = [
    *[(0, x) for x in (1e-300, 0.1, 0.5, 1.2, 1.46163, 1.4616321449683622, 1.5, 1.8, 9.99, 1e10)],
    *[(0, x) for x in (-0.3, -1.5, -1e6 - 0.25)],
    *[(1, x) for x in (0.1, 1.0, 1e300, -0.5, -3.2)],
    *[(2, x) for x in (1.5, -0.3, -1e6 - 0.25)],
    *[(3, 100.0), (5, -2.7), (10, 0.5), (50, 2.5), (120, 1000.0), (170, 1.0)],
]


def literal(value):
    return repr(float(value))


print("// Written by Tests/Figures/evaluation.py with mpmath and 1200 digits; do not edit.")
print()
print("extension AccuracyCase {")
print("  /// Values and gradients, correctly rounded.")
print("  static let figures: [AccuracyCase] = [")
for name, (function, points) in CASES.items():
    for point in points:
        point = point if isinstance(point, tuple) else (point,)
        exact = [mp.mpf(value) for value in point]
        value = function(*exact)
        numbers = ", ".join(literal(v) for v in point)
        partials = ", ".join(literal(v) for v in gradient(function, exact))
        print("    AccuracyCase(")
        print(f'      "{name}", at: [{numbers}],')
        print(f"      value: {literal(value)}, gradient: [{partials}]),")
print("  ]")
print()
print("  /// The order, the argument and the value of polygamma.")
print("  static let polygamma: [(Double, Double, Double)] = [")
mp.mp.dps = 60
for order, x in POLYGAMMA:
    value = mp.polygamma(order, mp.mpf(x))
    print(f"    ({order}, {literal(x)}, {literal(value)}),")
print("  ]")
print("}")
