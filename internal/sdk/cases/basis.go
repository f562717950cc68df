package cases

import "github.com/seed-613b54dc/conformance/internal/contract"

// Basis is what a demand rests on.
type Basis struct {
	// Lines of the document; empty when the demand does not rest on it.
	Lines []int
	// Words say it: "document", "the vendor's common pages", "RFC 9110, section 8.3.1".
	Words string
}

// The bases that are not the document.
const (
	basisCommon   = "the vendor's common pages"
	basisSDK      = "the vendor's SDKs"
	basisMedia    = "RFC 8259, section 11: a charset has no effect on JSON; RFC 9110, section 8.3.1: letters in a media type may be small or capital"
	basisHTTP     = "RFC 9112, section 8: a message that ends too early is incomplete"
	basisJSON     = "RFC 8259: what is not JSON is not an answer of this API"
	basisEnvelope = "the vendor's common pages: every answer is an object with the envelope"
	basisForms    = "RFC 8259: order and white space mean nothing"
	basisStatus   = "RFC 9110, section 15.6: a status from 500 on says that the server has failed"
	basisGrowth   = "vendors add fields and codes without notice"
)

// on makes a basis of where a fact comes from.
func on(s contract.Source) Basis {
	switch s.Basis {
	case contract.BasisSDK:
		return Basis{Words: basisSDK}
	case contract.BasisProtocol:
		return Basis{Words: basisCommon}
	}
	return Basis{Lines: s.Lines, Words: "document"}
}
