package check_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/seed-613b54dc/conformance/internal/check"
	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag/diagtest"
	"github.com/seed-613b54dc/conformance/internal/load"
)

// FuzzCheck replaces a part of a valid contract. Whatever the loader lets through, the checks
// look at without a crash; and rules can be derived from what they find nothing wrong with.
func FuzzCheck(f *testing.F) {
	base, err := fs.ReadFile(diagtest.Base(), "base.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint16(0), uint8(0), "")
	f.Add(uint16(2200), uint8(40), "value: [1]")
	f.Add(uint16(2600), uint8(9), "array")
	f.Add(uint16(2000), uint8(20), "\n        - {value: {a: b}}")
	f.Add(uint16(3000), uint8(3), "{param: Ids, violates: type, value: 1}")
	f.Fuzz(func(t *testing.T, at uint16, cut uint8, with string) {
		from := min(int(at), len(base))
		to := min(from+int(cut), len(base))
		text := string(base[:from]) + with + string(base[to:])
		c, _ := load.Load(fstest.MapFS{"base.yaml": {Data: []byte(text)}}, "base.yaml")
		if c == nil {
			return
		}
		if found := check.Check([]*contract.Contract{c}); found.HasErrors() {
			return
		}
		if len(contract.Rules(c)) == 0 && len(c.Operations) > len(c.Observers()) {
			t.Error("an acting operation has no rules")
		}
	})
}
