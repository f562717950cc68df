package diag

// Code names one kind of finding. Codes are a promise: programs may depend on them, and a code
// is never given a new meaning.
type Code string

// The codes of package load.
const (
	Unreadable         Code = "unreadable"
	TooLarge           Code = "too-large"
	YAMLSyntax         Code = "yaml-syntax"
	YAMLAlias          Code = "yaml-alias"
	DuplicateKey       Code = "duplicate-key"
	OpenAPIVersion     Code = "openapi-version"
	UnresolvedRef      Code = "unresolved-ref"
	RecursiveRef       Code = "recursive-ref"
	UnusedComponent    Code = "unused-component"
	UnknownKey         Code = "unknown-key"
	UnknownExtension   Code = "unknown-extension"
	MisplacedExtension Code = "misplaced-extension"
	MissingKey         Code = "missing-key"
	WrongType          Code = "wrong-type"
	UnknownValue       Code = "unknown-value"
	BadLines           Code = "bad-lines"
	BadSource          Code = "bad-source"
	KinLoad            Code = "kin-load"
	KinPanic           Code = "kin-panic"
	OpenAPIInvalid     Code = "openapi-invalid"
	BadPathKey         Code = "bad-path-key"
	EquivalentPaths    Code = "equivalent-paths"
	MediaType          Code = "media-type"
	BodiesDiffer       Code = "bodies-differ"
	UnknownRequired    Code = "unknown-required"
	UnknownResource    Code = "unknown-resource"
	DuplicateAPI       Code = "duplicate-api"
)

// The codes of package check.
const (
	BadAPIID         Code = "bad-api-id"
	UnknownProtocol  Code = "unknown-protocol"
	UnknownScheme    Code = "unknown-scheme"
	DuplicateID      Code = "duplicate-id"
	UnknownParam     Code = "unknown-param"
	UnknownState     Code = "unknown-state"
	UnknownTrait     Code = "unknown-trait"
	UnknownOperation Code = "unknown-operation"
	UnknownRow       Code = "unknown-row"
	UnknownWaiter    Code = "unknown-waiter"
	UnknownField     Code = "unknown-field"
	UnknownRule      Code = "unknown-rule"
	ExactlyOne       Code = "exactly-one"
	BadDefault       Code = "bad-default"
	BadEnum          Code = "bad-enum"
	BadBounds        Code = "bad-bounds"
	BadValue         Code = "bad-value"
	BadPattern       Code = "bad-pattern"
	MissingListStyle Code = "list-style"
	DefaultEffect    Code = "default-effect"
	UnsetKeyword     Code = "unset-keyword"
	UnknownTrigger   Code = "unknown-trigger"
	NoScenario       Code = "no-scenario"
	WaiterPath       Code = "waiter-path"
	NoObserver       Code = "no-observer"
	RuleUnstated     Code = "rule-unstated"
	RuleUnsourced    Code = "rule-unsourced"
)

// The codes of packages frozen and drift.
const (
	RuleReused      Code = "rule-reused"
	RuleReworded    Code = "rule-reworded"
	DocumentChanged Code = "document-changed"
)

// The code of package known, which shares others with the packages around it.
const Expired Code = "expired"

// The codes of package target, which shares others with the packages above.
const (
	UnknownAPI        Code = "unknown-api"
	UnknownAccount    Code = "unknown-account"
	MissingVariable   Code = "missing-variable"
	BadReference      Code = "bad-reference"
	LiteralSecret     Code = "literal-secret"
	BadCredentials    Code = "bad-credentials"
	NoAccount         Code = "no-account"
	DuplicateAccount  Code = "duplicate-account"
	BadURL            Code = "bad-url"
	OptInRequired     Code = "opt-in-required"
	BadRate           Code = "bad-rate"
	NoFixtures        Code = "no-fixtures"
	BadFixtures       Code = "bad-fixtures"
	DuplicateResource Code = "duplicate-resource"
	BadLimit          Code = "bad-limit"
	BadConcurrency    Code = "bad-concurrency"
	BadTLS            Code = "bad-tls"
)

// Explained is a code with the sentence that explains it.
type Explained struct {
	Code  Code
	Means string
}

