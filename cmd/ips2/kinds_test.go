package main

import (
	"testing"

	"github.com/spf13/pflag"
)

// What a flag shows can be given again, and means the same.
func TestKindsShowWhatTheyAccept(t *testing.T) {
	for _, c := range []struct {
		flag        pflag.Value
		given, want string
	}{
		{new(count), "1e6", "1000000"},
		{new(count), "0", "0"},
		{new(positive), "262_144", "262144"},
		{new(positive), "auto", "auto"},
		{new(cores), "1e3", "1000"},
		{new(share), "0.95", "95%"},
		{new(share), "99.5%", "99.5%"},
		{new(precision), "0.1%", "0.1%"},
		{new(precision), "50", "50"},
		{new(duration), "90s", "1m30s"},
		{new(size), "4GiB", "4GiB"},
		{new(size), "1500MB", "1500MB"},
		{new(size), "12345", "12345"},
		{&choice{of: []string{"auto", "exact"}}, "exact", "exact"},
	} {
		for _, given := range []string{c.given, c.want} {
			if err := c.flag.Set(given); err != nil {
				t.Errorf("%T refuses %q: %v", c.flag, given, err)
			}
			if got := c.flag.String(); got != c.want {
				t.Errorf("%T of %q shows %q, want %q", c.flag, given, got, c.want)
			}
		}
	}
}

func TestKindsRefuse(t *testing.T) {
	for _, c := range []struct {
		flag  pflag.Value
		given string
	}{
		{new(count), "1.5"}, {new(count), "1e99"}, {new(count), ""}, {new(positive), "0"}, {new(share), "1"}, {new(share), "-5%"}, {new(share), "NaN"},
		{new(precision), "0"}, {new(precision), "NaN%"}, {new(duration), "-1s"}, {new(duration), "5"}, {new(size), "0"}, {new(size), "4 GiBs"}, {new(size), "NaN"},
		{new(cores), "0"}, {new(cores), "100000"}, {new(cores), "1e15"},
		{&choice{of: []string{"auto"}}, "Auto"},
	} {
		if err := c.flag.Set(c.given); err == nil {
			t.Errorf("%T accepts %q", c.flag, c.given)
		}
	}
}
