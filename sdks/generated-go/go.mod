module github.com/seed-613b54dc/conformance/sdks/generated-go

go 1.26.0

require (
	github.com/seed-613b54dc/conformance v0.0.0
	github.com/seed-613b54dc/conformance/sdks/lines v0.0.0
)

replace (
	github.com/seed-613b54dc/conformance => ../..
	github.com/seed-613b54dc/conformance/sdks/lines => ../lines
)
