package check

import (
	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
)

// decisions checks that each contradiction or gap is read in one way, or does not matter.
func (k *checker) decisions() {
	for _, d := range k.c.Decisions {
		k.exactlyOne(d.Pos, "a decision", "choice and irrelevant", d.Choice != "", d.Irrelevant != "")
		k.together(d.Pos, "choice", d.Choice != "", "because", d.Because != "")
		if d.Probe != nil {
			k.probe(d.Probe)
		}
	}
}

// probe checks that the call can be made. Its values may be illegal: that can be the question.
func (k *checker) probe(p *contract.Probe) {
	var acting []string
	for _, op := range k.c.Operations {
		if op.Acts() {
			acting = append(acting, op.ID)
		}
	}
	k.known(p.Pos, diag.UnknownOperation, "acting operation", p.Operation, acting)
	if op := k.c.Operation(p.Operation); op != nil {
		k.arguments(op, p.Pos, p.With, false)
	}
	k.fixture(p.Given, p.Pos)
	if p.Count < 0 {
		k.found.Errorf(p.Pos, diag.BadBounds, "count is negative")
	}
}
