"""Swing rights of Meinshausen and Hambly (2004): n rights to sell at exp(Z), Z' = 0.1 Z + 0.5 eps, Z = 0 on the first of 1,001 dates.

Prints a JSON list of {"rights", "value", "error"}; "error" is how far the value moves from twice the mesh to the mesh.

The value of n rights is a function on a mesh of Z; one date back it is summed against the normal density of Z' at the mesh (the trapezoidal
rule, whose error is of second order because of the exercise boundaries). All numbers of rights are carried along at once.
"""

import json

import numpy as np

PHI, SIGMA, DATES, RIGHTS = 0.1, 0.5, 1001, 100
SHOWN = (1, 2, 3, 4, 5, 10, 20, 50, 100)


def solve(nodes):
    z = np.linspace(-4.0, 4.0, nodes)  # eight standard deviations of Z
    transition = np.exp(-(((z[None, :] - PHI * z[:, None]) / SIGMA) ** 2) / 2)
    transition /= transition.sum(axis=1, keepdims=True)
    price = np.exp(z)[:, None]
    value = np.zeros((nodes, RIGHTS + 1))  # column n: n rights left, after the last date
    for _ in range(DATES):
        later = transition @ value
        value = later.copy()
        value[:, 1:] = np.maximum(later[:, 1:], price + later[:, :-1])
    return value[nodes // 2]


def main():
    coarse, fine = solve(161), solve(321)
    print(json.dumps([{"rights": n, "value": fine[n], "error": abs(fine[n] - coarse[n])} for n in SHOWN]))


main()
