package reference

import (
	"fmt"
	"io"
	"math/rand/v2"
	"regexp/syntax"
	"strings"
	"sync"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// generator makes ids and credentials. It is safe for concurrent use; the same seed gives the same texts.
type generator struct {
	mu       sync.Mutex
	rand     *rand.Rand
	resource *syntax.Regexp
	prefix   string
	request  *syntax.Regexp
}

// newGenerator seeds a generator and reads the patterns that its ids follow.
func newGenerator(random io.Reader, c *contract.Contract, p protocol) (*generator, error) {
	var seed [32]byte
	if _, err := io.ReadFull(random, seed[:]); err != nil {
		return nil, fmt.Errorf("seed for ids: %w", err)
	}
	g := &generator{rand: rand.New(rand.NewChaCha8(seed)), prefix: c.Resource.IDPrefix}
	pattern := p.requestIDPattern()
	if c.RequestID != nil && c.RequestID.Pattern != "" {
		pattern = c.RequestID.Pattern
	}
	var err error
	if g.request, err = syntax.Parse(pattern, syntax.Perl); err != nil {
		return nil, fmt.Errorf("pattern of request ids: %w", err)
	}
	if c.Resource.IDPattern != "" {
		if g.resource, err = syntax.Parse(c.Resource.IDPattern, syntax.Perl); err != nil {
			return nil, fmt.Errorf("pattern of resource ids: %w", err)
		}
	}
	return g, nil
}

// letters makes n letters and digits.
func (g *generator) letters(n int) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	g.mu.Lock()
	defer g.mu.Unlock()
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[g.rand.IntN(len(alphabet))]
	}
	return string(b)
}

// requestID makes the id of one request.
func (g *generator) requestID() string { return g.matching(g.request) }

// resourceID makes an id that follows the contract's pattern and begins with its prefix, where the pattern allows
// one. Without a pattern it is the prefix and sixteen letters and digits.
func (g *generator) resourceID() string {
	if g.resource == nil {
		return g.prefix + g.letters(16)
	}
	const tries = 64 // a pattern with alternatives may need some to hit the prefix
	id := ""
	for range tries {
		if id = g.matching(g.resource); strings.HasPrefix(id, g.prefix) {
			break
		}
	}
	return id
}

// matching makes a text that matches a pattern.
func (g *generator) matching(re *syntax.Regexp) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	var b strings.Builder
	g.grow(&b, re)
	return b.String()
}

// grow writes a text for one node of a pattern. Assertions (^, $, \b) write nothing.
func (g *generator) grow(b *strings.Builder, re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		b.WriteRune(g.pick(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte(byte('a' + g.rand.IntN(26)))
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			g.grow(b, sub)
		}
	case syntax.OpAlternate:
		g.grow(b, re.Sub[g.rand.IntN(len(re.Sub))])
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		for range g.times(re) {
			g.grow(b, re.Sub[0])
		}
	}
}

// times is how often a repetition is written: an open one eight times, so that ids differ.
func (g *generator) times(re *syntax.Regexp) int {
	const open = 8
	switch {
	case re.Op == syntax.OpQuest:
		return g.rand.IntN(2)
	case re.Op != syntax.OpRepeat:
		return open
	case re.Max < 0:
		return max(re.Min, open)
	}
	return re.Min + g.rand.IntN(re.Max-re.Min+1)
}

// pick chooses a rune of a class, given as pairs of bounds. Printable ASCII is preferred: a negated class has
// the whole of Unicode.
func (g *generator) pick(bounds []rune) rune {
	var size rune
	for i := 0; i+1 < len(bounds); i += 2 {
		size += max(0, min(bounds[i+1], '~')-max(bounds[i], '!')+1)
	}
	if size == 0 {
		if len(bounds) == 0 {
			return 'x' // a class of nothing: no text matches it
		}
		return bounds[0]
	}
	n := g.rand.Int32N(size)
	for i := 0; i+1 < len(bounds); i += 2 {
		low := max(bounds[i], '!')
		width := max(0, min(bounds[i+1], '~')-low+1)
		if n < width {
			return low + n
		}
		n -= width
	}
	panic("unreachable: the widths add up to size")
}
