package scenario

import (
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// Step is one thing that a scenario does: Connect, Acquire, Concat, Send, See, If or Burst.
type Step interface{ step() }

// Connect makes a client, in some way other than the usual one.
type Connect struct {
	Var   string
	Fault contract.AuthFault
}

// Acquire gets fixtures into a variable.
type Acquire struct {
	Var     string
	Count   int
	Fixture contract.Fixture
	// OrAbsent lets absent ids stand in when there are not enough real ones; the variable "real"
	// then tells which they are.
	OrAbsent bool
}

// Concat joins lists of ids, in order.
type Concat struct {
	Var   string
	Parts []string
}

// IDs are the resources that a call names: a variable, and how many of it (0 is all).
type IDs struct {
	Var   string
	First int
	// At picks one element when Single is set.
	Single bool
	At     int
}

// Value is a parameter with a legal value.
type Value struct {
	Param *contract.Param
	Value any
}

// Raw is a parameter with any value, legal or not.
type Raw struct {
	Name  string
	Value any
}

// Send sends one call and says what is expected of it.
type Send struct {
	// Client is the client's variable; empty is the usual one.
	Client   string
	IDs      IDs
	With     []Value
	Set      []Raw
	Omit     []string
	Encoding contract.Encoding
	Format   contract.Format
	// Or is a further attempt.
	Or *Send
	// Absent names parameters that must not be on the wire.
	Absent []string
	Expect Expect
	// Answer looks at what came back.
	Answer []Look
	// Keep names a variable for the answer.
	Keep string
}

// Expect is what is expected of a call.
type Expect struct {
	// Refusal is set when the call must be refused.
	Refusal *Refusal
	// Odd is the variable of the resources that must be refused in a batch, alone or with all.
	Odd string
	// Part and Whole are what must be seen then, in either case.
	Part, Whole []Step
	// While is the state that the resources in the variable Changing stay in, so that an answer that waits
	// for the end of the change never comes; empty for other calls.
	While, Changing string
	// Accepted and Refused are readings; they are set for informational scenarios only.
	Accepted, Refused string
}

// Refusal is how a call must be refused.
type Refusal struct {
	// Status is the documented HTTP status; a range when the document gives none.
	From, To int
	// Code is the documented code, Also what is fair beside it; empty when the document gives none.
	Code string
	Also []string
	// Not are codes that cannot be the answer although the document gives none.
	Not []string
}

// Look is one verb on an answer with its arguments.
type Look struct {
	Verb string
	Args []string
}

// The verbs on answers.
const (
	Has       = "Has"
	Agrees    = "Agrees"
	Differs   = "Differs" // the first argument is a variable
	Matches   = "Matches" // the argument is SchemaSuccess or SchemaError
	NamesNone = "NamesNone"
	Itemises  = "Itemises" // the second argument is a variable
	Typed     = "Typed"
	Rooted    = "Rooted"
	Leaves    = "Leaves" // the first argument is a variable, the others are states
)

// The schemas that Matches knows.
const (
	SchemaSuccess = "answer"
	SchemaError   = "refusal"
)

// See looks at resources.
type See struct {
	IDs  IDs
	Verb string
	Args []string
}

// The verbs on sights.
const (
	Stay          = "Stay"
	Reach         = "Reach"
	Settle        = "Settle"
	Show          = "Show"
	Follow        = "Follow"
	FollowThrough = "FollowThrough"
)

// If does steps when a variable is true.
type If struct {
	Var  string
	Then []Step
}

// Burst sends a call many times at once.
type Burst struct {
	// Count calls; call i names the i-th of the ids, or always the same one.
	Count int
	IDs   IDs
	Each  bool
	// Max and Period are the limit that must throttle the burst; Max 0 means that all are accepted.
	Max    int
	Period time.Duration
	// Usual is how each call would be refused on its own.
	Usual *Refusal
}

func (Connect) step() {}
func (Acquire) step() {}
func (Concat) step()  {}
func (Send) step()    {}
func (See) step()     {}
func (If) step()      {}
func (Burst) step()   {}
