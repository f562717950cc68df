package target

import (
	"bytes"
	_ "embed"
	"net/url"
	"strings"
	"text/template"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

//go:embed template.yaml.tmpl
var templateText string

// sample is what the template knows of one API.
type sample struct {
	*contract.Contract
	// Port is one of this machine, Path where the vendor serves the API.
	Port int
	Path string
	// Variable begins the names of the API's variables.
	Variable string
	// Bearer says that a bearer token is enough, Region that requests carry a region.
	Bearer, Region bool
	// Limited are the operations with a documented rate.
	Limited []limited
}

type limited struct {
	Operation string
	PerSecond float64
}

// Template returns a commented target file for the given APIs, at least one. Read accepts it as it is
// once the variables that it names are set.
func Template(contracts []*contract.Contract) ([]byte, error) {
	parsed, err := template.New("target").Parse(templateText)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = parsed.Execute(&out, samples(contracts))
	return out.Bytes(), err
}

func samples(contracts []*contract.Contract) []sample {
	var all []sample
	for i, c := range contracts {
		s := sample{
			Contract: c, Port: 8080 + i,
			Variable: strings.ToUpper(strings.ReplaceAll(c.API, "-", "_")),
		}
		if u, err := url.Parse(c.Endpoint); err == nil && u.Path != "/" {
			s.Path = u.EscapedPath()
		}
		for _, scheme := range c.Schemes {
			s.Bearer = s.Bearer || scheme == bearer
		}
		for _, op := range c.Operations {
			for _, p := range op.Dispatch {
				s.Region = s.Region || strings.Contains(p.Name, "Region")
			}
			if op.RateLimit != nil {
				s.Limited = append(s.Limited, limited{op.ID, float64(op.RateLimit.Max) / op.RateLimit.Period.Seconds()})
			}
		}
		all = append(all, s)
	}
	return all
}
