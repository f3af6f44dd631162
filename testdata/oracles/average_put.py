"""Bermudan puts on the average of one or two independent assets (StOpt; Ludkovski's mlOSP, M1 to M3), by convolution.

Prints a JSON list of {"assets", "S", "dates", "value", "error"}; one year, sigma = 20 %. "error" is how far the value moves from twice the mesh
to the mesh. Log-prices stand on a mesh with S at its middle; one date back the values are convolved with the normal density along each axis
by FFT: the trapezoidal rule, whose error is of second order in the mesh because of the exercise boundary.
"""

import json

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft

SIGMA = 0.2
CASES = [(1, 40.0, 40.0, 0.06, 25), (1, 44.0, 40.0, 0.06, 25), (2, 40.0, 40.0, 0.06, 25), (1, 1.0, 1.0, 0.05, 10), (2, 1.0, 1.0, 0.05, 10)]
REACH = 7.0  # standard deviations over the whole life on either side
MESH = {1: 20001, 2: 561}


def convolve(values, transform, size, nodes):
    """Expectation of the next date's values along the last axis."""
    return irfft(rfft(values, size, axis=-1, workers=-1) * transform, size, axis=-1, workers=-1)[..., nodes - 1 : 2 * nodes - 1]


def solve(assets, spot, strike, rate, dates, nodes):
    x, dt = np.linspace(-REACH * SIGMA, REACH * SIGMA, nodes), 1 / dates
    spread, drift = SIGMA * np.sqrt(dt), (rate - SIGMA**2 / 2) * dt
    offsets = np.arange(-(nodes - 1), nodes) * (x[1] - x[0])
    kernel = np.exp(-(((-offsets - drift) / spread) ** 2) / 2)  # weight of node j for node i stands at i - j
    size = next_fast_len(3 * nodes - 2, real=True)
    transform = rfft(kernel / kernel.sum(), size)
    price = spot * np.exp(x)
    average = price if assets == 1 else (price[:, None] + price[None, :]) / 2
    payoff = value = np.maximum(strike - average, 0)
    for date in range(dates, 0, -1):
        for axis in range(assets):
            value = np.swapaxes(convolve(np.swapaxes(value, axis, -1), transform, size, nodes), axis, -1)
        value = np.exp(-rate * dt) * value
        if date > 1:
            value = np.maximum(value, payoff)
    return value[(nodes // 2,) * assets]


def main():
    rows = []
    for assets, spot, strike, rate, dates in CASES:
        coarse, fine = (solve(assets, spot, strike, rate, dates, n) for n in (MESH[assets] // 2 + 1, MESH[assets]))
        rows.append({"assets": assets, "S": spot, "dates": dates, "value": fine, "error": abs(fine - coarse)})
    print(json.dumps(rows))


main()
