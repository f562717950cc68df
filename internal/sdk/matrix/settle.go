package matrix

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/sdk"
)

// settled returns the report in order and with counts that follow from its cases, so that nothing in it can say
// otherwise. The error names a contradiction that no order can mend.
func (r Report) settled() (Report, error) {
	r.StartedAt, r.FinishedAt = r.StartedAt.UTC(), r.FinishedAt.UTC()
	r.Kinds = append([]sdk.KindSays{}, r.Kinds...)
	r.SDKs = append([]sdk.SDK{}, r.SDKs...)
	r.Cases = append([]sdk.Result{}, r.Cases...)
	slices.SortStableFunc(r.SDKs, compare)
	at := map[string]int{} // the place of an SDK in the table
	for i := range r.SDKs {
		s := &r.SDKs[i]
		if _, twice := at[s.Name]; twice || s.Name == "" {
			return r, fmt.Errorf("the name %q of an SDK is empty or stands twice", s.Name)
		}
		if s.Status != sdk.Run && s.Status != sdk.NotRun || (s.Status == sdk.NotRun) == (s.Reason == "") {
			return r, fmt.Errorf("%s: the status %q does not go with the reason %q: one that was not run has one", s.Name, s.Status, s.Reason)
		}
		at[s.Name] = i
		s.APIs = append([]string{}, s.APIs...)
		s.Passed, s.Failed, s.Known, s.Unsupported = 0, 0, 0, 0
	}
	if err := r.count(at); err != nil {
		return r, err
	}
	slices.SortStableFunc(r.Cases, func(a, b sdk.Result) int { return at[a.SDK] - at[b.SDK] })
	return r, nil
}

// count counts the cases of each SDK, which has its place in the table.
func (r Report) count(at map[string]int) error {
	type name struct{ sdk, id string }
	seen := map[name]bool{}
	for _, c := range r.Cases {
		i, there := at[c.SDK]
		if !there {
			return fmt.Errorf("the case %s is of the SDK %q, which the report does not have", c.Case, c.SDK)
		}
		if seen[name{c.SDK, c.Case}] {
			return fmt.Errorf("%s: the case %s stands there twice", c.SDK, c.Case)
		}
		seen[name{c.SDK, c.Case}] = true
		s := &r.SDKs[i]
		if err := r.fits(*s, c); err != nil {
			return fmt.Errorf("%s: %s: %w", c.SDK, c.Case, err)
		}
		sum := cell{Passed: s.Passed, Failed: s.Failed, Known: s.Known, Unsupported: s.Unsupported}.with(c)
		s.Passed, s.Failed, s.Known, s.Unsupported = sum.Passed, sum.Failed, sum.Known, sum.Unsupported
	}
	return nil
}

// fits refuses a case that would not stand in the table, or says two things at once.
func (r Report) fits(s sdk.SDK, c sdk.Result) error {
	failed := c.Verdict == sdk.Failed
	switch {
	case s.Status != sdk.Run:
		return errors.New("there is a case, but the SDK was not run")
	case !slices.Contains(s.APIs, c.API):
		return fmt.Errorf("the SDK does not have the API %q", c.API)
	case !slices.ContainsFunc(r.Kinds, func(k sdk.KindSays) bool { return k.ID == c.Kind }):
		return fmt.Errorf("the kind %q is none of the report", c.Kind)
	case !failed && c.Verdict != sdk.Passed && c.Verdict != sdk.Unsupported:
		return fmt.Errorf("the verdict %q is none", c.Verdict)
	case failed && (c.Reason == "" || c.Message == ""):
		return errors.New("it failed, and does not say why")
	case !failed && (c.Reason != "" || c.Finding != ""):
		return errors.New("it did not fail, and has the reason or the finding of a failure")
	}
	return nil
}

// compare puts SDKs that no vendor publishes first, then goes by API, language and name.
func compare(a, b sdk.SDK) int {
	return cmp.Or(
		rank(a)-rank(b),
		strings.Compare(firstAPI(a), firstAPI(b)),
		strings.Compare(a.Language, b.Language),
		strings.Compare(a.Name, b.Name),
	)
}

func rank(s sdk.SDK) int {
	if s.Official {
		return 1
	}
	return 0
}

// firstAPI begins with the name of the vendor.
func firstAPI(s sdk.SDK) string {
	if len(s.APIs) == 0 {
		return ""
	}
	return slices.Min(s.APIs)
}
