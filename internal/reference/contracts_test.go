package reference

import "github.com/seed-613b54dc/conformance/internal/contract"

// These contracts are small models of the documents whose contract files have other tests.

const uuidUpper = `[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}`

func states(names ...string) []contract.State {
	var out []contract.State
	for _, n := range names {
		out = append(out, contract.State{Name: n})
	}
	return out
}

func field(name string, t contract.Type) *contract.Field {
	return &contract.Field{Name: name, Required: true, Schema: contract.Schema{Type: t}}
}

func listOf(name string, fields ...*contract.Field) *contract.Field {
	return &contract.Field{Name: name, Required: true, Schema: contract.Schema{Type: contract.Array, Items: &contract.Schema{Type: contract.Object, Fields: fields}}}
}

func idList(name string, style contract.ListStyle) *contract.Param {
	return &contract.Param{Name: name, Type: contract.Array, Items: &contract.Schema{Type: contract.String}, Required: true, MinItems: 1, MaxItems: 100, List: style, Resource: true}
}

func optional(p *contract.Param) *contract.Param {
	p.Required, p.MinItems, p.Resource = false, 0, false
	return p
}

// zec is document 000: a list of failed ids.
func zec() *contract.Contract {
	given := contract.Fixture{Traits: []string{"soft-stop-hangs"}}
	return &contract.Contract{
		API: "zenlayer-zec", File: "zec", Protocol: "zenlayer-2", Endpoint: "https://console.zenlayer.com/api/v2/zec",
		Schemes: []string{"ZC2-HMAC-SHA256", "Bearer"},
		Envelope: contract.Envelope{Payload: "response", Code: "code", Message: "message", RequestID: "requestId",
			Success: contract.Success{HTTPStatus: 200}, RefusedStatus: contract.StatusRange{From: 400, To: 499}},
		RequestID: &contract.RequestID{Field: "response.requestId", Outer: "requestId", Pattern: "^T" + uuidUpper + "$"},
		Resource: contract.Resource{Normal: "RUNNING", States: states("RUNNING", "STOPPING", "STOPPED"), IDPattern: `^[0-9]{19}$`,
			Traits: []contract.Trait{{Name: "absent"}, {Name: "soft-stop-hangs"}, {Name: "in-operation"}}},
		Operations: []*contract.Operation{{
			ID:       "StopInstances",
			Dispatch: []*contract.Param{{Name: "X-ZC-Action", Required: true, Fixed: "StopInstances"}, {Name: "X-ZC-Version", Required: true, Enum: []any{"2025-09-01"}}},
			Params: []*contract.Param{idList("instanceIds", ""), {Name: "forceShutdown", Type: contract.Boolean, Default: true, Effects: []*contract.ValueEffect{
				{Value: true, Given: given, Then: contract.Outcome{Reaches: "STOPPED"}},
				{Value: false, Given: given, Then: contract.Outcome{Stays: "STOPPING"}}}}},
			Result:      []*contract.Field{field("requestId", contract.String), {Name: "instanceIds", Required: true, Schema: contract.Schema{Type: contract.Array}}},
			Partial:     &contract.PartialFailure{Failed: "instanceIds"},
			Transitions: []*contract.Transition{{From: []string{"RUNNING"}, Via: "STOPPING", To: "STOPPED", Hangs: "soft-stop-hangs"}},
			Preconditions: []*contract.Precondition{
				{State: &contract.StateSet{In: []string{"RUNNING", "STOPPING"}}, Fails: contract.Refusal{Row: "status"}},
				{Trait: "in-operation", Fails: contract.Refusal{Row: "busy"}}},
			Codes: []*contract.ErrorCode{
				{ID: "busy", Code: "OPERATION_DENIED_INSTANCE_IN_OPERATION", HTTPStatus: 400, When: []*contract.Trigger{{Trait: "in-operation"}}},
				{ID: "status", Code: "UNSUPPORTED_OPERATION_INSTANCE_STATUS", HTTPStatus: 400, When: []*contract.Trigger{{State: &contract.StateSet{Not: []string{"RUNNING", "STOPPING"}}}}}},
		}, {
			ID:     "DescribeInstancesStatus",
			Params: []*contract.Param{optional(idList("instanceIds", "")), {Name: "pageSize", Type: contract.Integer, Default: int64(20)}, {Name: "pageNum", Type: contract.Integer, Default: int64(1)}},
			Result: []*contract.Field{field("requestId", contract.String), field("totalCount", contract.Integer),
				listOf("dataSet", field("instanceId", contract.String), field("instanceStatus", contract.String))},
			Observe: &contract.Observe{Ids: "instanceIds", With: map[string]any{"pageSize": 100}, Max: 100, Items: "dataSet", ID: "instanceId", State: "instanceStatus"},
		}},
		CommonCodes: []*contract.ErrorCode{{ID: "limit", Code: "TOO_MANY_IDS", HTTPStatus: 400, When: []*contract.Trigger{{Violates: "maxItems"}}}},
	}
}

