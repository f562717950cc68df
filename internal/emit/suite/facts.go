package suite

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
)

// apiFunc emits
//
//	// API is what the harness needs to know of tencent-cvm-v3.
//	func API() harness.API {
//		return harness.API{
//			Ledger:    ledger(),
//			Observers: observers,
//			Throttled: []wire.Code{cvmv3.CodeRequestLimitExceeded},
//			Denied:    []wire.Code{cvmv3.CodeAuthFailureSignatureFailure, …},
//			Limits:    []harness.RateLimit{{Operation: "StopInstances", Max: 10, Period: time.Second}},
//			Normal:    "RUNNING",
//		}
//	}
func (a api) apiFunc() jen.Code {
	fields := []jen.Code{
		emit.Field("Ledger", jen.Id("ledger").Call()),
		emit.Field("Observers", jen.Id("observers")),
	}
	for _, optional := range []jen.Code{a.throttled(), a.denied(), a.limits(), a.subjects(), a.hidden(), text("Normal", a.Resource.Normal)} {
		if optional != nil {
			fields = append(fields, optional)
		}
	}
	return emit.Doc("API is what the harness needs to know of "+a.API+".").
		Func().Id("API").Params().Qual(emit.Harness, "API").Block(
		jen.Return(jen.Qual(emit.Harness, "API").Add(emit.Fields(fields...))))
}

// throttled are the codes that turn down too many requests.
func (a api) throttled() jen.Code {
	return a.codes("Throttled", func(t *contract.Trigger) bool { return t.Rate != "" })
}

// denied are the codes that turn down credentials, signatures and time stamps.
func (a api) denied() jen.Code {
	return a.codes("Denied", func(t *contract.Trigger) bool { return t.Auth != "" })
}

// codes emits a field with the common codes that such a trigger brings about, each once.
func (a api) codes(field string, is func(*contract.Trigger) bool) jen.Code {
	var seen []string
	var codes []jen.Code
	for _, row := range a.CommonCodes {
		if slices.ContainsFunc(row.When, is) && !slices.Contains(seen, row.Code) {
			seen = append(seen, row.Code)
			codes = append(codes, a.code(row.Code))
		}
	}
	if len(codes) == 0 {
		return nil
	}
	return emit.Field(field, jen.Index().Qual(emit.Wire, "Code").Add(emit.Elements(codes...)))
}

// limits are the documented rate limits, by operation.
func (a api) limits() jen.Code {
	var rows []jen.Code
	for _, op := range a.Operations {
		if l := op.RateLimit; l != nil {
			rows = append(rows, row(text("Operation", op.ID), number("Max", l.Max), emit.Field("Period", duration(l.Period))))
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return emit.Field("Limits", jen.Index().Qual(emit.Harness, "RateLimit").Add(emit.Elements(rows...)))
}

// hidden are the traits of resources that no operation shows.
func (a api) hidden() jen.Code {
	var traits []jen.Code
	for _, t := range a.Resource.Traits {
		if t.Hidden {
			traits = append(traits, jen.Lit(t.Name))
		}
	}
	if len(traits) == 0 {
		return nil
	}
	return emit.Field("Hidden", jen.Index().String().Add(emit.Elements(traits...)))
}
