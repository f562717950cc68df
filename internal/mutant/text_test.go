package mutant

import "testing"

func TestCodesAndPathsGoWrongInKnownWays(t *testing.T) {
	tests := []struct {
		name     string
		of       func(string) string
		in, want string
	}{
		{"a misspelling within", corrected, "OperationConstraints.InvaildInstanceStatus", "OperationConstraints.InvalidInstanceStatus"},
		{"a misspelling at the end", corrected, "InvalidInstanceId.NotSupport", "InvalidInstanceId.NotSupported"},
		{"in capitals", corrected, "ACTION_NOT_SUPPORT", "ACTION_NOT_SUPPORTED"},
		{"nothing misspelt", corrected, "InvalidInstance.NotSupported", "InvalidInstance.NotSupported"},
		{"small letters among capitals", otherCase, "NotFound", "NOTFOUND"},
		{"capitals only", otherCase, "NOT_FOUND", "not_found"},
		{"more than one part", parent, "InvalidInstanceId.Malformed", "InvalidInstanceId"},
		{"one part", parent, "MissingParameter", ""},
		{"a member within", elsewhere, "Response.Error.Code", "Response.Code"},
		{"a member at the top", elsewhere, "code", "Details.code"},
		{"a capital", otherName, "Response.RequestId", "Response.requestId"},
		{"a small letter", otherName, "code", "Code"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.of(tt.in); got != tt.want {
				t.Errorf("%s becomes %q, not %q", tt.in, got, tt.want)
			}
		})
	}
}
