package target

import (
	"net/netip"
	"net/url"
	"strings"
)

// loopback reports whether a host is this machine by its name or address alone: localhost and names
// below it, 127.0.0.0/8, ::1. Nothing is looked up, and unusual spellings of addresses do not count.
func loopback(host string) bool {
	name := strings.ToLower(host)
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	address, err := netip.ParseAddr(name)
	return err == nil && address.Unmap().IsLoopback()
}

// Loopback reports whether a URL leads to this machine, whatever the name service says.
func Loopback(address string) bool {
	u, err := url.Parse(address)
	return err == nil && loopback(u.Hostname())
}
