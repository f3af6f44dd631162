package configs_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"ips2/configs"
)

// The names are the specification's: other documents and the manual refer to them.
func TestNames(t *testing.T) {
	want := []string{"bermudan-max-call", "bermudan-put", "machine-park", "maintenance-contract", "press-line"}
	if got := configs.Names(); !slices.Equal(got, want) {
		t.Errorf("Names() = %q, want %q", got, want)
	}
}

// What is embedded is what stands in the folder.
func TestReadIsTheFile(t *testing.T) {
	for _, name := range configs.Names() {
		got, err := configs.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		if want, err := os.ReadFile(name + ".yaml"); err != nil || !bytes.Equal(got, want) {
			t.Errorf("Read(%q) is not the file (%v)", name, err)
		}
	}
}

func TestReadUnknown(t *testing.T) {
	for _, name := range []string{"nothing", "", "../configs/configs"} {
		if _, err := configs.Read(name); err == nil || !strings.Contains(err.Error(), "maintenance-contract") {
			t.Errorf("Read(%q): error %v does not list what there is", name, err)
		}
	}
}
