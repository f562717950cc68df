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
		if at := toldBy(list, is.Contract.API+"/"+op, c.GetId(), says); at >= 0 {
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

// told maps parts of oasdiff's ids to the kinds of our facts that say the same of the same parameter, the most special
// one first.
var told = []struct {
	part string
	kind Kind
}{
	{"max-items", KindLimit},
	{"min-items", KindLimit},
	{"default-value", KindDefault},
	{"enum-value", KindEnum},
	{"became-enum", KindEnum},
	{"became-required", KindRequired},
	{"became-optional", KindRequired},
	{"type-changed", KindType},
	{"type-generalized", KindType},
	{"property-removed", KindParameter},
	{"parameter-removed", KindParameter},
	{"new-", KindParameter},
}

// toldBy is the index of the change of ours that a finding repeats, or -1. Findings on answers are never ours.
func toldBy(list []Change, op, id, says string) int {
	if strings.Contains(id, "response") {
		return -1
	}
	whole := strings.HasPrefix(id, "api-path-removed") || strings.HasPrefix(id, "api-removed") || strings.HasPrefix(id, "endpoint-added")
	return slices.IndexFunc(list, func(c Change) bool {
		if whole {
			return c.ID == op && c.Kind == KindOperation && c.Aspect == ""
		}
		fixed := c.Kind == KindParameter && c.Aspect == "fixed" && strings.Contains(id, "enum-value")
		if !strings.HasPrefix(c.ID, op+"/") || !strings.Contains(says, "`"+parameter(c)+"`") {
			return false
		}
		return fixed || c.Aspect == "" && slices.ContainsFunc(told, func(t struct {
			part string
			kind Kind
		}) bool {
			return t.kind == c.Kind && strings.Contains(id, t.part)
		})
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
	answer, breaking := has("response"), c.GetLevel() >= checker.WARN
	var w weight
	if breaking {
		w |= callers
	}
	switch {
	case has("api-schema-", "api-operation-id", "api-tag-", "description"):
		return words
	case answer && has("became-optional", "removed", "generalized") && !has("optional-property-removed"):
	case answer && (breaking || has("required", "changed", "specialized", "became-not-nullable")):
		w |= implementers
	case !answer && !has("removed", "became-optional"), has("optional-property-removed"):
		w |= implementers
	}
	return w
}