// cvm2 is document 002: a numeric code, an entry for each id, and states that travel as numbers.
func cvm2() *contract.Contract {
	given := contract.Fixture{Traits: []string{"soft-stop-hangs"}}
	wrong := &contract.ErrorCode{ID: "status", Code: "OperationConstraints.InvaildInstanceStatus", HTTPStatus: 200,
		When: []*contract.Trigger{{State: &contract.StateSet{Not: []string{"RUNNING"}}}, {Trait: "state-unreadable"}}}
	return &contract.Contract{
		API: "tencent-cvm-v2", File: "cvm2", Protocol: "tencent-2", Endpoint: "https://cvm.api.qcloud.com/v2/index.php",
		Schemes: []string{"HmacSHA256", "HmacSHA1"},
		Envelope: contract.Envelope{Code: "codeDesc", Number: "code", Message: "message",
			Success: contract.Success{HTTPStatus: 200, Path: "code", Equals: "0"}},
		Resource: contract.Resource{Normal: "RUNNING", IDPrefix: "ins-", IDPattern: `^(ins-[0-9a-z]{8}|qcvm[0-9a-f]{32})$`,
			States: []contract.State{{Name: "RUNNING", Wire: "2"}, {Name: "STOPPING", Wire: "9"}, {Name: "STOPPED", Wire: "4"}},
			Traits: []contract.Trait{{Name: "absent"}, {Name: "soft-stop-hangs"}, {Name: "state-unreadable"}}},
		Operations: []*contract.Operation{{
			ID:       "StopInstances",
			Dispatch: []*contract.Param{{Name: "Action", Required: true, Fixed: "StopInstances"}, {Name: "Region", Required: true}, {Name: "Timestamp", Required: true}},
			Params: []*contract.Param{idList("instanceIds", contract.ListIndexed0), {Name: "forceStop", Type: contract.Integer, Default: int64(0), Enum: []any{0, 1}, Effects: []*contract.ValueEffect{
				{Value: 0, Given: given, Then: contract.Outcome{Stays: "STOPPING"}},
				{Value: 1, Given: given, Then: contract.Outcome{Reaches: "STOPPED"}}}}},
			Partial:       &contract.PartialFailure{Items: "detail"},
			Transitions:   []*contract.Transition{{From: []string{"RUNNING"}, Via: "STOPPING", To: "STOPPED", Hangs: "soft-stop-hangs"}},
			Preconditions: []*contract.Precondition{{State: &contract.StateSet{In: []string{"RUNNING"}}, Fails: contract.Refusal{Row: "status"}}},
			Codes:         []*contract.ErrorCode{wrong},
		}, {
			ID: "DescribeInstances",
			Params: []*contract.Param{optional(idList("instanceIds", contract.ListIndexed0)), {Name: "offset", Type: contract.Integer, Default: int64(0)},
				{Name: "limit", Type: contract.Integer, Default: int64(20)}},
			Result: []*contract.Field{field("totalCount", contract.Integer),
				listOf("instanceSet", field("unInstanceId", contract.String), field("status", contract.Integer), field("lanIp", contract.String))},
			Observe: &contract.Observe{Ids: "instanceIds", With: map[string]any{"limit": 100}, Items: "instanceSet", ID: "unInstanceId", State: "status"},
		}},
		CommonCodes: []*contract.ErrorCode{{ID: "auth", Code: "AuthFailure", Number: 4100, HTTPStatus: 200, When: []*contract.Trigger{{Auth: "signature"}}}},
	}
}

