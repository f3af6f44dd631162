"""The Bermudan call on the larger of two independent assets (Broadie and Glasserman; Andersen and Broadie 2004), by convolution.

Prints a JSON list of {"S", "value", "error"}: K = 100, r = 5 %, dividend 10 %, sigma = 20 %, 3 years, exercise at i/3, i = 1..9.
"error" is how far the value moves from twice the mesh to the mesh.

Log-prices stand on a square mesh. One date back the values are convolved with the normal density along either axis, by FFT: the
trapezoidal rule, whose error is of second order in the mesh because of the exercise boundary.
"""

import json

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft
from scipy.interpolate import RectBivariateSpline

STRIKE, RATE, DIVIDEND, SIGMA, DATES, DT = 100.0, 0.05, 0.10, 0.2, 9, 1 / 3
SPOTS = (90.0, 100.0, 110.0)
REACH = 7.0  # standard deviations over the whole life on either side


def convolve(values, kernel_transform, size, nodes):
    """Expectation of the next date's values along the last axis."""
    product = rfft(values, size, axis=-1, workers=-1) * kernel_transform
    return irfft(product, size, axis=-1, workers=-1)[..., nodes - 1 : 2 * nodes - 1]


def solve(nodes):
    """Values at SPOTS on a mesh of nodes × nodes."""
    reach = REACH * SIGMA * np.sqrt(DATES * DT)
    x = np.linspace(-reach, reach, nodes)  # log of price over strike
    h = x[1] - x[0]
    spread, drift = SIGMA * np.sqrt(DT), (RATE - DIVIDEND - SIGMA**2 / 2) * DT
    offsets = np.arange(-(nodes - 1), nodes) * h
    kernel = np.exp(-(((-offsets - drift) / spread) ** 2) / 2)  # weight of node j for node i stands at i - j
    kernel /= kernel.sum()
    size = next_fast_len(3 * nodes - 2, real=True)
    transform = rfft(kernel, size)
    price = STRIKE * np.exp(x)
    payoff = np.maximum(np.maximum(price[:, None], price[None, :]) - STRIKE, 0)
    value = payoff
    for date in range(DATES, 0, -1):
        value = convolve(value, transform, size, nodes)
        value = np.exp(-RATE * DT) * convolve(value.T, transform, size, nodes).T
        if date > 1:
            value = np.maximum(value, payoff)
    at = np.log(np.array(SPOTS) / STRIKE)
    return RectBivariateSpline(x, x, value).ev(at, at)


def main():
    coarse, fine = solve(700), solve(1400)
    print(json.dumps([{"S": s, "value": b, "error": abs(b - a)} for s, a, b in zip(SPOTS, coarse, fine)]))


main()
