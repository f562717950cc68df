package contract

import "slices"

// Protocols are the protocols that calls can travel by, in alphabetical order. Each has one file
// in wire/ and one in internal/reference.
func Protocols() []string {
	return []string{"alibaba-rpc", "tencent-2", "tencent-3", "zenlayer-2"}
}

// ProtocolSchemes returns the ways to sign that a protocol knows, nil for an unknown protocol.
func ProtocolSchemes(protocol string) []string {
	return slices.Clone(protocolSchemes[protocol])
}

// protocolSchemes is read only.
var protocolSchemes = map[string][]string{
	"alibaba-rpc": {"HMAC-SHA1", "ACS3-HMAC-SHA256"},
	"tencent-2":   {"HmacSHA1", "HmacSHA256"},
	"tencent-3":   {"TC3-HMAC-SHA256", "HmacSHA256", "HmacSHA1"},
	"zenlayer-2":  {"ZC2-HMAC-SHA256", "bearer"},
}
