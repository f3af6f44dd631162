// Command notices writes the licences of everything that the program is linked from, on every platform that CI builds it for: of each
// module the texts at its root and beside the packages used, and those of Go itself. It is run by go generate in cmd/ips2.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// text is what a file with terms is called: a LICENSE, or a NOTICE that the Apache licence has us pass on.
var text = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)[^/]*$`)

// dependency is what go list tells of a package.
type dependency struct {
	Dir    string
	Module *struct {
		Path, Version, Dir string
		Main               bool
	}
}

func main() {
	program := flag.String("program", "./cmd/ips2", "package of the program")
	root := flag.String("root", "..", "folder of its module")
	out := flag.String("out", "", "file to write")
	flag.Parse()
	users := map[string][]string{} // by text
	for _, system := range []string{"linux", "darwin", "windows", "freebsd"} {
		for _, d := range dependencies(*root, *program, system) {
			d.collect(users)
		}
	}
	if err := os.WriteFile(*out, notices(users), 0o666); err != nil {
		log.Fatal(err)
	}
}

func dependencies(root, program, system string) (list []dependency) {
	cmd := exec.Command("go", "list", "-deps", "-json=Dir,Module", program)
	cmd.Dir, cmd.Stderr = root, os.Stderr
	cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0", "GOWORK=off")
	said, err := cmd.Output()
	if err != nil {
		log.Fatal(err)
	}
	for decoder := json.NewDecoder(bytes.NewReader(said)); decoder.More(); {
		var d dependency
		if err := decoder.Decode(&d); err != nil {
			log.Fatal(err)
		}
		list = append(list, d)
	}
	return list
}

// collect adds the package to the users of the texts from its folder up to the root of its module, or of Go's.
func (d dependency) collect(users map[string][]string) {
	name, top := "The Go standard library and runtime", goRoot
	if m := d.Module; m != nil {
		if m.Main {
			return
		}
		name, top = m.Path+" "+m.Version, m.Dir
	}
	found := 0
	for folder := d.Dir; strings.HasPrefix(folder, top); folder = filepath.Dir(folder) {
		for _, terms := range textsIn(folder) {
			found++
			user := name
			if folder != top {
				user += " (" + strings.TrimPrefix(filepath.ToSlash(folder[len(top):]), "/") + ")"
			}
			if !slices.Contains(users[terms], user) {
				users[terms] = append(users[terms], user)
			}
		}
	}
	if found == 0 {
		log.Fatalf("%s has no licence that this program finds", name)
	}
}

var goRoot = func() string {
	said, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		log.Fatal(err)
	}
	return strings.TrimSpace(string(said))
}()

func textsIn(folder string) (list []string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range entries {
		if e.Type().IsRegular() && text.MatchString(e.Name()) && filepath.Ext(e.Name()) != ".go" {
			terms, err := os.ReadFile(filepath.Join(folder, e.Name()))
			if err != nil {
				log.Fatal(err)
			}
			list = append(list, strings.TrimSpace(strings.ReplaceAll(string(terms), "\r\n", "\n")))
		}
	}
	return list
}

// notices lists the texts, each under those whose it is.
func notices(users map[string][]string) []byte {
	for _, names := range users {
		slices.Sort(names)
	}
	terms := slices.SortedFunc(maps.Keys(users), func(a, b string) int {
		return slices.Compare(append(users[a], a), append(users[b], b))
	})
	var out bytes.Buffer
	out.WriteString("ips2 is linked from the software named here, under the licence below each list of names.\n")
	for _, t := range terms {
		out.WriteString("\n" + strings.Repeat("=", 78) + "\n\n" + strings.Join(users[t], "\n") + "\n\n" + strings.Repeat("-", 78) + "\n\n" + t + "\n")
	}
	return out.Bytes()
}
