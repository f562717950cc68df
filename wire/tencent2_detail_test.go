package wire_test

import "testing"

// Document 002, line 27, calls detail an array. Its reader may well write one.
func TestTencent2TakesDetailsAsAList(t *testing.T) {
	const sound = `{"code":0,"message":"","requestId":"7"}`
	answers[legacyStopOutput](t, tencent2API, "StopInstances", []answerCase{
		{"success", 200, `{"code":0,"detail":[{"instanceId":"i","code":"0","requestId":7},{"instanceId":"j","code":0}]}`,
			`{"code":0,"message":"","detail":{"i":` + sound + `,"j":{"code":0,"message":"","requestId":""}}}`},
		{"another spelling", 200, `{"code":0,"detail":[{"code":0,"instanceID":"i","requestId":"7"}]}`, `{"code":0,"message":"","detail":{"i":` + sound + `}}`},
		{"both kinds of id", 200, `{"code":0,"detail":[{"instanceId":"qcvm1","unInstanceId":"i","code":0,"requestId":"7"}]}`,
			`{"code":0,"message":"","detail":{"i":` + sound + `}}`},
		{"id of the resource", 200, `{"code":0,"detail":[{"resourceId":"i","code":0,"requestId":"7"}]}`, `{"code":0,"message":"","detail":{"i":` + sound + `}}`},
		{"refusal", 200, `{"code":5400,"message":"m","detail":[{"id":"i","code":0},{"id":"j","code":9,"message":"no","requestId":8}]}`,
			`refused 200 5400 5400 "m"  map[i:{ 0  } j:{9 9 no 8}]`},
		{"a failure before a success of one id", 200, `{"code":0,"detail":[{"id":"i","code":9},{"id":"i","code":0}]}`,
			`{"code":0,"message":"","detail":{"i":{"code":9,"message":"","requestId":""}}}`},
		{"a failure behind a success of one id", 200, `{"code":0,"detail":[{"id":"i","code":0},{"id":"i","code":9}]}`,
			`{"code":0,"message":"","detail":{"i":{"code":9,"message":"","requestId":""}}}`},
		{"entry without id", 200, `{"code":0,"detail":[{"id":"i","code":0},{"code":0}]}`,
			"illegal: member detail.1: it has no id: want unInstanceId, instanceId, resourceId, id"},
		{"entry with an empty id", 200, `{"code":5100,"detail":[{"instanceId":"","code":9}]}`,
			"illegal: member detail.0: it has no id: want unInstanceId, instanceId, resourceId, id"},
		{"entry of wrong type", 200, `{"code":0,"detail":["i"]}`, "illegal: member detail.0: want an object, got a string"},
		{"text", 200, `{"code":0,"detail":"i"}`, "illegal: member detail: want an object keyed by id, or a list, got a string"},
	})
}
