package check

import (
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// known reports a name that is none of the candidates.
func (k *checker) known(pos diag.Pos, code diag.Code, what, name string, candidates []string) {
	if !slices.Contains(candidates, name) {
		k.found.Errorf(pos, code, "there is no %s %q", what, name).Hint = diag.DidYouMean(name, candidates)
	}
}

func (k *checker) states(pos diag.Pos, names ...string) {
	for _, name := range names {
		k.known(pos, diag.UnknownState, "state", name, k.stateNames())
	}
}

func (k *checker) traits(pos diag.Pos, names ...string) {
	var all []string
	for _, t := range k.c.Resource.Traits {
		all = append(all, t.Name)
	}
	for _, name := range names {
		k.known(pos, diag.UnknownTrait, "trait", name, all)
	}
}

// fixture checks the state and the traits of a fixture; no state means the normal one.
func (k *checker) fixture(f contract.Fixture, pos diag.Pos) {
	if f.Pos.Line > 0 {
		pos = f.Pos
	}
	if f.State != "" {
		k.states(pos, f.State)
	}
	k.traits(pos, f.Traits...)
}

func (k *checker) stateNames() []string {
	var all []string
	for _, s := range k.c.Resource.States {
		all = append(all, s.Name)
	}
	return all
}

// row reports an id that no row of the operation's table and no common row has.
func (k *checker) row(op *contract.Operation, pos diag.Pos, id string) {
	var ids []string
	for _, r := range k.table(op) {
		ids = append(ids, r.ID)
	}
	k.known(pos, diag.UnknownRow, "row", id, ids)
}

// table is the operation's error table and the common rows.
func (k *checker) table(op *contract.Operation) []*contract.ErrorCode {
	return slices.Concat(op.Codes, k.c.CommonCodes)
}

// refusal checks how a request is turned down.
func (k *checker) refusal(op *contract.Operation, r contract.Refusal) {
	if r.Row != contract.Unknown {
		k.row(op, r.Pos, r.Row)
	}
	var codes []string
	for _, row := range k.table(op) {
		codes = append(codes, row.Code)
	}
	for _, code := range r.Not {
		k.known(r.Pos, diag.UnknownRow, "row with the code", code, codes)
	}
}

// param returns the parameter with that name, which it reports when there is none. Without an
// operation any operation may have it.
func (k *checker) param(op *contract.Operation, pos diag.Pos, name string) *contract.Param {
	ops := k.c.Operations
	if op != nil {
		ops = []*contract.Operation{op}
	}
	var names []string
	for _, o := range ops {
		for _, p := range slices.Concat(o.Params, o.Dispatch) {
			if p.Name == name {
				return p
			}
			names = append(names, p.Name)
		}
	}
	k.known(pos, diag.UnknownParam, "parameter", name, names)
	return nil
}
