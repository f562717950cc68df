package matrix

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/mutant"
)

func TestChoose(t *testing.T) {
	for name, c := range map[string]struct {
		options         Options
		mutants         []string
		variants        int
		selection, says string
	}{
		"everything":     {Options{}, []string{"api/limit-plus-one/max", "api/limit-minus-one/max", "api/other-code/code"}, 1, "", ""},
		"an operator":    {Options{Operators: []string{"other-code"}}, []string{"api/other-code/code"}, 0, "the operators other-code", ""},
		"the variants":   {Options{Operators: []string{VariantsOperator}}, nil, 1, "the operators variants", ""},
		"an api":         {Options{APIs: []string{"api"}, Sample: 1}, []string{"api/limit-plus-one/max"}, 1, "the mutants of api; a sample of 1 mutants", ""},
		"an unknown api": {Options{APIs: []string{"ipa"}}, nil, 0, "", `there is no api "ipa": use api`},
		"an unknown operator": {Options{Operators: []string{"x"}}, nil, 0, "",
			`there is no operator "x": use limit-minus-one, limit-plus-one, other-code, variants`},
	} {
		t.Run(name, func(t *testing.T) {
			chosen, err := sampleInput().choose(c.options)
			if c.says != "" {
				if _, ok := errors.AsType[*UnknownName](err); !ok || err.Error() != c.says {
					t.Errorf("%v, want %s", err, c.says)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, m := range chosen.Mutants {
				ids = append(ids, m.ID)
			}
			if !slices.Equal(ids, c.mutants) || len(chosen.Variants) != c.variants || c.options.selection() != c.selection {
				t.Errorf("%v, %d variants, %q", ids, len(chosen.Variants), c.options.selection())
			}
		})
	}
}

func TestASampleIsSpread(t *testing.T) {
	var all []int
	for i := range 100 {
		all = append(all, i)
	}
	if got := spread(all, 4); !slices.Equal(got, []int{0, 25, 50, 75}) {
		t.Errorf("%v", got)
	}
	if got := spread(all, 200); len(got) != 100 {
		t.Errorf("%d of 100", len(got))
	}
}

func TestWrongMutantsAreRefused(t *testing.T) {
	for want, m := range map[string]mutant.Mutant{
		"breaks no rule":                      {ID: "api/a"},
		"the rule api/x, which no contract":   {ID: "api/a", Rules: []string{"api/x"}},
		"two mutants or variants have the id": {ID: "api/slow", Rules: []string{"api/Op/k/max"}},
	} {
		in := sampleInput()
		in.Mutants = append(in.Mutants, m)
		if _, err := Run(t.Context(), in, Options{}); err == nil || !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
