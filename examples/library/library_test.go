// Package library_test judges an endpoint within Go tests, as an implementer would in a repository of
// their own. Without a target it judges the reference endpoint.
package library_test

import (
	"os"
	"testing"

	"github.com/seed-613b54dc/conformance/suites"
)

func TestConformance(t *testing.T) {
	suites.Test(t, suites.Options{
		TargetFile: os.Getenv("CONFORMANCE_TARGET"),
		APIs:       []string{"zenlayer-zec"},
		Report:     os.Getenv("CONFORMANCE_REPORT"),
	})
}
