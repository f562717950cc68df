package verify

import (
	"crypto/sha1"
	"encoding/hex"
	"hash"
)

func sha1New() hash.Hash { return sha1.New() }

// hexMAC is a signature of the schemes with a plain key.
func hexMAC(secret, text string) string {
	return hex.EncodeToString(hmacSHA256([]byte(secret), []byte(text)))
}
