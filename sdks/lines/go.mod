module github.com/seed-613b54dc/conformance/sdks/lines

go 1.26.0
