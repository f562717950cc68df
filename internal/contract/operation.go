package contract

// Operation is one action of the API.
type Operation struct {
	// ID is the action's name on the wire.
	ID string
	// Summary is one sentence; Description may have several.
	Summary     string
	Description string
	// Source tells whether the document or the vendor's SDK describes it.
	Source Source
	// Dispatch are the parameters that every request carries beside the business ones (action,
	// version, region …), with the value that is fixed by the contract where there is one.
	Dispatch []*Param
	// Params are the business parameters, in the order of the file.
	Params []*Param
	// Result are the fields of a successful answer inside the payload.
	Result []*Field
	// Encodings are the ways to put parameters on the wire, the preferred one first.
	Encodings []Encoding
	// Formats are the media types of answers, the preferred one first.
	Formats []Format
	// Codes is the document's error table, row by row.
	Codes []*ErrorCode
	// Preconditions, Transitions, Partial, RateLimit and Examples are what the document says of
	// the operation's behaviour.
	Preconditions []*Precondition
	Transitions   []*Transition
	Partial       *PartialFailure
	RateLimit     *RateLimit
	Dependencies  []*Dependency
	Examples      []*ExampleCall
	// Waiters say how to poll this operation until something has come about.
	Waiters []*Waiter
	// Observe is set on operations that show resources.
	Observe *Observe
	Pos     Pos
}

// Encoding is a way to put parameters into a request.
type Encoding string

// The encodings.
const (
	JSON  Encoding = "json"  // POST, one JSON object
	Query Encoding = "query" // GET, parameters in the URL
	Form  Encoding = "form"  // POST, application/x-www-form-urlencoded
)

// Format is a way to write an answer.
type Format string

// The answer formats.
const (
	FormatJSON Format = "json"
	FormatXML  Format = "xml"
)

// Type is the type of a parameter or field.
type Type string

// The types.
const (
	String  Type = "string"
	Integer Type = "integer"
	Boolean Type = "boolean"
	Number  Type = "number"
	Array   Type = "array"
	Object  Type = "object"
)

// Param is one request parameter.
type Param struct {
	// Name is the wire name.
	Name        string
	Description string
	Type        Type
	// Items is the element type of an array, nil otherwise.
	Items    *Schema
	Required bool
	// Default is the documented default (bool, int64, string); nil when there is none.
	Default any
	// Enum lists the documented values; empty when any value is legal.
	Enum []any
	// MinItems and MaxItems bound an array; 0 is no bound.
	MinItems, MaxItems int
	Pattern            string
	// Fixed is the only value of a dispatch parameter, "" when the caller chooses.
	Fixed string
	// List says how an array travels where the encoding has no arrays.
	List ListStyle
	// Resource is set when the parameter names resources.
	Resource bool
	// Effects say what single values do, DefaultEffect what leaving the parameter out does.
	Effects       []*ValueEffect
	DefaultEffect *DefaultEffect
	Source        Source
	Pos           Pos
}

// Schema is the element of an array or of a field.
type Schema struct {
	Type    Type
	Pattern string
	Fields  []*Field // of an object
	Items   *Schema  // of an array
	Enum    []any
}

// Field is one field of an answer.
type Field struct {
	Name        string
	Description string
	Required    bool
	Schema      Schema
	Source      Source
	Pos         Pos
}

// ListStyle says how a list travels in a query or form.
type ListStyle string

// The list styles.
const (
	ListIndexed0 ListStyle = "indexed-0" // Name.0, Name.1 …
	ListIndexed1 ListStyle = "indexed-1" // Name.1, Name.2 …
	ListJSON     ListStyle = "json"      // Name=["a","b"]
)

// Param returns the business parameter with that wire name, or nil.
func (o *Operation) Param(name string) *Param {
	for _, p := range o.Params {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// ResourceParam returns the parameter that names resources, or nil.
func (o *Operation) ResourceParam() *Param {
	for _, p := range o.Params {
		if p.Resource {
			return p
		}
	}
	return nil
}

// Acts reports whether the operation changes resources, which is what documents describe.
func (o *Operation) Acts() bool { return o.Observe == nil }
