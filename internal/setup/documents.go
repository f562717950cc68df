package setup

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/report"
	"github.com/seed-613b54dc/conformance/specs"
)

// Page is the document of an API, as a contract or a report names it.
type Page struct {
	API      string
	Document report.File
}

// Documents reads the vendors' pages in a directory, as lines by API id. For a page that it lacks, notes
// of this project may stand in. A page whose digest is not the one that the contract names is another
// page: its lines are not shown, and a note says so. An empty directory name gives nothing.
func Documents(dir string, pages []Page) (lines map[string][]string, notes []string, err error) {
	lines = map[string][]string{}
	if dir == "" {
		return lines, nil, nil
	}
	for _, p := range pages {
		data, err := document(dir, filepath.Base(p.Document.File))
		if err != nil {
			return nil, nil, &Mistake{fmt.Errorf("the document of %s: %w", p.API, err)}
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != p.Document.SHA256 {
			notes = append(notes, fmt.Sprintf("%s is not the page that the contract of %s encodes: its lines are not shown", p.Document.File, p.API))
			continue
		}
		lines[p.API] = strings.Split(string(data), "\n")
	}
	return lines, notes, nil
}

// document reads the file in the directory, or else the notes of that name.
func document(dir, name string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		if notes, missing := specs.Documents.ReadFile(path.Join("documents", name)); missing == nil {
			return notes, nil
		}
	}
	return data, err
}

// Pages are the documents of the run's APIs.
func (r *Run) Pages() []Page {
	var pages []Page
	for _, api := range r.APIs {
		pages = append(pages, Page{api.Ledger.API, api.Ledger.Document})
	}
	return pages
}
