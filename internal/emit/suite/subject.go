package suite

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/seed-613b54dc/conformance/internal/emit"
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// subjects are the parameters that name resources, with the illegal values that scenarios send in
// them, so that the harness can hold back every other id that no provider gave:
//
//	Subjects: []harness.Subject{
//		{Operation: "DescribeInstances", Param: "InstanceIds"},
//		{Operation: "StopInstances", Param: "InstanceIds", Illegal: []string{"ins-1122", "not-a-list"}},
//	},
func (a api) subjects() jen.Code {
	var rows []jen.Code
	for _, op := range a.Operations {
		param := op.ResourceParam()
		if param == nil {
			continue
		}
		fields := []jen.Code{text("Operation", op.ID), text("Param", param.Name)}
		var values []string
		for _, s := range a.scenarios {
			if s.Operation == op {
				values = append(values, illegal(s.Steps, param.Name)...)
			}
		}
		slices.Sort(values)
		if values = slices.Compact(values); len(values) > 0 {
			var literals []jen.Code
			for _, v := range values {
				literals = append(literals, jen.Lit(v))
			}
			fields = append(fields, emit.Field("Illegal", jen.Index().String().Add(emit.Elements(literals...))))
		}
		rows = append(rows, row(fields...))
	}
	if len(rows) == 0 {
		return nil
	}
	return emit.Field("Subjects", jen.Index().Qual(emit.Harness, "Subject").Add(emit.Fields(rows...)))
}

// illegal are the strings that steps set as the parameter.
func illegal(steps []scenario.Step, param string) []string {
	var values []string
	for _, step := range steps {
		switch step := step.(type) {
		case scenario.Send:
			for _, set := range step.Set {
				if set.Name == param {
					values = append(values, stringsIn(set.Value)...)
				}
			}
			if step.Or != nil {
				values = append(values, illegal([]scenario.Step{*step.Or}, param)...)
			}
			values = append(values, illegal(step.Expect.Part, param)...)
			values = append(values, illegal(step.Expect.Whole, param)...)
		case scenario.If:
			values = append(values, illegal(step.Then, param)...)
		}
	}
	return values
}

// stringsIn are a value itself or its elements, as far as they are strings.
func stringsIn(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	case []any:
		var all []string
		for _, element := range v {
			all = append(all, stringsIn(element)...)
		}
		return all
	}
	return nil
}
