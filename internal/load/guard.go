package load

import (
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// guarded runs f and turns a panic into a finding. It stands around the OpenAPI library alone:
// that code reads foreign bytes and is not ours to mend.
func guarded(file string, found *diag.List, f func()) {
	defer func() {
		if r := recover(); r != nil {
			found.Errorf(strict.Top(file), diag.KinPanic, "the OpenAPI loader crashed: %v", r).
				Hint = "take the last change to the file back and report it to the library"
		}
	}()
	f()
}
