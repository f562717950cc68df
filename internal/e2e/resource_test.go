package e2e_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
)

// resources are the texts in the parameters that name instances: in a JSON body, a form or the URL.
func resources(r *http.Request, body []byte) []string {
	var found []string
	names := func(param string) bool {
		base, _, _ := strings.Cut(param, ".") // InstanceIds.0
		return strings.EqualFold(base, "instanceIds") || strings.EqualFold(base, "instanceId")
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		form = nil // no form, then
	}
	for _, values := range []url.Values{r.URL.Query(), form} {
		for param, list := range values {
			if names(param) {
				for _, text := range list {
					found = append(found, listed(text)...)
				}
			}
		}
	}
	var object map[string]any
	if json.Unmarshal(body, &object) != nil {
		return found
	}
	for param, value := range object {
		if names(param) {
			found = append(found, texts(value)...)
		}
	}
	return found
}

// listed are the ids in a text, which some APIs write as a list in JSON.
func listed(text string) []string {
	var list []any
	if json.Unmarshal([]byte(text), &list) == nil {
		return texts(list)
	}
	return []string{text}
}

// texts are the strings in a JSON value.
func texts(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, element := range v {
			all = append(all, texts(element)...)
		}
		return all
	case map[string]any:
		var all []string
		for key, element := range v {
			all = append(append(all, key), texts(element)...)
		}
		return all
	}
	return nil
}
