package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/load"
	"github.com/seed-613b54dc/conformance/internal/reference"
	"github.com/seed-613b54dc/conformance/specs"
)

// serveCommand serves reference endpoints, one listener each because two vendors share the path "/".
type serveCommand struct {
	API       []string      `name:"api" placeholder:"ID" help:"Serve this API; may be repeated. All APIs when left out."`
	Listen    string        `placeholder:"HOST:PORT" xor:"address" help:"Host and first port. The fixture provider takes the first port and each API the next one; port 0 takes free ones. Default: 127.0.0.1:0."`
	PortBase  int           `placeholder:"N" xor:"address" help:"The first port on 127.0.0.1."`
	StopDelay time.Duration `default:"150ms" placeholder:"TIME" help:"How long a transition takes. Default: ${default}."`
	JSON      bool          `name:"json" help:"Print addresses and credentials, tokens included, as one JSON object."`
}

// served is what the command prints; the JSON form is for programs.
type served struct {
	Fixtures string      `json:"fixtures"`
	APIs     []servedAPI `json:"apis"`
}

// servedAPI is one endpoint. The account is made for this run and is worth nothing elsewhere.
type servedAPI struct {
	ID      string            `json:"id"`
	URL     string            `json:"url"`
	Account reference.Account `json:"account"`
}

// Validate is called by the parser.
func (c *serveCommand) Validate() error {
	if c.StopDelay <= 0 {
		return fmt.Errorf("--stop-delay is %s: use a time above zero", c.StopDelay)
	}
	if c.PortBase < 0 || c.PortBase > 65535 {
		return fmt.Errorf("--port-base is %d: use 1 to 65535", c.PortBase)
	}
	return nil
}

// Run serves until the context ends.
func (c *serveCommand) Run(ctx context.Context, s streams) error {
	contracts, err := selected(c.API)
	if err != nil {
		return err
	}
	group, err := newGroup(c.first())
	if err != nil {
		return err
	}
	defer group.close()
	printed := served{}
	var endpoints []*reference.Endpoint
	for _, contract := range contracts {
		e, err := reference.New(contract, reference.Options{StopDelay: c.StopDelay})
		if err != nil {
			return usageError{err}
		}
		defer e.Close()
		endpoints = append(endpoints, e)
	}
	if printed.Fixtures, err = group.add(ctx, "fixtures", reference.FixtureHandler(endpoints...)); err != nil {
		return err
	}
	for i, e := range endpoints {
		base, err := group.add(ctx, e.API(), e)
		if err != nil {
			return err
		}
		printed.APIs = append(printed.APIs, servedAPI{ID: e.API(), URL: base + contracts[i].Path(), Account: e.DefaultAccount()})
	}
	if err := c.print(s, printed); err != nil {
		return err
	}
	return group.serve(ctx)
}

// first is the address of the first listener.
func (c *serveCommand) first() string {
	if c.PortBase > 0 || c.Listen == "" {
		return fmt.Sprintf("127.0.0.1:%d", c.PortBase)
	}
	return c.Listen
}

// selected loads the contracts with the given ids, all for none, in the order asked for.
func selected(ids []string) ([]*contract.Contract, error) {
	all, found := load.All(specs.FS)
	if found.HasErrors() {
		return nil, usageError{fmt.Errorf("the contracts in this program are broken: %w", found.Err())}
	}
	if len(ids) == 0 {
		return all, nil
	}
	var out []*contract.Contract
	for _, id := range ids {
		i := slices.IndexFunc(all, func(c *contract.Contract) bool { return c.API == id })
		if i < 0 {
			return nil, usageError{fmt.Errorf("there is no api %q: use %s", id, known(all))}
		}
		if !slices.Contains(out, all[i]) {
			out = append(out, all[i])
		}
	}
	return out, nil
}

func known(all []*contract.Contract) string {
	var ids []string
	for _, c := range all {
		ids = append(ids, c.API)
	}
	return strings.Join(ids, ", ")
}

// print says where everything is, as a table or as JSON.
func (c *serveCommand) print(s streams, p served) error {
	if c.JSON {
		return json.NewEncoder(s.out).Encode(p)
	}
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "fixtures\t%s\n", p.Fixtures)
	fmt.Fprintf(w, "\nAPI\tURL\tKEY ID\tSECRET\n")
	for _, a := range p.APIs {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", a.ID, a.URL, a.Account.ID, a.Account.Secret)
	}
	return w.Flush()
}
