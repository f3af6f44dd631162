"""The Bermudan put of Longstaff and Schwartz (2001), table 1, by quadrature.

Prints a JSON list of {"S", "T", "sigma", "value", "error"}: 50 exercise dates a year at i/50, i >= 1, K = 40, r = 6 % continuous.
"error" is how far the value moves from half the number of interpolation nodes to all of them.

One date back, the continuation value at log-price x is
    C(x) = e^(-r dt) [ E(K - S'; S' < b) + E(C'(S'); S' > b) ],   b the exercise boundary of the later date.
The first part is closed (Black and Scholes), the second is smooth, since it starts at the boundary: Gauss and Legendre on panels of one
standard deviation. C' is a cubic spline on equidistant nodes of the log-price. At the last date C' is 0 and b is K.
"""

import json

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.optimize import brentq
from scipy.stats import norm

STRIKE, RATE, DATES_PER_YEAR = 40.0, 0.06, 50
SPOTS = (36.0, 38.0, 40.0, 42.0, 44.0)
REACH = 9.0  # standard deviations: what lies further out weighs 1e-19
PANEL_NODES = np.polynomial.legendre.leggauss(12)


def panels(low, high, step):
    """Gauss-Legendre nodes and weights on [low, high], cut into panels no longer than step."""
    edges = np.linspace(low, high, int(np.ceil((high - low) / step)) + 1)
    half, middle = np.diff(edges) / 2, (edges[1:] + edges[:-1]) / 2
    x = (middle[:, None] + half[:, None] * PANEL_NODES[0]).ravel()
    return x, (half[:, None] * PANEL_NODES[1]).ravel()


def exercised(x, boundary, sigma, dt):
    """Discounted E(K - S'; S' < boundary) from log-price x."""
    spread = sigma * np.sqrt(dt)
    d = (boundary - x - (RATE - sigma**2 / 2) * dt) / spread
    return STRIKE * np.exp(-RATE * dt) * norm.cdf(d) - np.exp(x) * norm.cdf(d - spread)


def one_date_back(later, boundary, x, sigma, dt):
    """Continuation values at nodes x from the later date's continuation (None after the last date)."""
    value = exercised(x, boundary, sigma, dt)
    if later is None:
        return value
    spread, drift = sigma * np.sqrt(dt), (RATE - sigma**2 / 2) * dt
    top = x[-1]
    if boundary < top:
        y, weight = panels(boundary, top, spread)
        density = norm.pdf((y[None, :] - x[:, None] - drift) / spread) / spread
        value = value + np.exp(-RATE * dt) * density @ (weight * later(y))
    return value


def values(sigma, lives, nodes):
    """Values at SPOTS for each life in years: the recursion of the longest passes the shorter ones."""
    dt = 1 / DATES_PER_YEAR
    reach = REACH * sigma * np.sqrt(max(lives)) + abs(RATE - sigma**2 / 2) * max(lives)
    x = np.linspace(np.log(min(SPOTS)) - reach, np.log(max(SPOTS)) + reach, nodes)
    later, boundary, found = None, np.log(STRIKE), {}
    for date in range(1, round(max(lives) * DATES_PER_YEAR) + 1):
        later = CubicSpline(x, one_date_back(later, boundary, x, sigma, dt))
        found[date] = later(np.log(SPOTS))  # today the put may not be exercised yet
        boundary = brentq(lambda y: STRIKE - np.exp(y) - later(y), x[0], np.log(STRIKE), xtol=1e-14)
    return [found[round(years * DATES_PER_YEAR)] for years in lives]


def main():
    rows, lives = [], (1.0, 2.0)
    for sigma in (0.2, 0.4):
        coarse, fine = values(sigma, lives, 301), values(sigma, lives, 601)
        for years, a, b in zip(lives, coarse, fine):
            rows += [{"S": s, "T": years, "sigma": sigma, "value": v, "error": abs(v - u)} for s, u, v in zip(SPOTS, a, b)]
    print(json.dumps(rows))


main()
