"""Writes FunctionFigure+Table.swift of NablaEvaluationTests: exact values between two doubles.

    python3 Tests/Figures/intervals.py > \\
        Tests/NablaEvaluationTests/Support/FunctionFigure+Table.swift     (needs mpmath)

Points are exact doubles. For each the largest double not above the exact value and the smallest not
below it, from arithmetic of 400 digits.
"""

import math

import mpmath as mp

mp.mp.dps = 400
TINY = 5e-324
MAX = 1.7976931348623157e308

LINE = [-745.5, -1e300, -37.25, -2.5, -1e-9, 0.0, TINY, 1e-9, 0.5, 1.0, 3.0, 709.5, 1e300]
ANGLES = [-355.0, -1.5707963267948966, -1e-9, 0.0, 0.5, 1.5707963267948966, 1.5707963267948968,
          3.141592653589793, 6.283185307179586, 11.0, 1e22, 1e300]
POSITIVE = [TINY, 1e-9, 0.5, 0.9999999999999999, 1.0, 1.0000000000000002, 8.0, 10.0, MAX]
UNIT = [-1.0, -0.9999999999999999, -0.5, -1e-9, 0.0, TINY, 1e-9, 0.5, 0.9999999999999999, 1.0]
GAMMA = [-170.5, -20.5, -3.0000000000000004, -2.5, -1.5, -0.5, -1e-9, 1e-300, 1e-9, 0.5, 1.0,
         1.4616321449683622, 1.4616321449683625, 2.0, 3.5, 20.0, 170.5]


def real(f):
    return lambda x: f(mp.mpf(x))


UNARY = {
    "exp": (mp.exp, [x for x in LINE if abs(x) < 1e5]),
    "expm1": (mp.expm1, [x for x in LINE if abs(x) < 1e5]),
    "log": (mp.log, POSITIVE),
    "log1p": (lambda x: mp.log(1 + x), [-0.9999999999999999, -0.5] + [x for x in LINE if x > -0.2]),
    "log2": (lambda x: mp.log(x) / mp.log(2), POSITIVE),
    "log10": (lambda x: mp.log(x) / mp.log(10), POSITIVE),
    "cbrt": (lambda x: mp.sign(x) * mp.cbrt(abs(x)), LINE),
    "sqrt": (mp.sqrt, [0.0] + POSITIVE),
    "sin": (mp.sin, ANGLES),
    "cos": (mp.cos, ANGLES),
    "tan": (mp.tan, ANGLES),
    "sec": (mp.sec, ANGLES),
    "csc": (mp.csc, [x for x in ANGLES if x != 0]),
    "cot": (mp.cot, [x for x in ANGLES if x != 0]),
    "asin": (mp.asin, UNIT),
    "acos": (mp.acos, UNIT),
    "atan": (mp.atan, LINE),
    "sinh": (mp.sinh, [x for x in LINE if abs(x) < 720]),
    "cosh": (mp.cosh, [x for x in LINE if abs(x) < 720]),
    "tanh": (mp.tanh, [x for x in LINE if abs(x) < 1e5]),
    "asinh": (lambda x: mp.sign(x) * mp.asinh(abs(x)), LINE),
    "acosh": (mp.acosh, [x for x in POSITIVE if x >= 1]),
    "atanh": (mp.atanh, UNIT[1:-1]),
    "erf": (mp.erf, [x for x in LINE if abs(x) < 30]),
    "erfc": (mp.erfc, [x for x in LINE if -30 < x < 25]),
    "gamma": (mp.gamma, GAMMA),
    "lgamma": (lambda x: mp.log(abs(mp.gamma(x))), GAMMA + [1e10]),
    "digamma": (mp.digamma, GAMMA + [1e10]),
    "factorial": (lambda x: mp.gamma(x + 1), [-0.5, 0.0, 0.5, 3.0, 100.0]),
    "sigmoid": (lambda x: 1 / (1 + mp.exp(-x)), [x for x in LINE if abs(x) < 1e3]),
    "softplus": (lambda x: mp.log(1 + mp.exp(x)), [x for x in LINE if abs(x) < 1e3]),
}
BINARY = {
    "power": (lambda x, y: x**y, [
        (2.0, 0.5), (0.1, -3.7), (1e-300, 1.01), (1e300, 1.02), (3.0, 1e-300), (0.5, 1000.5),
        (1.0000000000000002, 1e15), (7.0, -0.3333333333333333), (10.0, 308.0)]),
    "hypot": (mp.hypot, [
        (3.0, 4.0), (1e200, 1e200), (1e-200, -1e-200), (1.0, 1e-20), (0.0, -2.5), (MAX, 1.0)]),
    "atan2": (mp.atan2, [
        (1.0, 1.0), (-1.0, -1.0), (1e-300, 1.0), (1e-300, -1.0), (0.0, -1.0), (0.0, 2.0),
        (5.0, 0.0), (-5.0, 0.0), (1e300, -1e-300)]),
    "mod": (lambda x, y: x - y * mp.floor(x / y), [
        (7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (1e15, 3.0), (0.35, 0.1)]),
    "polygamma": (lambda n, x: mp.polygamma(int(n), x), [
        (1.0, 0.001), (1.0, 1.0), (1.0, 1e6), (2.0, 0.5), (3.0, 30.0), (5.0, 2.25), (20.0, 3.0),
        (1.0, 1e-300)]),
}


def below(value):
    """The largest double not above the value."""
    near = float(value)
    if math.isinf(near):
        return MAX if near > 0 else near
    return near if mp.mpf(near) <= value else math.nextafter(near, -math.inf)


def text(value):
    if math.isinf(value):
        return ".infinity" if value > 0 else "-.infinity"
    # Swift warns of decimal literals below the normal doubles.
    if 0 < abs(value) < 2.3e-308:
        return f"{'-' if value < 0 else ''}{round(abs(value) / TINY)} * 0x1p-1074"
    return repr(value)


def rows():
    for name, (f, points) in UNARY.items():
        for x in points:
            yield name, [x], f(mp.mpf(x))
    for name, (f, points) in BINARY.items():
        for x, y in points:
            yield name, [x, y], f(mp.mpf(x), mp.mpf(y))


print("// Written by Tests/Figures/intervals.py with mpmath and 400 digits; do not edit.")
print()
print("extension FunctionFigure {")
print("  /// Exact values, each between two doubles.")
print("  static let table: [FunctionFigure] = [")
for name, point, value in rows():
    arguments = ", ".join(text(x) for x in point)
    low, high = text(below(value)), text(-below(-value))
    print(f'    FunctionFigure("{name}", [{arguments}], {low}, {high}),')
print("  ]")
print("}")
