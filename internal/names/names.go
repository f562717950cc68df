// Package names computes every Go name of one contract, once and in one place.
//
// In goes a contract; out comes an [API] that emitters only read, or all collisions and impossible identifiers at once.
// No emitter builds an identifier of its own, so two generated packages can never disagree about a name.
package names

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// Module is the import path under which everything is generated.
const Module = "github.com/seed-613b54dc/conformance"

// API holds the names of one contract. It is read-only and safe for concurrent use.
type API struct {
	// ID is the contract's id, "tencent-cvm-v3".
	ID string
	// Package, Dir and Import are the client's: "cvmv3", "gen/tencent-cvm-v3" and the import path of that directory.
	Package, Dir, Import string
	// SuitePackage, SuiteDir and SuiteImport are those of the scenarios: "cvmv3suite", "suites/tencent-cvm-v3".
	SuitePackage, SuiteDir, SuiteImport string

	ops    map[*contract.Operation]Op
	params map[*contract.Param]string
	fields map[*contract.Field]string
	types  map[*contract.Schema]string
	enums  map[*contract.Param]Enum
	codes  map[string]string
	waits  map[*contract.Waiter]string
}

// Op names what belongs to one operation.
type Op struct {
	Method string // StopInstances
	Input  string // StopInstancesInput
	Output string // StopInstancesOutput
}

// Enum names the type of an enumerated parameter and its constants.
type Enum struct {
	Type   string
	Consts []string // in the order of the parameter's Enum
}

// New computes all names of the contract. The error joins every collision and every name that is no Go identifier.
func New(c *contract.Contract) (*API, error) {
	pkg := packageOf(c.API)
	n := &API{
		ID:      c.API,
		Package: pkg, Dir: path.Join("gen", c.API), Import: path.Join(Module, "gen", c.API),
		SuitePackage: pkg + "suite", SuiteDir: path.Join("suites", c.API), SuiteImport: path.Join(Module, "suites", c.API),
		ops:    map[*contract.Operation]Op{},
		params: map[*contract.Param]string{},
		fields: map[*contract.Field]string{},
		types:  map[*contract.Schema]string{},
		enums:  map[*contract.Param]Enum{},
		codes:  map[string]string{},
		waits:  map[*contract.Waiter]string{},
	}
	p := &plan{API: n, contract: c, scope: newScope("package "+pkg, "Client", "New")}
	p.scope.check(c.Pos, pkg, "package of "+c.API)
	p.operations()
	p.codes()
	p.enums()
	p.results()
	if err := errors.Join(p.faults()...); err != nil {
		return nil, fmt.Errorf("names of %s: %w", c.API, err)
	}
	return n, nil
}

// packageOf drops the vendor and the hyphens: tencent-cvm-v3 becomes cvmv3.
func packageOf(api string) string {
	if _, rest, ok := strings.Cut(api, "-"); ok {
		api = rest
	}
	return strings.ReplaceAll(api, "-", "")
}

// Op returns the names of the operation, which must be of the contract.
func (n *API) Op(op *contract.Operation) Op { return n.ops[op] }

// Field returns the field of the operation's input that holds the parameter, "InstanceIDs".
func (n *API) Field(op *contract.Operation, p *contract.Param) string { return n.params[p] }

// Result returns the Go name of one field of an answer.
func (n *API) Result(f *contract.Field) string { return n.fields[f] }

// ResultField returns the selector of the last path argument below the ones before it. An argument is a wire name or
// several joined by dots: with "InstanceSet", "InstanceId" it is InstanceID, with "Instances.Instance" it is
// Instances.Instance. It is empty when there is no such field.
func (n *API) ResultField(op *contract.Operation, path ...string) string {
	fields, selector := op.Result, ""
	for _, arg := range path {
		var names []string
		for name := range strings.SplitSeq(arg, ".") {
			f := find(fields, strings.TrimSuffix(name, "[]"))
			if f == nil {
				return ""
			}
			names = append(names, n.fields[f])
			fields = inner(&f.Schema).Fields
		}
		selector = strings.Join(names, ".")
	}
	return selector
}

// Struct returns the name of the type generated for an object inside an answer, "InstanceStatus"; empty for the schema
// of anything else.
func (n *API) Struct(s *contract.Schema) string { return n.types[s] }

// EnumType returns the type of an enumerated parameter, "StopType"; empty when the parameter has none.
func (n *API) EnumType(p *contract.Param) string { return n.enums[p].Type }

// EnumConst returns the constant of one value of the parameter, "StopTypeSoftFirst"; empty when there is none.
func (n *API) EnumConst(p *contract.Param, value any) string {
	e, ok := n.enums[p]
	if !ok {
		return ""
	}
	for i, v := range p.Enum {
		if fmt.Sprint(v) == fmt.Sprint(value) {
			return e.Consts[i]
		}
	}
	return ""
}

// Code returns the constant of an error code, "CodeMissingParameter"; empty when the contract does not know the code.
func (n *API) Code(code string) string { return n.codes[code] }

// Waiter returns the client method that waits, "WaitUntilInstanceStopped".
func (n *API) Waiter(w *contract.Waiter) string { return n.waits[w] }
