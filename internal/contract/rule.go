package contract

import "strings"

// Kind groups rules by what they are about.
type Kind string

// The kinds, in the order in which reports list them.
const (
	KindSuccess        Kind = "success"
	KindResponseSchema Kind = "response-schema"
	KindRequestID      Kind = "request-id"
	KindFormat         Kind = "format"
	KindBatchLimit     Kind = "batch-limit"
	KindRequired       Kind = "required"
	KindType           Kind = "type"
	KindEnum           Kind = "enum"
	KindDefault        Kind = "default"
	KindDependency     Kind = "dependency"
	KindPrecondition   Kind = "precondition"
	KindTransition     Kind = "transition"
	KindAsync          Kind = "async"
	KindPartialFailure Kind = "partial-failure"
	KindErrorCode      Kind = "error-code"
	KindRateLimit      Kind = "rate-limit"
	KindAuth           Kind = "auth"
)

// Kinds lists all kinds in report order.
func Kinds() []Kind {
	return []Kind{
		KindSuccess, KindResponseSchema, KindRequestID, KindFormat, KindBatchLimit, KindRequired,
		KindType, KindEnum, KindDefault, KindDependency, KindPrecondition, KindTransition,
		KindAsync, KindPartialFailure, KindErrorCode, KindRateLimit, KindAuth,
	}
}

// Rule is one checkable fact of a contract.
type Rule struct {
	// API, Operation, Kind and Name make up the stable id.
	API       string
	Operation string
	Kind      Kind
	Name      string
	// Says is the rule in one sentence of our own.
	Says   string
	Source Source
	// Pos is where the contract states it.
	Pos Pos
	// Subject is what the rule is about: *Param, EnumValue, *ErrorCode, *Precondition,
	// *Transition, *PartialFailure, *RateLimit, *Dependency, *ExampleCall, *Decision, Encoding,
	// Format, Bound, AuthFault, or nil for rules about the operation as a whole.
	Subject any
}

// EnumValue is the subject of a rule about one value of a parameter.
type EnumValue struct {
	Param  *Param
	Effect *ValueEffect
}

// Bound is the subject of a batch-limit rule.
type Bound struct {
	Param   *Param
	Keyword Keyword // ViolatesMaxItems or ViolatesMinItems
}

// AuthFault is the subject of an auth rule: what is wrong with the signature.
type AuthFault string

// The faults.
const (
	AuthSignature AuthFault = "signature"
	AuthKey       AuthFault = "key"
	AuthTimestamp AuthFault = "timestamp"
)

// ID returns the stable id, "tencent-cvm-v3/StopInstances/batch-limit/InstanceIds.max".
func (r *Rule) ID() string { return r.API + "/" + r.Local() }

// Local returns the id without the API, as statements write it.
func (r *Rule) Local() string { return r.Operation + "/" + string(r.Kind) + "/" + r.Name }

// Informational reports whether the rule only asks which reading an endpoint follows.
func (r *Rule) Informational() bool {
	_, ok := r.Subject.(*Decision)
	return ok
}

// Refers reports whether a reference of a statement means the rule: its id without the API, or the
// beginning of it and "*".
func Refers(ref string, r *Rule) bool {
	if prefix, ok := strings.CutSuffix(ref, "*"); ok {
		return strings.HasPrefix(r.Local(), prefix)
	}
	return ref == r.Local()
}
