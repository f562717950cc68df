package queries

import (
	"strings"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire"
	"github.com/seed-613b54dc/conformance/wire/sign"
)

// signing are the defects in the signature that some calls show.
func signing() []Defect {
	return []Defect{
		{"signs-too-early", "It signs before the optional parameters are there.", APIs(), kinds(sdk.KindSignature, sdk.KindParameter),
			func(c *client) { c.covers = onlyRequired }},
		{"signs-plus-for-space", "It signs a plus where a text has a space.", APIs(), kinds(sdk.KindText),
			func(c *client) { c.covers = plusForSpace }},
		{"same-nonce", "It uses one nonce for all requests.", APIs(), kinds(sdk.KindPolling),
			connects(func(_ sdk.Call, cfg *wire.Config) { cfg.Nonce = func() string { return "4711" } })},
	}
}

func onlyRequired(call sdk.Call, all sign.Fields) sign.Fields {
	return without(all, of(call.API).optional()...)
}

func plusForSpace(_ sdk.Call, all sign.Fields) sign.Fields {
	covered := make(sign.Fields, len(all))
	for i, f := range all {
		covered[i] = sign.Field{Name: f.Name, Value: strings.ReplaceAll(f.Value, " ", "+")}
	}
	return covered
}
