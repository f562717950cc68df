package survey

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/known"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/catalog"
	"github.com/seed-613b54dc/conformance/internal/sdk/driver"
)

// Source makes entries.
type Source struct {
	Contracts []*contract.Contract
	// Now is the day by which excuses expire.
	Now time.Time
}

// KnownFile is the file with the excuses of an SDK, beside its manifest.
const KnownFile = "known-failures.yaml"

// Driver is the entry of an outsider's driver. An SDK without APIs is asked about all. Excuses is a known-failures file, or empty.
func (s Source) Driver(who sdk.SDK, command, excuses string) (Entry, error) {
	if len(who.APIs) == 0 {
		who.APIs = s.apis()
	}
	e := Entry{
		SDK:    who,
		Driver: driver.Command{Shell: command},
		Reproduce: func(id string) string {
			return fmt.Sprintf("conformance sdk --driver %s --case %s", quote(command), id)
		},
	}
	if excuses == "" {
		return e, nil
	}
	var found diag.List
	e.Known, found = known.Read(excuses, cases.IDs(s.Contracts), s.Now)
	return e, found.Err()
}

// Catalog has an entry for each SDK with a manifest in dir. Those that are not among the chosen are left out, unless none is
// chosen. The error has all that is wrong with manifests and excuses.
func (s Source) Catalog(dir string, chosen []string) ([]Entry, error) {
	manifests, found := catalog.Load(dir, s.apis())
	if found.HasErrors() {
		return nil, found.Err()
	}
	if err := exist(manifests, chosen); err != nil {
		return nil, err
	}
	ids := cases.IDs(s.Contracts)
	var entries []Entry
	for _, m := range manifests {
		e := s.entry(m)
		if len(chosen) > 0 && !slices.Contains(chosen, m.Name) {
			e.LeftOut = "it was not chosen"
		}
		excuses := filepath.Join(m.Dir, KnownFile)
		if _, err := os.Stat(excuses); err == nil {
			var more diag.List
			e.Known, more = known.Read(excuses, ids, s.Now)
			found = append(found, more...)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, found.Err()
}

// entry is the entry of a manifest.
func (s Source) entry(m catalog.Manifest) Entry {
	return Entry{
		SDK:     m.SDK(),
		Driver:  driver.Command{Words: m.Driver, Dir: m.Dir},
		Install: m.Install,
		Sure:    m.Registry == catalog.ThisProject,
		Reproduce: func(id string) string {
			return fmt.Sprintf("make sdks SDK=%s CASE=%s", m.Name, id)
		},
	}
}

// exist refuses names that no manifest has.
func exist(manifests []catalog.Manifest, chosen []string) error {
	var names []string
	for _, m := range manifests {
		names = append(names, m.Name)
	}
	for _, name := range chosen {
		if !slices.Contains(names, name) {
			return fmt.Errorf("there is no SDK %q: use %s", name, strings.Join(names, ", "))
		}
	}
	return nil
}

func (s Source) apis() []string {
	ids := make([]string, len(s.Contracts))
	for i, c := range s.Contracts {
		ids[i] = c.API
	}
	return ids
}

// quote makes one word for a POSIX shell.
func quote(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }
