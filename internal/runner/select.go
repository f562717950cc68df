package runner

import (
	"errors"
	"fmt"
	"slices"

	"github.com/onsi/ginkgo/v2/formatter"
	"github.com/onsi/ginkgo/v2/types"

	"github.com/seed-613b54dc/conformance/internal/setup"
	"github.com/seed-613b54dc/conformance/suites/harness"
)

// Select returns the scenarios that a Ginkgo label filter matches, such as "tencent-cvm-v3 && default";
// "" matches all. A filter that cannot be read and a selection of nothing are mistakes: a run without
// scenarios must not look like one without failures.
func Select(all []harness.Scenario, filter string) ([]harness.Scenario, error) {
	matches, err := types.ParseLabelFilter(filter)
	if err != nil {
		if bad, ok := errors.AsType[types.GinkgoError](err); ok { // which colours its text, on a terminal or not
			err = errors.New(formatter.NewWithNoColorBool(true).F(bad.Message))
		}
		return nil, &setup.Mistake{Err: fmt.Errorf("the label filter %q cannot be read: %w", filter, err)}
	}
	selected := slices.DeleteFunc(slices.Clone(all), func(s harness.Scenario) bool { return !matches(s.Labels()) })
	if len(selected) == 0 {
		return nil, &setup.Mistake{Err: fmt.Errorf("no scenario matches the selection %q: labels are api ids, operations, kinds and rules with dots (docs/vocabulary.md)", filter)}
	}
	return selected, nil
}
