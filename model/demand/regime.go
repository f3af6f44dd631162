package demand

import "ips2/internal/vector"

// Regime is a law whose parameters are switched by a chain: the regime that the chain has moved to at the start of a period rules
// the step of that period (J. D. Hamilton, "A new approach to the economic analysis of nonstationary time series and the business
// cycle", Econometrica 57, 1989).
type Regime struct {
	leader int
	laws   []*Linear
	noise  []Noise
	first  []int     // by regime: the first column of its jumps
	none   []float64 // by regime: the probability of no jump in a period
}

// NewRegime switches laws by the states of factor leader. The laws have the same start, moves and season, and are all on the
// logarithm or all not: the caller has checked.
func NewRegime(leader int, laws []*Linear) *Regime {
	r := &Regime{leader: leader, laws: laws, noise: []Noise{Gauss}}
	for _, l := range laws {
		r.first = append(r.first, len(r.noise))
		none := 1.0
		if l.jumps != nil {
			none = vector.ExpOf(-l.jumps.Rate)
			r.noise = append(r.noise, l.jumps.noise()...)
		}
		r.none = append(r.none, none)
	}
	return r
}

// Leader is the number of the factor that switches.
func (r *Regime) Leader() int { return r.leader }

// Regimes is the number of laws.
func (r *Regime) Regimes() int { return len(r.laws) }

// Regime is the law in a state of the leader.
func (r *Regime) Regime(state int) Jumper { return r.laws[state] }

// Noise is one normal for all regimes, and what the jumps of each take.
func (r *Regime) Noise() []Noise { return r.noise }

// Start is the state at signing.
func (r *Regime) Start() float64 { return r.laws[0].start }

// Step applies the law of each path's regime.
func (r *Regime) Step(t int, b *Block, k int, xi [][]float64) {
	if !r.laws[0].moves[t] {
		return
	}
	state, noise := b.State[k][:b.N], xi[0][:b.N]
	for i, regime := range b.State[r.leader][:b.N] {
		l := r.laws[int(regime)]
		w := &l.laws[t]
		state[i] = float64(w.phi*state[i]) + float64(w.sigma*noise[i]) + w.drift
		if l.jumps == nil {
			continue
		}
		columns := xi[r.first[int(regime)]:]
		if u := columns[0][i]; u >= r.none[int(regime)] {
			state[i] += l.jumps.total(u, r.none[int(regime)], i, columns)
		}
	}
}

// Value is that of every regime.
func (r *Regime) Value(t int, state, value []float64) { r.laws[0].Value(t, state, value) }

// Idle reports that no regime has anything random in period t.
func (r *Regime) Idle(t int) bool {
	for _, l := range r.laws {
		if !l.Idle(t) {
			return false
		}
	}
	return true
}
