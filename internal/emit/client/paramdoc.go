package client

import (
	"fmt"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/emit"
)

// paramDoc documents one field of an input: what it means, whether it must be sent, its limits, its values and what
// they do, and where all this stands.
func paramDoc(a api, p *contract.Param) string {
	var b strings.Builder
	b.WriteString(sentence(p.Description))
	b.WriteString(" " + presence(a, p))
	if limit := limits(p); limit != "" {
		b.WriteString(" " + limit)
	}
	if values := legal(a, p); values != "" {
		b.WriteString(" " + values)
	}
	return strings.TrimSpace(b.String()) + emit.Break + a.origin(p.Source, p.Pos)
}

// presence says whether a parameter must be sent and what leaving it out means.
func presence(a api, p *contract.Param) string {
	switch {
	case p.Required:
		return "Required."
	case p.Default != nil:
		if name := a.names.EnumConst(p, p.Default); name != "" {
			return fmt.Sprintf("Left out it is [%s].", name)
		}
		return fmt.Sprintf("Left out it is %v.", p.Default)
	}
	return "Optional."
}

// limits spells out the bounds of a list and the form of a text.
func limits(p *contract.Param) string {
	var parts []string
	switch {
	case p.MinItems > 0 && p.MaxItems > 0:
		parts = append(parts, fmt.Sprintf("It takes %d to %s.", p.MinItems, counted(p.MaxItems, "element", "elements")))
	case p.MaxItems > 0:
		parts = append(parts, fmt.Sprintf("It takes at most %s.", counted(p.MaxItems, "element", "elements")))
	case p.MinItems > 0:
		parts = append(parts, fmt.Sprintf("It takes at least %s.", counted(p.MinItems, "element", "elements")))
	}
	if p.Pattern != "" {
		parts = append(parts, fmt.Sprintf("It matches %s.", p.Pattern))
	}
	if p.Items != nil && p.Items.Pattern != "" {
		parts = append(parts, fmt.Sprintf("Each matches %s.", p.Items.Pattern))
	}
	return strings.Join(parts, " ")
}

// legal lists the constants of an enumeration, or what single values do where there are no constants to say it.
func legal(a api, p *contract.Param) string {
	if a.names.EnumType(p) != "" {
		var list []string
		for _, v := range p.Enum {
			list = append(list, "["+a.names.EnumConst(p, v)+"]")
		}
		if len(list) == 1 {
			return "Its only value is " + list[0] + "."
		}
		return "Legal are " + enumerate("and", list) + "."
	}
	var says []string
	for _, e := range p.Effects {
		if e.Says != "" {
			says = append(says, fmt.Sprintf("%v %s", e.Value, strings.TrimRight(e.Says, ".")))
		}
	}
	if len(says) == 0 {
		return ""
	}
	return upperFirst(strings.Join(says, "; ")) + "."
}
