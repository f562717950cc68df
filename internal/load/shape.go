package load

import (
	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/diag"
	"github.com/seed-613b54dc/conformance/internal/strict"
)

// The types of this file are the part of OpenAPI that a contract can express, extensions
// included. Each extension has its place here and nowhere else: a key that is no field is
// reported, so nothing that a writer demands is dropped in silence.

type document struct {
	OpenAPI    string                   `yaml:"openapi"`
	Info       info                     `yaml:"info"`
	Servers    []server                 `yaml:"servers"`
	Security   []strict.Pairs[[]string] `yaml:"security"`
	API        string                   `yaml:"x-api"`
	Document   contract.Document        `yaml:"x-document"`
	Protocol   string                   `yaml:"x-protocol"`
	Equivalent bool                     `yaml:"x-hasEquivalentPaths"`
	Envelope   contract.Envelope        `yaml:"x-error-envelope"`
	RequestID  *contract.RequestID      `yaml:"x-request-id"`
	Resource   contract.Resource        `yaml:"x-resource"`
	Codes      []*contract.ErrorCode    `yaml:"x-error-codes"`
	Statements []*contract.Statement    `yaml:"x-statements"`
	Decisions  []*contract.Decision     `yaml:"x-decision"`
	Paths      strict.Pairs[pathItem]   `yaml:"paths"`
	Components components               `yaml:"components"`
	Pos        diag.Pos                 `yaml:"-"`
}

type info struct {
	Title   string `yaml:"title"`
	Summary string `yaml:"summary"`
	Version string `yaml:"version"`
}

type server struct {
	URL string `yaml:"url"`
}

// components are decoded where they are referred to, because only there it is known what they
// must be.
type components struct {
	SecuritySchemes strict.Pairs[securityScheme] `yaml:"securitySchemes"`
	Schemas         strict.Skipped               `yaml:"schemas"`
	Parameters      strict.Skipped               `yaml:"parameters"`
	RequestBodies   strict.Skipped               `yaml:"requestBodies"`
	Responses       strict.Skipped               `yaml:"responses"`
}

type securityScheme struct {
	Type   string `yaml:"type"`
	In     string `yaml:"in"`
	Name   string `yaml:"name"`
	Scheme string `yaml:"scheme"`
}

type pathItem struct {
	Get  *operation `yaml:"get"`
	Post *operation `yaml:"post"`
}

type operation struct {
	ID            string                      `yaml:"operationId"`
	Summary       string                      `yaml:"summary"`
	Description   string                      `yaml:"description"`
	Parameters    []parameter                 `yaml:"parameters"`
	Body          *body[request]              `yaml:"requestBody"`
	Responses     strict.Pairs[body[element]] `yaml:"responses"`
	Source        contract.Source             `yaml:"x-source"`
	Encodings     []contract.Encoding         `yaml:"x-encodings"`
	Examples      []*contract.ExampleCall     `yaml:"x-example-calls"`
	Preconditions []*contract.Precondition    `yaml:"x-preconditions"`
	Transitions   []*contract.Transition      `yaml:"x-state-transitions"`
	RateLimit     *contract.RateLimit         `yaml:"x-rate-limit"`
	Codes         []*contract.ErrorCode       `yaml:"x-error-codes"`
	Partial       *contract.PartialFailure    `yaml:"x-partial-failure"`
	Dependencies  []*contract.Dependency      `yaml:"x-dependencies"`
	Observe       *contract.Observe           `yaml:"x-observe"`
	Waiters       []*contract.Waiter          `yaml:"x-waiters"`
	Pos           diag.Pos                    `yaml:"-"`
}

// body is a request body or a response; T is the shape of its schema.
type body[T any] struct {
	Description string                   `yaml:"description"`
	Required    bool                     `yaml:"required"`
	Content     strict.Pairs[content[T]] `yaml:"content"`
	Pos         diag.Pos                 `yaml:"-"`
}

// content is one media type of a body.
type content[T any] struct {
	Schema T        `yaml:"schema"`
	Pos    diag.Pos `yaml:"-"`
}

type parameter struct {
	Name        string          `yaml:"name"`
	In          string          `yaml:"in"`
	Required    bool            `yaml:"required"`
	Description string          `yaml:"description"`
	Schema      property        `yaml:"schema"`
	Dispatch    bool            `yaml:"x-dispatch"`
	Source      contract.Source `yaml:"x-source"`
	Pos         diag.Pos        `yaml:"-"`
}

// request is the object that holds business parameters.
type request struct {
	Type       string                 `yaml:"type"`
	Required   []strict.Word          `yaml:"required"`
	Properties strict.Pairs[property] `yaml:"properties"`
	Pos        diag.Pos               `yaml:"-"`
}

// property is one business parameter.
type property struct {
	Type          contract.Type           `yaml:"type"`
	Description   string                  `yaml:"description"`
	Items         *element                `yaml:"items"`
	Default       any                     `yaml:"default"`
	Enum          []any                   `yaml:"enum"`
	MinItems      uint32                  `yaml:"minItems"`
	MaxItems      uint32                  `yaml:"maxItems"`
	Pattern       string                  `yaml:"pattern"`
	List          contract.ListStyle      `yaml:"x-list-style"`
	Identifies    strict.Word             `yaml:"x-identifies"`
	Effects       []*contract.ValueEffect `yaml:"x-value-effects"`
	DefaultEffect *contract.DefaultEffect `yaml:"x-default-effect"`
	Source        contract.Source         `yaml:"x-source"`
	Pos           diag.Pos                `yaml:"-"`
}

// element is the type of a list's items or of an answer's field.
type element struct {
	Type       contract.Type        `yaml:"type"`
	Pattern    string               `yaml:"pattern"`
	Enum       []any                `yaml:"enum"`
	Items      *element             `yaml:"items"`
	Entries    *element             `yaml:"additionalProperties"`
	Required   []strict.Word        `yaml:"required"`
	Properties strict.Pairs[answer] `yaml:"properties"`
	Pos        diag.Pos             `yaml:"-"`
}

// answer is one field of an answer.
type answer struct {
	element
	Description string          `yaml:"description"`
	Source      contract.Source `yaml:"x-source"`
	Pos         diag.Pos        `yaml:"-"`
}
