package diff

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/diff"
	"github.com/oasdiff/oasdiff/load"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// compareWire adds what oasdiff finds between the OpenAPI documents. A finding that a fact of ours tells already becomes
// a note on that change.
func compareWire(was, is *Spec, list []Change) ([]Change, error) {
	found, err := oasdiff(was, is)
	if err != nil {
		return nil, err
	}
	text := checker.NewDefaultLocalizer()
	for _, c := range found {
		op := operationOf(c)
		says := strings.TrimSpace(c.GetUncolorizedText(text))
		if at := toldBy(list, is.Contract.API, op, c.GetId(), says); at >= 0 {
			if !slices.Contains(list[at].Wire, c.GetId()) {
				list[at].Wire = append(list[at].Wire, c.GetId())
			}
			continue
		}
		list = append(list, wireChange(is.Contract, op, c, says))
	}
	return list, nil
}

// operationOf is the id of the operation that a finding is about; empty for the rest of the document. Where the finding has
// none, the path key tells, whose fragment names the action.
func operationOf(c checker.Change) string {
	if id := c.GetOperationId(); id != "" {
		return id
	}
	_, key, _ := strings.Cut(c.GetPath(), "#")
	_, id, _ := strings.Cut(key, "=")
	return id
}

// oasdiff runs the library. It reads foreign bytes and is not ours to mend, so a crash becomes an error.
func oasdiff(was, is *Spec) (found checker.Changes, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the comparison of the wire crashed: %v; compare smaller steps, and report it to oasdiff", r)
		}
	}()
	before, err := openAPI(was)
	if err != nil {
		return nil, err
	}
	after, err := openAPI(is)
	if err != nil {
		return nil, err
	}
	report, sources, err := diff.GetWithOperationsSourcesMap(diff.NewConfig(), before, after)
	if err != nil {
		return nil, fmt.Errorf("compare the wire: %w", err)
	}
	return checker.CheckBackwardCompatibilityUntilLevel(checker.NewConfig(checker.GetAllChecks()), report, sources, checker.INFO), nil
}

// openAPI loads a contract as plain OpenAPI, anew each time: the comparison may write into what it is given.
func openAPI(s *Spec) (*load.SpecInfo, error) {
	doc, err := openapi3.NewLoader().LoadFromDataWithPath(s.Data, &url.URL{Path: s.Contract.File})
	if err != nil {
		return nil, fmt.Errorf("load %s as OpenAPI: %w", s.Contract.File, err)
	}
	return &load.SpecInfo{Url: s.Contract.File, Spec: doc}, nil
}

// told lists, for the kinds of our facts that a schema keyword says as well, what oasdiff's ids have in them. It is read
// only.
var told = map[Kind][]string{
	KindLimit:     {"max-items", "min-items"},
	KindDefault:   {"default-value"},
	KindEnum:      {"enum-value", "became-enum"},
	KindRequired:  {"became-required", "became-optional"},
	KindType:      {"type-changed", "type-generalized"},
	KindParameter: {"property-removed", "parameter-removed", "new-"},
}

// toldBy is the index of the change of ours that a finding repeats, or -1. Findings on answers are never ours.
func toldBy(list []Change, api, op, id, says string) int {
	about := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(id, p) })
	}
	return slices.IndexFunc(list, func(c Change) bool {
		switch {
		case about("response"):
			return false
		case about("api-security"):
			return c.Kind == KindProtocol && c.Aspect == "schemes"
		case about("api-path-removed", "api-removed", "endpoint-added"):
			return c.Kind == KindOperation && c.Aspect == "" && c.ID == api+"/"+op
		case !strings.HasPrefix(c.ID, api+"/"+op+"/") || !strings.Contains(says, "`"+parameter(c)+"`"):
			return false
		case c.Kind == KindParameter && c.Aspect == "fixed":
			return about("enum-value")
		}
		return c.Aspect == "" && about(told[c.Kind]...)
	})
}

// parameter is the name at the end of the id of a change of a parameter.
func parameter(c Change) string {
	name := c.ID[strings.LastIndex(c.ID, "/")+1:]
	if c.Kind == KindLimit {
		name = strings.TrimSuffix(strings.TrimSuffix(name, ".max"), ".min")
	}
	return name
}

func wireChange(c *contract.Contract, op string, found checker.Change, says string) Change {
	change := Change{
		ID: c.API + "/wire", Kind: KindWire, Aspect: found.GetId(), What: Changes, New: says,
		Classes: wireWeight(found).classes(), Lines: []int{}, At: place(c.Pos), Wire: []string{found.GetId()},
	}
	if op != "" {
		change.ID = c.API + "/" + op + "/wire"
	}
	if o := c.Operation(op); o != nil {
		change.At = place(o.Pos)
	}
	return change
}

// wireWeight translates the level, which is about callers, and adds what oasdiff does not judge: whatever an endpoint has
// to accept or to send that it need not before.
func wireWeight(c checker.Change) weight {
	id := c.GetId()
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(id, p) })
	}
	var w weight
	if c.GetLevel() >= checker.WARN {
		w |= callers
	}
	switch {
	case has("api-schema-", "api-operation-id", "api-tag-", "description"):
		return words
	case has("response") && has("removed"): // the client has lost it, whatever the level
		w |= callers
	case has("response"):
		if has("required", "changed", "specialized") {
			w |= implementers
		}
	case !has("removed", "became-optional"):
		w |= implementers
	}
	return w
}
