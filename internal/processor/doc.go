// Package processor tells how much time of the processors this process has used. Tests that limit what something costs go by it: the
// time of day also counts what other processes do meanwhile.
package processor
