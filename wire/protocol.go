package wire

import (
	"fmt"

	"github.com/seed-613b54dc/conformance/wire/sign"
)

// protocol is what one protocol file provides. Its values hold no state.
type protocol interface {
	// carries reports whether a scheme can sign a request in an encoding.
	carries(Scheme, Encoding) bool
	// signer returns the signer of the scheme that cfg names, which the protocol carries.
	signer(API, Config) sign.Signer
	// common lists the common parameters of a call. Those that the signer adds are listed, without a value, only where
	// they travel as headers.
	common(*call) []common
	// firstIndex is the index of the first element of a list in a query or a form.
	firstIndex() int
	// split checks the envelope of an answer and keeps its ids in it. It returns the payload, or an [*Error] or
	// [*AnswerError].
	split(*answer) (payload []byte, err error)
}

// common is a common parameter of a call.
type common struct {
	name   string // its plain name
	header string // the header that carries it, in canonical form; empty: it is a parameter like those of the input
	value  string // empty: not sent, unless an option sets it
}

// protocolOf finds the protocol called p.
func protocolOf(p Protocol) (protocol, error) {
	switch p {
	case Zenlayer:
		return zenlayer{}, nil
	case Tencent3:
		return tencent3{}, nil
	case Tencent2:
		return tencent2{}, nil
	case Alibaba:
		return alibaba{}, nil
	}
	return nil, fmt.Errorf("protocol %q: known are %s",
		p, list([]Protocol{Zenlayer, Tencent3, Tencent2, Alibaba}))
}
