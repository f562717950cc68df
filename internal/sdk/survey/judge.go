package survey

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/internal/sdk/cases"
	"github.com/seed-613b54dc/conformance/internal/sdk/exam"
)

// judge installs one SDK, asks it the cases and counts.
func judge(ctx context.Context, e Entry, o Options, log io.Writer) part {
	p := part{sdk: e.SDK}
	asked := contracts(e, o)
	switch {
	case e.LeftOut != "":
		return p.notRun(e.LeftOut)
	case ctx.Err() != nil:
		return p.notRun(stopped)
	case len(asked) == 0:
		return p.notRun("it has none of the APIs that were asked for")
	}
	if e.Install != nil {
		if err := e.Install(ctx, log); err != nil {
			if ctx.Err() != nil {
				return p.notRun(stopped)
			}
			return p.notRun(err.Error())
		}
	}
	results, err := exam.Run(ctx, asked, exam.Options{
		SDK: e.SDK.Name, Driver: e.Driver, Timeout: o.Timeout, Cases: own(asked, o), Reproduce: e.Reproduce,
	})
	if never, ok := errors.AsType[*exam.NotRun](err); ok {
		return p.notRun(never.Reason)
	}
	if ctx.Err() != nil {
		return p.notRun(stopped)
	}
	if err != nil {
		p.err = err
		return p
	}
	p.count(e, results)
	if p.sdk.Passed+p.sdk.Failed == 0 {
		why := fmt.Sprintf("its driver supports none of the cases (%s)", results[0].Message)
		return part{sdk: e.SDK}.notRun(why)
	}
	p.sdk.Status = sdk.Run
	p.unasked = unasked(e.SDK.Name, asked, results)
	return p
}

// stopped is why an SDK was not run when the survey was stopped.
const stopped = "the run was stopped"

// unasked are the APIs of which no case was supported.
func unasked(name string, asked []*contract.Contract, results []sdk.Result) []Unasked {
	var none []Unasked
	for _, c := range asked {
		if !slices.ContainsFunc(results, func(r sdk.Result) bool { return r.API == c.API && r.Verdict != sdk.Unsupported }) {
			none = append(none, Unasked{name, c.API})
		}
	}
	return none
}

// contracts are those of the entry's APIs that were asked for.
func contracts(e Entry, o Options) []*contract.Contract {
	var some []*contract.Contract
	for _, c := range o.Contracts {
		wanted := len(o.APIs) == 0 || slices.Contains(o.APIs, c.API)
		if wanted && slices.Contains(e.SDK.APIs, c.API) && hasCase(c, o) {
			some = append(some, c)
		}
	}
	return some
}

// hasCase reports whether a contract has any of the cases that were asked for.
func hasCase(c *contract.Contract, o Options) bool {
	return len(o.Cases) == 0 || len(own([]*contract.Contract{c}, o)) > 0
}

// own are those of the cases asked for that the contracts have.
func own(some []*contract.Contract, o Options) []string {
	return slices.DeleteFunc(slices.Clone(o.Cases), func(id string) bool {
		_, err := cases.Choose(some, []string{id})
		return err != nil
	})
}

func (p part) notRun(reason string) part {
	p.sdk.Status, p.sdk.Reason = sdk.NotRun, reason
	return p
}

// count counts the results and holds them against the excuses.
func (p *part) count(e Entry, results []sdk.Result) {
	excuses := map[string]string{}
	for _, k := range e.Known {
		excuses[k.ID] = k.Reason + " (" + k.Issue + ")"
	}
	for i, r := range results {
		excuse, excused := excuses[r.Case]
		if excused && r.Verdict != sdk.Failed {
			p.stale = append(p.stale, Stale{e.SDK.Name, r.Case})
		}
		switch r.Verdict {
		case sdk.Passed:
			p.sdk.Passed++
		case sdk.Unsupported:
			p.sdk.Unsupported++
		case sdk.Failed:
			p.sdk.Failed++
			if excused {
				p.sdk.Known++
				results[i].Finding = excuse
			}
		}
	}
	p.results = results
}
