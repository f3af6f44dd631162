// Package configs holds the scenario files that ship with the program. They are embedded, so that the binary alone can write one to start from.
package configs

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed *.yaml
var files embed.FS

const extension = ".yaml"

// Names lists the shipped scenarios in alphabetical order, without the file extension.
func Names() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic("configs: " + err.Error()) // the embedded folder always reads
	}
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = strings.TrimSuffix(entry.Name(), extension)
	}
	return names
}

// Read returns the text of a shipped scenario; a name that is not shipped is an error that lists those that are.
func Read(name string) ([]byte, error) {
	text, err := files.ReadFile(name + extension)
	if err != nil {
		return nil, fmt.Errorf("no shipped scenario is called %q: there is %s", name, strings.Join(Names(), ", "))
	}
	return text, nil
}
