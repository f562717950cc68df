package queries

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/seed-613b54dc/conformance/internal/sdk"
	"github.com/seed-613b54dc/conformance/wire"
	"github.com/seed-613b54dc/conformance/wire/sign"
)

// written are the defects in where and how a library writes parameters.
func written() []Defect {
	lists := []string{tencent2, tencent3}
	return []Defect{
		{"lists-as-json", "It sends a list as one text with JSON in it.", APIs(), kinds(sdk.KindList, sdk.KindPolling), says(listsAsJSON)},
		{"numbers-with-gaps", "It numbers the elements of a list with gaps.", lists, kinds(sdk.KindList), says(numbered(0, 2))},
		{"numbers-from-seven", "It numbers the elements of a list from seven.", APIs(), kinds(sdk.KindList, sdk.KindPolling), says(numbered(7, 1))},
		{"repeats-in-query", "A flag of the form stands in the query as well, with no for its value.", APIs(),
			kinds(sdk.KindParameter, sdk.KindZero), repeatsInQuery},
		{"element-in-query", "The first element of a list stands in the query as well, with another value.", lists, kinds(sdk.KindList),
			elementInQuery},
		{"query-beside-json", "A flag stands in the query beside the JSON of the body.", []string{tencent3},
			kinds(sdk.KindCall, sdk.KindAbsent, sdk.KindParameter), queryBesideJSON},
		{"mistyped-form", "It says that its form is plain text.", []string{tencent2}, kinds(sdk.KindCall),
			sends(func(_ sdk.Call, r *http.Request, body []byte) []byte {
				r.Header.Set("Content-Type", "text/plain")
				return body
			})},
	}
}

func listsAsJSON(call sdk.Call) []wire.Option {
	name, list := listed(call)
	text, err := json.Marshal(list)
	if name == "" || err != nil { // what came as JSON always has that form
		return nil
	}
	return []wire.Option{wire.Set(name, string(text))}
}

// numbered writes the elements of a list with numbers of its own.
func numbered(first, step int) func(sdk.Call) []wire.Option {
	return func(call sdk.Call) []wire.Option {
		name, list := listed(call)
		options := []wire.Option{wire.Omit(name)}
		for i, value := range list {
			options = append(options, wire.Set(fmt.Sprintf("%s.%d", name, first+i*step), value))
		}
		return options
	}
}

// repeatsInQuery repeats a flag where the endpoint may or may not look. Where the query counts it is signed as well.
func repeatsInQuery(c *client) {
	repeat := func(call sdk.Call, r *http.Request, body []byte) {
		have, err := fieldsOf(r, body)
		flag := of(call.API).flags[0]
		if err == nil && len(without(have, flag)) < len(have) {
			r.URL.RawQuery = sign.Fields{{Name: flag, Value: fmt.Sprint(of(call.API).off)}}.Encode()
		}
	}
	connects(func(_ sdk.Call, cfg *wire.Config) { cfg.Encoding = wire.Form })(c)
	sends(func(call sdk.Call, r *http.Request, body []byte) []byte {
		repeat(call, r, body)
		if call.API != alibaba || r.URL.RawQuery == "" {
			return body
		}
		key := sign.Key{ID: call.Credentials.ID, Secret: call.Credentials.Secret}
		again, err := resign(sign.RPC1{Key: key}, r, body, func(all sign.Fields) sign.Fields { return all })
		if err != nil {
			return body // a form that cannot be read is refused as it is
		}
		return again
	})(c)
}

// elementInQuery has an element where endpoints do not look, as far as the vendor's pages say.
func elementInQuery(c *client) {
	connects(func(_ sdk.Call, cfg *wire.Config) { cfg.Encoding = wire.Form })(c)
	sends(func(call sdk.Call, r *http.Request, body []byte) []byte {
		if name, _ := listed(call); name != "" {
			r.URL.RawQuery = name + ".0=ins-00000000"
		}
		return body
	})(c)
}