// ecs is document 004: one id, answers in XML and JSON, rows that a trait and a parameter decide together.
func ecs() *contract.Contract {
	row := func(id, code, message string, t *contract.Trigger) *contract.ErrorCode {
		return &contract.ErrorCode{ID: id, Code: code, Message: message, HTTPStatus: 403, When: []*contract.Trigger{t}}
	}
	formats := []contract.Format{contract.FormatXML, contract.FormatJSON}
	item := listOf("Instance", field("InstanceId", contract.String), field("Status", contract.String), field("StoppedMode", contract.String))
	return &contract.Contract{
		API: "alibaba-ecs", File: "ecs", Protocol: "alibaba-rpc", Endpoint: "https://ecs.aliyuncs.com/", Version: "2014-05-26",
		Schemes:   []string{"HMAC-SHA1", "ACS3-HMAC-SHA256"},
		Envelope:  contract.Envelope{Code: "Code", Message: "Message", RequestID: "RequestId", Success: contract.Success{HTTPStatus: 200}},
		RequestID: &contract.RequestID{Field: "RequestId", Pattern: "^" + uuidUpper + "$"},
		Resource: contract.Resource{Normal: "Running", States: states("Running", "Stopping", "Stopped"), IDPrefix: "i-", IDPattern: `^i-[0-9a-z]{20}$`,
			Traits: []contract.Trait{{Name: "absent"}, {Name: "local-disk-i1"}, {Name: "spot"}}},
		Operations: []*contract.Operation{{
			ID: "StopInstance", Formats: formats,
			Dispatch: []*contract.Param{{Name: "Action", Required: true}, {Name: "Version", Required: true, Enum: []any{"2014-05-26"}}},
			Params: []*contract.Param{{Name: "InstanceId", Type: contract.String, Required: true, Resource: true},
				{Name: "ConfirmStop", Type: contract.Boolean, Default: false}, {Name: "ForceStop", Type: contract.Boolean, Default: false},
				{Name: "StoppedMode", Type: contract.String, Enum: []any{"KeepCharging"}}},
			Result:        []*contract.Field{field("RequestId", contract.String)},
			Transitions:   []*contract.Transition{{From: []string{"Running"}, Via: "Stopping", To: "Stopped"}},
			Preconditions: []*contract.Precondition{{State: &contract.StateSet{In: []string{"Running"}}, Fails: contract.Refusal{Row: "status"}}},
			Codes: []*contract.ErrorCode{
				row("status", "IncorrectInstanceStatus", "%s", &contract.Trigger{State: &contract.StateSet{Not: []string{"Running"}}}),
				row("confirm", "InstanceType.ParameterMismatch", "The input parameter ConfirmStop must be true when an instance have localstorage.", &contract.Trigger{Trait: "local-disk-i1", Unless: map[string]any{"ConfirmStop": true}}),
				row("spot", "InvalidInstanceId.NotSupport", "Spot instance does not support this operation.", &contract.Trigger{Trait: "spot"})},
		}, {
			ID: "DescribeInstances", Formats: formats,
			Params: []*contract.Param{optional(idList("InstanceIds", contract.ListJSON)), {Name: "PageSize", Type: contract.Integer, Default: int64(10)}, {Name: "PageNumber", Type: contract.Integer, Default: int64(1)}},
			Result: []*contract.Field{field("RequestId", contract.String), field("TotalCount", contract.Integer), field("PageSize", contract.Integer), field("PageNumber", contract.Integer),
				{Name: "Instances", Required: true, Schema: contract.Schema{Type: contract.Object, Fields: []*contract.Field{item}}}},
			Observe: &contract.Observe{Ids: "InstanceIds", With: map[string]any{"PageSize": 100}, Items: "Instances.Instance", ID: "InstanceId", State: "Status"},
		}},
	}
}
