package valuation_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"ips2/internal/generated"
	"ips2/model"
)

// laws checks what must hold between the values of two contracts, whatever they are.
type laws struct {
	*rapid.T
	c    *generated.Contract
	base *model.Expectations
}

func (l *laws) value(c *generated.Contract) *model.Expectations {
	l.Helper()
	_, e := exactly(l.T, c)
	return e
}

func (l *laws) noMore(what string, c *generated.Contract, got, than float64) {
	l.Helper()
	if !(got <= than+1e-9*(1+math.Abs(than))) {
		l.Fatalf("%s: %.12g is more than %.12g\n%s\nagainst\n%s", what, got, than, c.Text(), l.c.Text())
	}
}

func (l *laws) same(what, text string, got, want float64) {
	l.Helper()
	if !(math.Abs(got-want) <= 1e-9*(1+math.Abs(want))) {
		l.Fatalf("%s: %.12g, want %.12g\n%s\nagainst\n%s", what, got, want, text, l.c.Text())
	}
}

func newLaws(r *rapid.T) *laws {
	l := &laws{T: r, c: generated.Draw(r, small)}
	l.base = l.value(l.c)
	return l
}

// Less freedom or dearer changes never help the party that decides.
func TestLessFreedomIsWorthLess(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		l := newLaws(r)
		for _, law := range []struct {
			what  string
			alter func(*generated.Change)
		}{{"dearer", generated.Dearer(0.5)}, {"longer dwell", generated.Longer}, {"fewer uses", generated.Rarer}, {"never open", generated.Closed}} {
			for _, c := range l.c.EachChange(generated.Customer, law.alter) {
				l.noMore(law.what, c, l.value(c).CustomerValue.Mean, l.base.CustomerValue.Mean)
			}
		}
		for _, c := range l.c.EachChange(generated.Supplier, generated.Costlier(0.5)) {
			l.noMore("cheaper for the supplier", l.c, l.base.Floor.Mean, l.value(c).Floor.Mean)
		}
		for _, c := range l.c.EachChange(generated.Supplier, generated.Closed) {
			l.noMore("freer for the supplier", l.c, l.base.Floor.Mean, l.value(c).Floor.Mean)
		}
	})
}

// What only says the same in other words changes nothing: names of levels, a constant for everybody, the currency, shorter periods.
func TestValuesDoNotHangOnWords(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		l := newLaws(r)
		l.figures("other names", l.c.Renamed(), 1, 0)
		l.figures("another currency", l.c.InCurrency(7.25), 7.25, 0)
		annuity := 0.0
		for t := 1; t <= l.c.Periods; t++ {
			annuity += l.c.Discount(generated.Customer, t, false)
		}
		l.figures("three more in every period", l.c.Shifted(3), 1, 3*annuity)
	})
}

// figures checks that a contract's figures are the base's times a factor, and the customer's value a constant more.
func (l *laws) figures(what string, c *generated.Contract, times, more float64) {
	l.Helper()
	e := l.value(c)
	l.same(what+", value", c.Text(), e.CustomerValue.Mean, l.base.CustomerValue.Mean*times+more)
	l.same(what+", rigid", c.Text(), e.Rigid.Mean, l.base.Rigid.Mean*times+more)
	l.same(what+", switching", c.Text(), e.SwitchCustomer.Mean, l.base.SwitchCustomer.Mean*times)
	l.same(what+", floor", c.Text(), e.Floor.Mean, l.base.Floor.Mean*times)
	l.same(what+", supplier's switching", c.Text(), e.SwitchSupplier.Mean, l.base.SwitchSupplier.Mean*times)
}

func TestHalvedPeriods(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := generated.Draw(r, small)
		c.PaidAtStart = true
		_, base := exactly(r, c)
		l := &laws{r, c, base}
		text := c.HalvedText()
		_, e := exactlyText(r, text)
		l.same("value", text, e.CustomerValue.Mean, base.CustomerValue.Mean)
		l.same("floor", text, e.Floor.Mean, base.Floor.Mean)
		l.same("switching", text, e.SwitchCustomer.Mean, base.SwitchCustomer.Mean)
		l.same("supplier's switching", text, e.SwitchSupplier.Mean, base.SwitchSupplier.Mean)
	})
}
