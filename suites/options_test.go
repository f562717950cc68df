package suites_test

import (
	"crypto/rand"
	"flag"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega"

	"github.com/seed-613b54dc/conformance/internal/fixture"
	"github.com/seed-613b54dc/conformance/internal/setup"
	"github.com/seed-613b54dc/conformance/internal/target"
	"github.com/seed-613b54dc/conformance/suites"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// flags are those after "--". Each wins over the variable of its name in the environment, and that over
// the target file. Paths are relative to the root of the module, from where ginkgo is run.
type flags struct {
	target           string
	report           string
	known            string
	documents        string
	asOf             string
	timeout          time.Duration
	insecure         bool
	failOnIncomplete bool
	verbose          bool
}

var options flags

func init() {
	flag.StringVar(&options.target, "target", os.Getenv("CONFORMANCE_TARGET"), "target `file`; empty tests the reference endpoint")
	flag.StringVar(&options.report, "report", os.Getenv("CONFORMANCE_REPORT"), "`directory` for conformance.json, junit.xml, index.html and summary.md; empty writes none")
	flag.StringVar(&options.known, "known-failures", os.Getenv("CONFORMANCE_KNOWN_FAILURES"), "`file` of differences that are excused for a time")
	flag.StringVar(&options.documents, "documents", os.Getenv("CONFORMANCE_DOCUMENTS"), "show the vendors' own lines, from the pages in this `directory`")
	flag.StringVar(&options.asOf, "as-of", os.Getenv("CONFORMANCE_AS_OF"), "run exactly the rule set that was frozen on this `day`, YYYY-MM-DD")
	flag.DurationVar(&options.timeout, "request-timeout", 0, "limit of one request")
	flag.BoolVar(&options.insecure, "insecure", false, "do not check the certificates of the endpoints")
	flag.BoolVar(&options.failOnIncomplete, "fail-on-incomplete", os.Getenv("CONFORMANCE_FAIL_ON_INCOMPLETE") != "false", "fail when something could not be decided")
	flag.BoolVar(&options.verbose, "verbose", false, "print every exchange of a scenario (with ginkgo -v)")
}

// setup are the flags for package setup. Provider is the URL of a fixture provider that another process
// has opened.
func (f flags) setup(provider string) setup.Options {
	return setup.Options{
		File: f.path(f.target), Known: f.path(f.known), APIs: suites.APIs(), Fixtures: provider, Version: "dev", AsOf: f.asOf,
		Overrides: target.Overrides{Timeout: f.timeout, Insecure: f.insecure},
	}
}

// path is a path as seen from this package, in whose directory the test runs.
func (flags) path(name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join("..", name)
}

// share serves the provider to the other processes until the suite ends, under a path that nobody else
// on this machine knows.
func share(p harness.Provider) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	gomega.Expect(err).NotTo(gomega.HaveOccurred())
	path := "/" + rand.Text()
	mux := http.NewServeMux()
	mux.Handle(path, fixture.Handler(p))
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }() // returns http.ErrServerClosed when the suite ends
	DeferCleanup(server.Close)
	return "http://" + listener.Addr().String() + path
}
