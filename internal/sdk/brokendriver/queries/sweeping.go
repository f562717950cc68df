package queries

import (
	"time"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire"
)

// Sweeping are the defects in what all requests have in common. Nearly every case notices them, which says nothing about
// what a single one is worth.
func Sweeping() []Defect {
	omits := func(name string) func(*client) {
		return says(func(sdk.Call) []wire.Option { return []wire.Option{wire.Omit(name)} })
	}
	names := func(name, value string) func(*client) {
		return says(func(sdk.Call) []wire.Option { return []wire.Option{wire.Set(name, value)} })
	}
	// Document 004 lets a request leave out its action and its version.
	versioned, strict := []string{alibaba, tencent3}, []string{tencent2, tencent3}
	return []Defect{
		{"never-signs", "It sends requests without a signature.", APIs(), kinds(sdk.KindSignature, sdk.KindCall), omits("Signature")},
		{"local-time", "It takes the clock on the wall for UTC, east of Greenwich.", APIs(), kinds(sdk.KindSignature, sdk.KindCall),
			connects(func(_ sdk.Call, cfg *wire.Config) {
				cfg.Clock = func() time.Time { return time.Now().Add(8 * time.Hour) }
			})},
		{"forgets-action", "It does not name the action.", strict, kinds(sdk.KindCommon), omits("Action")},
		{"wrong-action", "It calls another operation.", APIs(), kinds(sdk.KindCommon), names("Action", "DescribeInstances")},
		{"forgets-version", "It does not name the version.", []string{tencent3}, kinds(sdk.KindCommon), omits("Version")},
		{"wrong-version", "It names a version that there is not.", versioned, kinds(sdk.KindCommon), names("Version", "1999-12-31")},
		{"forgets-region", "It does not name the region.", []string{tencent3}, kinds(sdk.KindCommon), omits("Region")},
		{"sends-twice", "It makes each call twice.", APIs(), kinds(sdk.KindCall, sdk.KindSignature), func(c *client) { c.times = 2 }},
	}
}
