package frozen_test

import (
	"testing"
	"testing/fstest"

	"github.com/seed-613b54dc/conformance/internal/frozen"
)

// FuzzRead reads any bytes as a set. What is read without an error is written with the same bytes.
func FuzzRead(f *testing.F) {
	f.Add("{}")
	f.Add("null")
	f.Add("{\n  \"schemaVersion\": 1,\n  \"api\": \"things\",\n  \"version\": \"2026-01-02\",\n  \"document\": {\n    \"file\": \"\",\n    \"sha256\": \"\"\n  },\n" +
		"  \"contract\": {\n    \"file\": \"\",\n    \"sha256\": \"\"\n  },\n  \"rules\": []\n}\n")
	f.Fuzz(func(t *testing.T, text string) {
		sets, err := frozen.Read(fstest.MapFS{"frozen/things@2026-01-02.json": {Data: []byte(text)}})
		if err != nil {
			return
		}
		again, err := sets[0].Encode()
		if err != nil || string(again) != text {
			t.Errorf("%v; read from %q and written as %q", err, text, again)
		}
	})
}
