package output

import (
	"crypto/sha256"
	"encoding/hex"
)

// Provenance is what a result came from: all that is needed to get it again.
type Provenance struct {
	Scenario        []byte // the file as read
	Files           []File // that it refers to, in a fixed order
	Seed            uint64
	Version, Commit string
	Flags           []string // settings that determine the result, "paths=100000", in a fixed order
	Interrupted     bool     // the result is of a part of the work
}

// File is a file that a scenario refers to, by the path that is written there.
type File struct{ Path, SHA256 string }

// Hash is the SHA-256 of the scenario's text, in hexadecimal.
func (p Provenance) Hash() string {
	sum := sha256.Sum256(p.Scenario)
	return hex.EncodeToString(sum[:])
}
