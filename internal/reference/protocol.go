package reference

import (
	"fmt"
	"net/http"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/reference/verify"
)

// protocol is what a vendor's wire has beyond its contracts. One file holds one protocol.
type protocol interface {
	// read takes the action, the common values and the parameters out of a request.
	read(c *call) *call
	// scheme returns the verifier of a signing scheme of the contract's spelling, or nil.
	scheme(name string) verify.Scheme
	// fallback answers what no row of the contract answers.
	fallback(k Kind) fallback
	// explain may rewrite the message of a request that is not authentic.
	explain(r *Refusal, out verify.Outcome)
	// finish adds what the vendor's answers have beyond the contract, and says how they are written.
	finish(c *call, r *Reply)
	// requestIDPattern is used where the contract describes no request ids.
	requestIDPattern() string
}

// fallback is an answer that the protocol itself knows: a common code of the vendor.
type fallback struct {
	code   string
	number int
	status int
}

// The names that contracts give to protocols; the shorter names of the last two are understood as well.
const (
	protocolTencent3 = "tencent-3"
	protocolTencent2 = "tencent-2"
	protocolZenlayer = "zenlayer-2"
	protocolAlibaba  = "alibaba-rpc"
)

// schemeBearer is the one scheme whose key is a token and no id.
const schemeBearer = "Bearer"

// protocolNamed returns the protocol of a contract.
func protocolNamed(c *contract.Contract) (protocol, error) {
	switch c.Protocol {
	case protocolTencent3:
		return tencent3{}, nil
	case protocolTencent2:
		return tencent2{path: c.Path()}, nil
	case protocolZenlayer, "zenlayer":
		return zenlayer{path: c.Path()}, nil
	case protocolAlibaba, "alibaba":
		return alibaba{}, nil
	}
	return nil, fmt.Errorf("%s: unknown protocol %q: use one of %s, %s, %s, %s, or add a file to internal/reference",
		c.File, c.Protocol, protocolZenlayer, protocolTencent2, protocolTencent3, protocolAlibaba)
}

// readMethod notes a method that the protocol does not have.
func (c *call) readMethod(allowed ...string) {
	for _, m := range allowed {
		if c.signed.Method == m {
			return
		}
	}
	c.fail(KindMethod, "the method "+quote(c.signed.Method)+" is not supported")
}

// plain is what protocols without further needs embed.
type plain struct{}

func (plain) explain(*Refusal, verify.Outcome) {}

func (plain) finish(*call, *Reply) {}

// getOrPost are the methods of the protocols that have both.
func (c *call) getOrPost() { c.readMethod(http.MethodGet, http.MethodPost) }
