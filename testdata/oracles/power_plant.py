"""The power plant with minimum up and down times as a mixed-integer program, solved by HiGHS.

Reads the hourly prices from the scenario file. Prints a JSON list of {"efficiency", "up", "off", "value"}:
minimum up time in hours, and whether the plant is off before the first hour (otherwise it may begin either way).

On, the plant makes 8 to 40 units; per hour that is worth the larger of 8 m and 40 m, with m = power - (fuel + 3)/efficiency. A start costs
100 + 20 (fuel + 3). Off, it stays off for two hours. Variables per hour: on (binary), start, stop (between 0 and 1).
"""

import json
import pathlib
import re

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

CASES = [(e, 2, False) for e in (0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.90)] + [(e, 2, True) for e in (0.55, 0.60, 0.90)] + [(0.50, 6, True)]
DOWN = 2


def prices():
    path = pathlib.Path(__file__).parents[2] / "benchmarks" / "published" / "power-plant.yaml"
    lists = re.findall(r"values: \[([^]]*)\]", path.read_text(encoding="utf-8"))
    return [np.array([float(x) for x in text.split(",")]) for text in lists]


def value(fuel, power, efficiency, up, off):
    hours = len(fuel)
    margin = power - (fuel + 3) / efficiency
    gain = np.concatenate([np.maximum(8 * margin, 40 * margin), -(100 + 20 * (fuel + 3)), np.zeros(hours)])
    on, start, stop = (lambda t: t), (lambda t: hours + t), (lambda t: 2 * hours + t)
    rows, low, high = lil_matrix((3 * hours, 3 * hours)), [], []

    def add(terms, least, most):
        for column, weight in terms:
            rows[len(low), column] += weight
        low.append(least)
        high.append(most)

    for t in range(hours):
        if t > 0:  # on(t) - on(t-1) = start - stop
            add([(on(t), 1), (on(t - 1), -1), (start(t), -1), (stop(t), 1)], 0, 0)
        elif off:
            add([(on(0), 1), (start(0), -1)], 0, 0)
        add([(start(s), 1) for s in range(max(0, t - up + 1), t + 1)] + [(on(t), -1)], -np.inf, 0)
        add([(stop(s), 1) for s in range(max(0, t - DOWN + 1), t + 1)] + [(on(t), 1)], -np.inf, 1)
    result = milp(-gain, constraints=LinearConstraint(rows[: len(low)].tocsr(), low, high), bounds=Bounds(0, 1),
                  integrality=np.concatenate([np.ones(hours), np.zeros(2 * hours)]), options={"mip_rel_gap": 0})
    return -result.fun


def main():
    fuel, power = prices()
    print(json.dumps([{"efficiency": e, "up": up, "off": off, "value": value(fuel, power, e, up, off)} for e, up, off in CASES]))


main()
