package load

import (
	"testing"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

func TestACrashOfTheOpenAPILibraryBecomesAFinding(t *testing.T) {
	var found diag.List
	guarded("specs/x.yaml", &found, func() { panic("index out of range") })
	if len(found) != 1 || found[0].Code != diag.KinPanic || found[0].Pos != strict.Top("specs/x.yaml") {
		t.Errorf("got %v, want one finding with the code %s at the top of the file", found, diag.KinPanic)
	}
}
