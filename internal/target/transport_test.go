package target

import (
	"context"
	"net"
	"strings"
	"testing"
)

func TestLoopbackIsToldByNameOrAddress(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "LOCALHOST": true, "api.localhost": true, "127.0.0.1": true, "127.9.9.9": true, "::1": true, "::ffff:127.0.0.1": true,
		"": false, "localhost.example": false, "mylocalhost": false, "0.0.0.0": false, "::": false, "10.0.0.1": false, "127.1": false,
		"2130706433": false, "127.0.0.1.example": false, "localhost.": false,
	} {
		if got := loopback(host); got != want {
			t.Errorf("%q is on this machine: %t, want %t", host, got, want)
		}
	}
}

// TestANameOfThisMachineMustLeadToIt plays a name server that says otherwise.
func TestANameOfThisMachineMustLeadToIt(t *testing.T) {
	d := dialer("api.localhost:80")
	if err := d.ControlContext(t.Context(), "tcp", "192.0.2.1:80", nil); err == nil || !strings.Contains(err.Error(), "192.0.2.1") {
		t.Errorf("got %v, want an error that names the address", err)
	}
	for _, own := range []string{"127.0.0.1:80", "[::1]:80"} {
		if err := d.ControlContext(t.Context(), "tcp", own, nil); err != nil {
			t.Errorf("%s is refused: %v", own, err)
		}
	}
	if dialer("example.com:80").ControlContext != nil {
		t.Error("other names are held to this machine")
	}
}

func TestDialReachesThisMachine(t *testing.T) {
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	c, err := dial(context.WithoutCancel(t.Context()), "tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}

func TestCertificatesAreCheckedUnlessAFlagSaysOtherwise(t *testing.T) {
	var n network
	for _, insecure := range []bool{false, true} {
		if got := n.transport(1, insecure).TLSClientConfig.InsecureSkipVerify; got != insecure {
			t.Errorf("with the flag %t, certificates are left unchecked: %t", insecure, got)
		}
	}
}
