package driver

import (
	"fmt"
	"strings"
	"testing"
)

func TestASecretIsHiddenAsItIsAndAsJSON(t *testing.T) {
	tests := []struct {
		secrets    []string
		text, want string
	}{
		{[]string{`hunter"2`}, `{"secret":"hunter\"2"} hunter"2`, `{"secret":"[redacted]"} [redacted]`},
		{[]string{`hunter"`}, `{"secret":"hunter\""}`, `{"secret":"[redacted]"}`},
		{[]string{"a b"}, `a b a  b`, `[redacted] a  b`},
		{[]string{"short", "a short and long one"}, "a short and long one, a short one", "[redacted], a [redacted] one"},
		{[]string{"one", "", "two", "one"}, "one two three", "[redacted] [redacted] three"},
		{nil, "nothing", "nothing"},
	}
	for _, tt := range tests {
		var s secrets
		for _, secret := range tt.secrets {
			s.add(secret)
		}
		if got := s.hide(tt.text); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
}

func TestTheOldestSecretIsForgottenFirst(t *testing.T) {
	var s secrets
	for n := range maxSecrets + 1 {
		s.add(fmt.Sprintf("key-%05d", n))
	}
	if got := s.hide("key-00000 key-00001 key-04096"); got != "key-00000 [redacted] [redacted]" || len(s.known) != maxSecrets {
		t.Errorf("%s, %d known", got, len(s.known))
	}
}

func TestSecretsAreTakenOut(t *testing.T) {
	d := start(t, "actor")
	r := d.Ask(t.Context(), call(1, "leak"))
	text := fmt.Sprintf("%+v", r)
	if strings.Contains(text, "hunter") || !strings.Contains(r.Line, "my key is [redacted]") || r.Stderr != "the key [redacted]" {
		t.Errorf("%s", text)
	}
}

func TestTheSecretsOfEarlierCallsAreTakenOut(t *testing.T) {
	d := start(t, "gossip")
	for n := 1; n <= 3; n++ {
		if r := d.Ask(t.Context(), call(n, "good")); pid(r) == 0 {
			t.Fatalf("%+v", r)
		}
	}
	later := call(4, "leak the first")
	later.Credentials.Secret = "another"
	r := d.Ask(t.Context(), later)
	if text := fmt.Sprintf("%+v", r); strings.Contains(text, "hunter") || !strings.Contains(r.Line, "[redacted]") ||
		!strings.Contains(r.Detail, "[redacted]") || r.Stderr != "the key [redacted]" {
		t.Errorf("%s", text)
	}
	if r := d.Ask(t.Context(), call(5, "good")); pid(r) == 0 {
		t.Fatalf("%+v", r)
	}
	if err := d.Close(); err != nil || d.Parting() != `printed "it was [redacted]" when nothing had been asked` {
		t.Errorf("%v, %s", err, d.Parting())
	}
}
