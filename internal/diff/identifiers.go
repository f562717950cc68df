package diff

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit/client"
)

// compareIdentifiers lists the exported identifiers of the generated client that appear, disappear or have another type,
// signature or value. It reads the client that would be generated, so it cannot disagree with it.
func compareIdentifiers(was, is *Spec) ([]Item, error) {
	before, err := exported(was)
	if err != nil {
		return nil, err
	}
	after, err := exported(is)
	if err != nil {
		return nil, err
	}
	return differences(before, after), nil
}

// exported are the exported identifiers of a client with what each is, by name; none for no spec.
func exported(s *Spec) ([]entry, error) {
	if s == nil {
		return nil, nil
	}
	names := map[string]string{}
	files, err := client.Files([]*contract.Contract{s.Contract})
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if strings.HasSuffix(file.Path, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file.Path, file.Data, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("the client of %s is no Go: %w", s.Contract.API, err)
		}
		for _, decl := range parsed.Decls {
			declared(names, decl)
		}
	}
	var list []entry
	for _, name := range slices.Sorted(maps.Keys(names)) {
		list = append(list, entry{name, names[name], names[name]})
	}
	return list, nil
}

// declared adds what a declaration exports: methods as Type.Method, fields as Type.Field.
func declared(names map[string]string, decl ast.Decl) {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil {
			name = strings.TrimPrefix(source(d.Recv.List[0].Type), "*") + "." + name
		}
		if d.Name.IsExported() {
			names[name] = source(d.Type)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				typed(names, spec)
			case *ast.ValueSpec:
				valued(names, spec)
			}
		}
	}
}

func typed(names map[string]string, spec *ast.TypeSpec) {
	if !spec.Name.IsExported() {
		return
	}
	object, ok := spec.Type.(*ast.StructType)
	if !ok {
		names[spec.Name.Name] = source(spec.Type)
		return
	}
	names[spec.Name.Name] = "struct"
	for _, field := range object.Fields.List {
		for _, name := range field.Names {
			if name.IsExported() {
				names[spec.Name.Name+"."+name.Name] = source(field.Type)
			}
		}
	}
}

func valued(names map[string]string, spec *ast.ValueSpec) {
	for i, name := range spec.Names {
		if !name.IsExported() {
			continue
		}
		text := source(spec.Type)
		if i < len(spec.Values) {
			text += " = " + source(spec.Values[i])
		}
		names[name.Name] = strings.TrimSpace(text)
	}
}

// source prints a node on one line; nothing for no node.
func source(node ast.Node) string {
	var b bytes.Buffer
	if node == nil || printer.Fprint(&b, token.NewFileSet(), node) != nil {
		return ""
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
