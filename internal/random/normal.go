package random

import "ips2/internal/vector"

// Invert turns uniforms, normal numbers all, into standard normals in place.
func Invert(u []float64) { vector.Quantiles(u) }

// Quantile is the standard normal quantile of p in (0, 1).
func Quantile(p float64) float64 { return vector.Quantile(p) }
