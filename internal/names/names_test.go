package names

import (
	"go/token"
	"strings"
	"testing"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

func TestExportedWritesGoNames(t *testing.T) {
	for wire, want := range map[string]string{
		"InstanceIds":                            "InstanceIDs",
		"instanceId":                             "InstanceID",
		"unInstanceId":                           "UnInstanceID",
		"requestId":                              "RequestID",
		"SOFT_FIRST":                             "SoftFirst",
		"KEEP_CHARGING":                          "KeepCharging",
		"KeepCharging":                           "KeepCharging",
		"OPERATION_DENIED_INSTANCE_IN_OPERATION": "OperationDeniedInstanceInOperation",
		"InvalidParameterValue.LimitExceeded":    "InvalidParameterValueLimitExceeded",
		"OperationConstraints.InvaildInstanceStatus": "OperationConstraintsInvaildInstanceStatus",
		"ECSInstanceIp": "ECSInstanceIP",
		"move-out":      "MoveOut",
		"ins.2xlarge":   "Ins2xlarge",
		"5100":          "5100",
		"VpcId":         "VPCID",
		"VPCId":         "VPCID",
		"ABCName":       "AbcName",
		"...":           "",
		"状态":            "状态",
	} {
		if got := Exported(wire); got != want {
			t.Errorf("Exported(%q) = %q, want %q", wire, got, want)
		}
	}
}

func TestSingularNamesOneElement(t *testing.T) {
	for list, want := range map[string]string{
		"InstanceStatusSet": "InstanceStatus", "Instances": "Instance", "InstanceStatuses": "InstanceStatus",
		"Policies": "Policy", "Boxes": "Box", "Status": "Status", "Access": "Access", "DataList": "Data", "Set": "Set",
	} {
		if got := singular(list); got != want {
			t.Errorf("singular(%q) = %q, want %q", list, got, want)
		}
	}
}

func TestPackagesAreTheAPIWithoutItsVendor(t *testing.T) {
	for api, want := range map[string]string{
		"tencent-cvm-v3": "cvmv3", "tencent-cvm-v2": "cvmv2", "zenlayer-zec": "zec", "zenlayer-vm": "vm", "alibaba-ecs": "ecs", "plain": "plain",
	} {
		n, err := New(&contract.Contract{API: api})
		if err != nil {
			t.Fatal(err)
		}
		if n.Package != want || n.SuitePackage != want+"suite" || n.Import != Module+"/gen/"+api || n.SuiteDir != "suites/"+api {
			t.Errorf("%s: %+v", api, n)
		}
	}
}

// stop is an operation with a parameter of each kind of name.
func stop() (*contract.Contract, *contract.Operation) {
	text := contract.Schema{Type: contract.String}
	op := &contract.Operation{
		ID: "StopInstances",
		Params: []*contract.Param{
			{Name: "InstanceIds", Type: contract.Array, Items: &text},
			{Name: "StopType", Type: contract.String, Enum: []any{"SOFT_FIRST", "HARD"}},
			{Name: "level", Type: contract.Integer, Enum: []any{int64(-1), int64(1)}},
		},
		Result: []*contract.Field{
			{Name: "RequestId", Schema: text},
			{Name: "InstanceStatusSet", Schema: contract.Schema{Type: contract.Array, Items: &contract.Schema{
				Type: contract.Object, Fields: []*contract.Field{{Name: "InstanceId", Schema: text}},
			}}},
		},
		Codes:   []*contract.ErrorCode{{Code: "Missing.Parameter"}, {Code: "Missing.Parameter"}},
		Waiters: []*contract.Waiter{{Name: "InstanceStopped"}},
	}
	return &contract.Contract{API: "x-y", Operations: []*contract.Operation{op}, CommonCodes: []*contract.ErrorCode{{Code: "COMMON"}}}, op
}

func TestEveryNameOfAnOperation(t *testing.T) {
	c, op := stop()
	n, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	status := op.Result[1].Schema.Items
	for _, tt := range []struct{ what, got, want string }{
		{"method", n.Op(op).Method, "StopInstances"},
		{"input", n.Op(op).Input, "StopInstancesInput"},
		{"output", n.Op(op).Output, "StopInstancesOutput"},
		{"input field", n.Field(op, op.Params[0]), "InstanceIDs"},
		{"output field", n.Result(op.Result[0]), "RequestID"},
		{"object", n.Struct(status), "InstanceStatus"},
		{"no object", n.Struct(&op.Result[0].Schema), ""},
		{"selector", n.ResultField(op, "InstanceStatusSet", "InstanceId"), "InstanceID"},
		{"dotted selector", n.ResultField(op, "InstanceStatusSet[].InstanceId"), "InstanceStatusSet.InstanceID"},
		{"selector of nothing", n.ResultField(op, "InstanceStatusSet", "Nobody"), ""},
		{"enumeration", n.EnumType(op.Params[1]), "StopType"},
		{"no enumeration", n.EnumType(op.Params[0]), ""},
		{"constant", n.EnumConst(op.Params[1], "SOFT_FIRST"), "StopTypeSoftFirst"},
		{"negative constant", n.EnumConst(op.Params[2], int64(-1)), "LevelMinus1"},
		{"constant of another value", n.EnumConst(op.Params[1], "SIDEWAYS"), ""},
		{"code", n.Code("Missing.Parameter"), "CodeMissingParameter"},
		{"common code", n.Code("COMMON"), "CodeCommon"},
		{"unknown code", n.Code("Nobody"), ""},
		{"waiter", n.Waiter(op.Waiters[0]), "WaitUntilInstanceStopped"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.what, tt.got, tt.want)
		}
	}
}

