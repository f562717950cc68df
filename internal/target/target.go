// Package target reads target files.
//
// In go a YAML file, the environment and the contracts; out come a checked [File], from which a
// harness.Target is made, or findings that say where the file is wrong and what to do. All findings
// come at once. docs/target.schema.json describes the file, [Template] writes one to begin with.
//
// Every string of the file may hold references to the environment, ${NAME}. Credentials must be
// references and nothing else, so that a target file can be committed and shown. No finding repeats
// the value of a variable or what stands where a secret belongs; [Sources] hides such lines from the
// extracts of findings.
//
// Where the same thing is said in several places, the first of these counts: a flag of the command
// line, a variable CONFORMANCE_* of the environment, the file, the default. Flags and variables arrive
// as [Overrides]. Certificates are left unchecked by a flag only, never by the file.
package target

import (
	"bytes"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// Input is what a target file is read with.
type Input struct {
	// Env looks a variable up, as os.LookupEnv does. Nil means that none is set.
	Env func(name string) (string, bool)
	// Contracts are the APIs that a target can have.
	Contracts []*contract.Contract
}

// File is a checked target file, every reference replaced. It holds secrets, so it prints as its path.
type File struct {
	// Path is the file's own.
	Path string
	// Name is for people.
	Name string
	// Endpoints are in the order of the file.
	Endpoints []Endpoint
	// Fixtures describes the fixture provider; all of its fields are nil when there is none.
	Fixtures Fixtures
	// Limits are complete; what the file does not say is harness.DefaultLimits.
	Limits harness.Limits
	// Concurrency is how many scenarios run at a time, 1 to MaxConcurrency.
	Concurrency int
	// OptIns are in the order of the file.
	OptIns []harness.OptIn

	network network
	secrets []string
}

// String hides the secrets.
func (f *File) String() string { return "target file " + f.Path }

// GoString hides the secrets from %#v.
func (f *File) GoString() string { return f.String() }

// Endpoint is where one API is served.
type Endpoint struct {
	API, URL, Region string
	// Accounts are in the order of the file, at least one. The ID of an account is its name, and "" when
	// the endpoint has no other.
	Accounts []harness.Account
	// Rates are the requests per second by operation: the file's, otherwise the documented ones.
	Rates map[string]float64
}

// Fixtures is a fixture provider as data. At most one field is set.
type Fixtures struct {
	Static []Static
	Exec   *Exec
	HTTP   *HTTP
}

// Static are resources that the file lists.
type Static struct {
	API string
	// State is in the API's spelling, "" for the normal one.
	State  string
	Traits []string
	IDs    []string
	// Account owns the resources, "" for none in particular.
	Account string
}

// Exec is a program that provides fixtures.
type Exec struct {
	// Command is the program with its arguments, Dir where it runs.
	Command []string
	Dir     string
	// Env is added to the environment, as NAME=value.
	Env []string
}

// HTTP is a server that provides fixtures.
type HTTP struct {
	URL    string
	Header http.Header
}

// Read reads a target file. The file is nil when a finding is an error; warnings may come with a file.
func Read(path string, in Input) (*File, diag.List) {
	data, err := readBounded(path)
	if err != nil {
		var found diag.List
		found.Errorf(diag.Pos{File: path}, diag.Unreadable, "%s", reason(err)).
			Hint = "conformance init writes a target file to begin with"
		return nil, found
	}
	return Parse(path, data, in)
}

// Parse is Read for bytes. The path gives findings their place, and relative names in the file their
// directory.
func Parse(path string, data []byte, in Input) (*File, diag.List) {
	var found diag.List
	root := format.Parse(path, data, &found)
	if found.HasErrors() {
		quotes(data, found)
		return nil, found.Sorted()
	}
	r := reader{
		found: &found, env: in.Env, contracts: in.Contracts, dir: filepath.Dir(path),
		file: &File{Path: path}, shape: new(shape),
	}
	if r.env == nil {
		r.env = func(string) (string, bool) { return "", false }
	}
	format.Decode(path, root, r.shape, &found)
	r.check() // also of a file with errors, so that all are seen at once
	if found.HasErrors() {
		return nil, found.Sorted()
	}
	return r.file, found.Sorted()
}

// quotes explains the syntax error that references lead to most often.
func quotes(data []byte, found diag.List) {
	for i := range found {
		if found[i].Code == diag.YAMLSyntax && bytes.Contains(data, []byte("${")) {
			found[i].Hint = `between { and }, and between [ and ], a reference needs quotes: "${NAME}"`
		}
	}
}

func readBounded(path string) (data []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return format.ReadBounded(f)
}

// reason is an error of the file system without the path, which the finding has already.
func reason(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return err.Error()
}

// reader carries what the checks share.
type reader struct {
	found     *diag.List
	env       func(string) (string, bool)
	contracts []*contract.Contract
	dir       string
	shape     *shape
	file      *File
}

// check goes through the file in its order. Every part is checked, whatever the others are like.
func (r *reader) check() {
	r.resolve()
	r.file.Name = r.shape.Name.value
	if r.file.Name == "" {
		base := filepath.Base(r.file.Path)
		r.file.Name = strings.TrimSuffix(base, filepath.Ext(base))
	}
	r.optIns()
	r.endpoints()
	r.fixtures()
	r.limits()
	r.concurrency()
	r.proxy()
	r.tls()
}

// contract returns the contract of an API, nil when there is none.
func (r *reader) contract(api string) *contract.Contract {
	for _, c := range r.contracts {
		if c.API == api {
			return c
		}
	}
	return nil
}

// path is a name in the file, seen from the file's directory.
func (r *reader) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(r.dir, name)
}
