package diff

// Kind says what a changed fact is about.
type Kind string

// The kinds.
const (
	KindAPI            Kind = "api"
	KindContract       Kind = "contract"
	KindDocument       Kind = "document"
	KindProtocol       Kind = "protocol"
	KindEnvelope       Kind = "envelope"
	KindRequestID      Kind = "request-id"
	KindState          Kind = "state"
	KindTrait          Kind = "trait"
	KindOperation      Kind = "operation"
	KindFormat         Kind = "format"
	KindField          Kind = "field"
	KindParameter      Kind = "parameter"
	KindType           Kind = "type"
	KindRequired       Kind = "required"
	KindLimit          Kind = "limit"
	KindDefault        Kind = "default"
	KindEnum           Kind = "enum"
	KindEffect         Kind = "effect"
	KindPrecondition   Kind = "precondition"
	KindTransition     Kind = "transition"
	KindWaiter         Kind = "waiter"
	KindPartialFailure Kind = "partial-failure"
	KindRateLimit      Kind = "rate-limit"
	KindDependency     Kind = "dependency"
	KindExample        Kind = "example"
	KindObservation    Kind = "observation"
	KindErrorCode      Kind = "error-code"
	KindTrigger        Kind = "trigger"
	KindStatement      Kind = "statement"
	KindDecision       Kind = "decision"
	KindRule           Kind = "rule"
	KindWire           Kind = "wire"
)

// Kinds lists all kinds, as the JSON Schema does.
func Kinds() []Kind {
	return []Kind{
		KindAPI, KindContract, KindDocument, KindProtocol, KindEnvelope, KindRequestID, KindState, KindTrait,
		KindOperation, KindFormat, KindField, KindParameter, KindType, KindRequired, KindLimit, KindDefault, KindEnum, KindEffect,
		KindPrecondition, KindTransition, KindWaiter, KindPartialFailure, KindRateLimit, KindDependency, KindExample,
		KindObservation, KindErrorCode, KindTrigger, KindStatement, KindDecision, KindRule, KindWire,
	}
}
