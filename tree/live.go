package tree

import "ips2/model"

// findLive finds backwards, by period and supplier's mode, which tracked processes may still run.
func (w *world) findLive() {
	l, n := w.s.ledger, w.s.ledger.Problem.Periods
	w.live = make([]map[int][]bool, n+2)
	w.live[n+1] = map[int][]bool{}
	for _, mode := range w.reach(n + 1) {
		w.live[n+1][mode] = make([]bool, len(w.list))
	}
	if len(w.list) == 0 {
		for t := range w.live {
			w.live[t] = map[int][]bool{}
		}
		return
	}
	for t := n; t >= 1; t-- {
		w.live[t] = map[int][]bool{}
		for _, mode := range w.reach(t) {
			live := make([]bool, len(w.list))
			for _, b := range w.moves(t, mode) {
				w.mayRun(t, l.Supplier.Config[mode], b, live)
				for k, yes := range w.live[t+1][b.Next] {
					live[k] = live[k] || yes
				}
			}
			w.live[t][mode] = live
		}
	}
}

func (w *world) reach(t int) []int {
	if w.frozen {
		return w.starts()
	}
	return w.s.ledger.Supplier.Reach[t]
}

// mayRun marks the processes that some customer's configuration or change lets run in period t.
func (w *world) mayRun(t, config int, b model.Move, live []bool) {
	l := w.s.ledger
	mark := func(work model.Work) {
		for _, r := range work.Runs {
			if w.tracked[r.Process] {
				live[w.position(r.Process)] = true
			}
		}
	}
	for c := range l.Customer.Configs {
		mark(l.Work(t, c, b.Config))
		for _, id := range b.Changes {
			mark(l.ChangeWork(t, id, c, config))
		}
		for id, change := range l.Problem.Changes {
			if change.By == model.Customer && change.Open[t] {
				mark(l.ChangeWork(t, id, c, config))
			}
		}
	}
}