func TestEnumerationsAreSharedWhenEqualAndPrefixedWhenNot(t *testing.T) {
	mode := func(values ...any) *contract.Param {
		return &contract.Param{Name: "Mode", Type: contract.String, Enum: values}
	}
	a, b, other := mode("A"), mode("A"), mode("A", "B")
	n, err := New(&contract.Contract{API: "x-y", Operations: []*contract.Operation{
		{ID: "Start", Params: []*contract.Param{a}}, {ID: "Halt", Params: []*contract.Param{b}}, {ID: "Stop", Params: []*contract.Param{other}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if n.EnumType(a) != "Mode" || n.EnumType(b) != "Mode" || n.EnumType(other) != "StopMode" || n.EnumConst(other, "A") != "StopModeA" {
		t.Errorf("got %s, %s, %s", n.EnumType(a), n.EnumType(b), n.EnumType(other))
	}
}

func TestObjectsOfTheSameNameGetTheirOutputInFront(t *testing.T) {
	object := func(name string) *contract.Field {
		return &contract.Field{Name: name, Schema: contract.Schema{Type: contract.Array, Items: &contract.Schema{
			Type: contract.Object, Fields: []*contract.Field{{Name: "Id"}},
		}}}
	}
	first, second, vague, detail := object("InstanceSet"), object("Instances"), object("dataSet"), object("detail")
	n, err := New(&contract.Contract{API: "x-y", Operations: []*contract.Operation{
		{ID: "DescribeOne", Result: []*contract.Field{first}},
		{ID: "DescribeTwo", Result: []*contract.Field{second}},
		{ID: "DescribeDisks", Observe: &contract.Observe{}, Result: []*contract.Field{vague}},
		{ID: "StopDisks", Result: []*contract.Field{detail}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for f, want := range map[*contract.Field]string{first: "Instance", second: "DescribeTwoOutputInstance", vague: "Disk", detail: "StopDisksResult"} {
		if got := n.Struct(f.Schema.Items); got != want {
			t.Errorf("%s: got %q, want %q", f.Name, got, want)
		}
	}
}

func TestNewReportsAllFaultsWithTheirPlaces(t *testing.T) {
	at := func(line int) contract.Pos { return contract.Pos{File: "specs/x.yaml", Line: line, Column: 3} }
	c, op := stop()
	op.Params = append(op.Params,
		&contract.Param{Name: "instance_ids", Pos: at(7)},
		&contract.Param{Name: "---", Pos: at(8)},
		&contract.Param{Name: "Why", Type: contract.String, Enum: []any{"move-out", "MoveOut"}, Pos: at(9)})
	op.Codes = append(op.Codes, &contract.ErrorCode{Code: "MissingParameter", Pos: at(10)})
	op.Observe = &contract.Observe{}
	op.Result = append(op.Result, &contract.Field{Name: "states", Pos: at(11)})
	c.Operations = append(c.Operations, &contract.Operation{ID: "stop-instances", Pos: at(12)})
	_, err := New(c)
	if err == nil {
		t.Fatal("no fault was found")
	}
	for _, want := range []string{
		`specs/x.yaml:7:3: parameter instance_ids and parameter InstanceIds would both get the Go name InstanceIDs in type StopInstancesInput`,
		`specs/x.yaml:8:3: parameter --- would get the Go name "", which is no identifier`,
		`specs/x.yaml:9:3: value MoveOut of parameter Why of StopInstances and value move-out of parameter Why of StopInstances would both get the Go name WhyMoveOut`,
		`specs/x.yaml:10:3: error code MissingParameter and error code Missing.Parameter would both get the Go name CodeMissingParameter in package y`,
		`specs/x.yaml:11:3: field states and the generated code itself would both get the Go name States`,
		`specs/x.yaml:12:3: operation stop-instances and operation StopInstances would both get the Go name StopInstances in type Client`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("lacks %q:\n%v", want, err)
		}
	}
}

func TestAPackageThatIsNoIdentifierIsReported(t *testing.T) {
	for _, api := range []string{"vendor-func", "vendor-3d"} {
		if _, err := New(&contract.Contract{API: api}); err == nil || !strings.Contains(err.Error(), "no identifier") {
			t.Errorf("%s: got %v", api, err)
		}
	}
}

func FuzzExportedIsAnIdentifierOrEmpty(f *testing.F) {
	for _, seed := range []string{"InstanceIds", "SOFT_FIRST", "a.b-c", "状态", "ǅx", "İd", "\xff", "9"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, wire string) {
		if got := Exported(wire); got != "" && !token.IsIdentifier("X"+got) {
			t.Errorf("Exported(%q) = %q", wire, got)
		}
	})
}
