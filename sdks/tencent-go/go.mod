module github.com/seed-613b54dc/conformance/sdks/tencent-go

go 1.26.0

require (
	github.com/seed-613b54dc/conformance/sdks/lines v0.0.0
	github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common v1.3.209
	github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/cvm v1.3.183
)

// The proxy has cvm v1.3.183 and not the version of common that it asks for, only newer ones.
exclude github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common v1.3.183

replace github.com/seed-613b54dc/conformance/sdks/lines => ../lines
