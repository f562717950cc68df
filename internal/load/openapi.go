package load

import (
	"errors"
	"net/url"
	"reflect"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// openapiRules loads the file with the OpenAPI library and reports what breaks the standard.
// Defaults are left to package check, which knows their place.
func openapiRules(src *source, found *diag.List) {
	guarded(src.file, found, func() {
		loader := openapi3.NewLoader()
		loader.IncludeOrigin = true
		doc, err := loader.LoadFromDataWithPath(src.data, &url.URL{Path: src.file})
		if err != nil {
			found.Errorf(strict.Top(src.file), diag.KinLoad, "%s", loadText(err))
			return
		}
		err = doc.Validate(loader.Context, openapi3.EnableMultiError(), openapi3.DisableSchemaDefaultsValidation())
		src.broken(err, strict.Top(src.file), found)
	})
}

// loadText is what the library says of the YAML; it tries JSON first and says that, too.
func loadText(err error) string {
	text := err.Error()
	if _, yamlText, ok := strings.Cut(text, "yaml error: "); ok {
		text = yamlText
	}
	return firstLine(text)
}

// firstLine leaves out the values that the library prints below its sentence.
func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// broken reports the innermost text of each error at the best place known on the way there: the
// wrappers only repeat the path, which the place says better. A list of errors may sit at any
// depth.
func (s *source) broken(err error, pos diag.Pos, found *diag.List) {
	text := ""
	for ; err != nil; err = errors.Unwrap(err) {
		if list, ok := err.(openapi3.MultiError); ok {
			for _, e := range list {
				s.broken(e, pos, found)
			}
			return
		}
		pos = s.place(err, pos)
		text = err.Error()
	}
	if text != "" {
		found.Errorf(pos, diag.OpenAPIInvalid, "%s", firstLine(text))
	}
}

// place is where one error in a chain says it is, pos when it does not say. The library keeps
// places in a field Origin of many types, without a common accessor.
func (s *source) place(err error, pos diag.Pos) diag.Pos {
	if at, ok := err.(*openapi3.PathValidationError); ok {
		_, paths := strict.Lookup(s.root, "paths")
		if key, _ := strict.Lookup(paths, at.Path); key != nil {
			return strict.Position(s.file, key)
		}
	}
	v := reflect.Indirect(reflect.ValueOf(err))
	if v.Kind() != reflect.Struct {
		return pos
	}
	f := v.FieldByName("Origin")
	if !f.IsValid() || !f.CanInterface() {
		return pos
	}
	if o, ok := f.Interface().(*openapi3.Origin); ok && o != nil && o.Key != nil && o.Key.Line > 0 {
		return diag.Pos{File: s.file, Line: o.Key.Line, Column: max(1, o.Key.Column)}
	}
	return pos
}
