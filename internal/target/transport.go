package target

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"
)

// transport makes the connections of one run. It follows no redirects, no transport does.
func (n *network) transport(concurrency int, insecure bool) *http.Transport {
	config := &tls.Config{
		MinVersion: tls.VersionTLS12, RootCAs: n.roots,
		InsecureSkipVerify: insecure, // asked for by a flag, for endpoints with certificates of their own
	}
	if n.certificate != nil {
		config.Certificates = []tls.Certificate{*n.certificate}
	}
	return &http.Transport{
		Proxy:               n.through,
		DialContext:         dial,
		TLSClientConfig:     config,
		ForceAttemptHTTP2:   true,
		MaxIdleConnsPerHost: max(concurrency, minIdle),
		IdleConnTimeout:     90 * time.Second,
		TLSHandshakeTimeout: dialTimeout,
	}
}

const (
	// dialTimeout bounds how long a connection takes to come about.
	dialTimeout = 10 * time.Second
	// minIdle leaves connections open for a burst of requests, even of a single scenario.
	minIdle = 64
)

// through chooses the proxy of a request. What is on this machine is never reached through one: there
// its name would mean another machine.
func (n *network) through(r *http.Request) (*url.URL, error) {
	switch {
	case loopback(r.URL.Hostname()):
		return nil, nil
	case n.proxy != nil:
		return n.proxy, nil
	}
	return http.ProxyFromEnvironment(r)
}

// dial connects.
func dial(ctx context.Context, kind, address string) (net.Conn, error) {
	return dialer(address).DialContext(ctx, kind, address)
}

// dialer connects to an address. A name that stands for this machine must lead to it, whatever a name
// server says, because no opt-in was asked for.
func dialer(address string) *net.Dialer {
	d := &net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second}
	host, _, err := net.SplitHostPort(address)
	if err != nil || !loopback(host) {
		return d
	}
	d.ControlContext = func(_ context.Context, _, resolved string, _ syscall.RawConn) error {
		if ip, _, err := net.SplitHostPort(resolved); err != nil || !loopback(ip) {
			return fmt.Errorf("%s leads to %s, which is not this machine", host, resolved)
		}
		return nil
	}
	return d
}
