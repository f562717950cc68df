package load

import (
	"slices"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// version accepts the OpenAPI versions for which the OpenAPI library has the rules of 3.1. Any
// other string it silently takes for 3.0.
func version(src *source, found *diag.List) {
	known := []string{"3.1.0", "3.1.1", "3.1.2"}
	key, value := strict.Lookup(src.root, "openapi")
	if key == nil {
		found.Errorf(strict.Position(src.file, src.root), diag.OpenAPIVersion, "the key %q is missing", "openapi").
			Hint = "begin the file with openapi: 3.1.0"
		return
	}
	if value.ShortTag() != "!!str" || !slices.Contains(known, value.Value) {
		found.Errorf(strict.Position(src.file, value), diag.OpenAPIVersion, "OpenAPI version %q is not supported, expected 3.1.0, 3.1.1 or 3.1.2", value.Value)
	}
}
