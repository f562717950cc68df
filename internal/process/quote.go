package process

import (
	"fmt"
	"strings"
)

// MaxQuote bounds what [Quote] shows, in bytes.
const MaxQuote = 200

// Quote shows the beginning of foreign bytes in quotation marks. Secrets are taken out first: a cut must not
// leave half of one. A nil redact leaves everything as it is.
func Quote(text []byte, redact func(string) string) string {
	const most = 64 << 10 // more than any secret, less than a slow job for the redactor
	clean := strings.ToValidUTF8(string(text[:min(len(text), most)]), "�")
	if redact != nil {
		clean = redact(clean)
	}
	if len(clean) > MaxQuote {
		return fmt.Sprintf("%q…", strings.ToValidUTF8(clean[:MaxQuote], ""))
	}
	return fmt.Sprintf("%q", clean)
}
