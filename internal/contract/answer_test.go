package contract_test

import (
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

func TestStateSetHasWhatItNames(t *testing.T) {
	tests := []struct {
		name  string
		set   *contract.StateSet
		state string
		want  bool
	}{
		{"no set", nil, "ON", false},
		{"in", &contract.StateSet{In: []string{"ON", "OFF"}}, "OFF", true},
		{"not in", &contract.StateSet{In: []string{"ON"}}, "OFF", false},
		{"any but", &contract.StateSet{Not: []string{"ON"}}, "OFF", true},
		{"the exception", &contract.StateSet{Not: []string{"ON"}}, "ON", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.set.Has(test.state); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
