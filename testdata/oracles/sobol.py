"""The first points of the Sobol sequence by SciPy, in the order of their index (SciPy's is that of Gray codes)."""
import json

from scipy.stats import qmc

COUNT, DIMENSIONS = 256, 21

points = qmc.Sobol(DIMENSIONS, scramble=False).random(COUNT)
by_index = [None] * COUNT
for i, point in enumerate(points):
    by_index[i ^ (i >> 1)] = point.tolist()
print(json.dumps(by_index))
