module github.com/seed-613b54dc/conformance/sdks/zenlayer-go-2024

go 1.26.0

require (
	github.com/seed-613b54dc/conformance/sdks/lines v0.0.0
	// The checksum database does not know this version. Its sum in go.sum is that of the proxy's archive and of the vendor's
	// tag v0.2.39 (commit 16b340496ffafbeb953bdbe4676f380bd2fef5b8), compared by hand. Where a sum stands in go.sum nobody
	// is asked; only to write it anew, GONOSUMDB=github.com/zenlayer/* is needed.
	github.com/zenlayer/zenlayercloud-sdk-go v0.2.39
)

replace github.com/seed-613b54dc/conformance/sdks/lines => ../lines
