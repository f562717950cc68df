package mutant

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference"
)

// side is one of the two kinds of answers.
type side struct {
	name, says string
	rule       string
	otherRoot  func(op *contract.Operation) string
	on         func(*contract.Operation, func(*reference.Reply, document)) reference.Fault
}

func sides() []side {
	return []side{
		{"success", "successful answer", "response-schema/success", func(*contract.Operation) string { return "Error" }, onSuccess},
		{"error", "refusal", "response-schema/error", func(op *contract.Operation) string { return op.ID + "Response" }, onRefusal},
	}
}

// otherFormats: an answer comes in another format than was asked for, under another type, or with another root.
func otherFormats(c *contract.Contract) []Mutant {
	m := newMaker(c)
	for _, op := range m.acting() {
		asked := formatRules(m, op)
		for _, s := range sides() {
			if len(asked) == 0 {
				m.fault("format-other", op.ID+"/"+s.name, fmt.Sprintf("A %s comes as XML.", s.says), m.local(op, s.rule),
					s.on(op, func(r *reference.Reply, _ document) {
						r.Format, r.ContentType, r.Root = contract.FormatXML, mediaType(contract.FormatXML), "Response"
					}))
			}
			for _, f := range op.Formats {
				if len(asked[f]) > 0 {
					m.formats(op, f, s, asked[f])
				}
			}
		}
	}
	return m.mutants
}

// formats makes the mutants of one format on one side.
func (m *maker) formats(op *contract.Operation, f contract.Format, s side, rules []string) {
	where, other := fmt.Sprintf("%s/%s/%s", op.ID, f, s.name), otherFormat(f)
	m.fault("format-other", where, fmt.Sprintf("A %s comes as %s where %s was asked for.", s.says, other, f), rules,
		s.on(op, asFormat(f, func(r *reference.Reply) { r.Format, r.ContentType = other, mediaType(other) })))
	m.fault("format-mislabelled", where, fmt.Sprintf("A %s as %s says that it is %s.", s.says, f, other), rules,
		s.on(op, asFormat(f, func(r *reference.Reply) { r.ContentType = mediaType(other) })))
	if f != contract.FormatXML {
		return
	}
	for _, wrong := range []struct{ operator, root string }{{"root-unknown", "Result"}, {"root-swapped", s.otherRoot(op)}} {
		m.fault(wrong.operator, where, fmt.Sprintf("The root of a %s is %s.", s.says, wrong.root), rules,
			s.on(op, asFormat(f, func(r *reference.Reply) { r.Root = wrong.root })))
	}
}

// formatRules are the rules about the formats of answers, by format.
func formatRules(m *maker, op *contract.Operation) map[contract.Format][]string {
	rules := map[contract.Format][]string{}
	for _, r := range subjects[contract.Format](m) {
		if r.Operation == op.ID {
			rules[r.subject] = []string{r.ID()}
		}
	}
	return rules
}

// asFormat changes answers in one format.
func asFormat(f contract.Format, change func(*reference.Reply)) func(*reference.Reply, document) {
	return func(r *reference.Reply, _ document) {
		if r.Format == f {
			change(r)
		}
	}
}

// otherFormat is the one of the two that a format is not.
func otherFormat(f contract.Format) contract.Format {
	if f == contract.FormatXML {
		return contract.FormatJSON
	}
	return contract.FormatXML
}

func mediaType(f contract.Format) string {
	if f == contract.FormatXML {
		return "text/xml"
	}
	return "application/json"
}