// Codes returns every code with its explanation, in the order of the pipeline.
func Codes() []Explained {
	return []Explained{
		{Unreadable, "the file cannot be read"},
		{TooLarge, "the file, or what its references unfold to, is larger than a contract can be"},
		{YAMLSyntax, "the file is not one YAML document with a mapping at its top"},
		{YAMLAlias, "anchors, aliases and merge keys are not allowed; use $ref"},
		{DuplicateKey, "a mapping has the same key twice"},
		{OpenAPIVersion, "the file is not OpenAPI 3.1.0, 3.1.1 or 3.1.2"},
		{UnresolvedRef, "a $ref names nothing in the file"},
		{RecursiveRef, "a $ref leads back to itself"},
		{UnusedComponent, "nothing refers to a component"},
		{UnknownKey, "the object has no such key, or a contract cannot express it"},
		{UnknownExtension, "no extension has this name"},
		{MisplacedExtension, "the extension exists but does not belong here"},
		{MissingKey, "a mandatory key is missing"},
		{WrongType, "a value has the wrong type"},
		{UnknownValue, "a value is none of the known words"},
		{BadLines, "document lines are not ascending positive numbers and ranges"},
		{BadSource, "a source does not say where the fact comes from, or contradicts itself"},
		{KinLoad, "the OpenAPI loader does not accept the file"},
		{KinPanic, "the OpenAPI loader crashed on the file"},
		{OpenAPIInvalid, "the file breaks a rule of OpenAPI"},
		{BadPathKey, "a path key is not / or /#Param=Value, or disagrees with its dispatch parameter"},
		{EquivalentPaths, "paths that differ in their fragment only need x-hasEquivalentPaths: true"},
		{MediaType, "a media type that contracts do not know"},
		{BodiesDiffer, "the media types of one body have different schemas"},
		{UnknownRequired, "required names a property that the object does not have"},
		{UnknownResource, "x-identifies names another thing than x-resource"},
		{DuplicateAPI, "two contracts have the same API id"},

		{BadAPIID, "an API id is not made of lower-case letters, digits and dashes"},
		{UnknownProtocol, "no protocol has this name"},
		{UnknownScheme, "the protocol knows no way to sign of this name"},
		{DuplicateID, "two things of one kind have the same id"},
		{UnknownParam, "the operation has no such parameter"},
		{UnknownState, "x-resource has no such state"},
		{UnknownTrait, "x-resource has no such trait"},
		{UnknownOperation, "the contract has no such operation, or one that only observes"},
		{UnknownRow, "the error table has no such row or code"},
		{UnknownWaiter, "no operation has such a waiter"},
		{UnknownField, "the answer has no such field, or one of the wrong shape"},
		{UnknownRule, "a statement names a rule that the contract does not have"},
		{ExactlyOne, "of several keys exactly one must be set, or some must be set together"},
		{BadDefault, "a default is not of the type of its parameter or not in its enum"},
		{BadEnum, "an enum value is not of the type of its parameter, or stands there twice"},
		{BadBounds, "bounds contradict each other or do not fit the type"},
		{BadValue, "a value is not one that the parameter can have"},
		{BadPattern, "a pattern is not a regular expression of RE2"},
		{MissingListStyle, "an array travels in a query or form and does not say how, or a style is set on another type"},
		{DefaultEffect, "what leaving a parameter out does cannot be told from its contrast"},
		{UnsetKeyword, "a trigger violates a keyword that the parameter does not have"},
		{NoScenario, "the vocabulary can say it, but no scenario would check it"},
		{UnknownTrigger, "the document does not say what triggers a row of the error table"},
		{WaiterPath, "a waiter looks at another place than the state that its operation shows"},
		{NoObserver, "no operation shows the state of a resource"},
		{RuleUnstated, "a rule of the document is named by no statement"},
		{RuleUnsourced, "a rule does not say where it comes from"},

		{RuleReused, "a rule has the id of a frozen rule that means something else"},
		{RuleReworded, "a rule reads otherwise than when it was frozen, on the same lines"},
		{DocumentChanged, "a document is not the one that its contract encodes"},

		{Expired, "an excuse for a known difference has expired"},
		{UnknownAPI, "a target file names an API for which there is no contract"},
		{UnknownAccount, "a fixture belongs to an account that the endpoint does not have"},
		{MissingVariable, "a variable of the environment is not set, or is empty where that is of no use"},
		{BadReference, "a reference to the environment is not written ${NAME}"},
		{LiteralSecret, "a secret stands in the file itself, where only a reference to the environment may stand"},
		{BadCredentials, "the API has no way to sign with the credentials of an account"},
		{NoAccount, "an endpoint has no account"},
		{DuplicateAccount, "two accounts of an endpoint have the same name"},
		{BadURL, "a URL is malformed, of another scheme, or has parts that it must not have"},
		{OptInRequired, "the target is not this machine, and the file does not allow to change what runs there"},
		{BadRate, "a rate is not above zero, or above the documented limit"},
		{NoFixtures, "the file names no fixture provider, so most scenarios cannot run"},
		{BadFixtures, "a fixture provider is described in a way that cannot work"},
		{DuplicateResource, "the same resource is listed twice"},
		{BadLimit, "a limit is not a time above zero, or contradicts another one"},
		{BadConcurrency, "the concurrency is not from 1 to 256"},
		{BadTLS, "a certificate or key is missing, unreadable or not what it should be"},
	}
}
