package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"
)

// The limits of each server. A header may hold the longest query that the vendors accept.
const (
	headerTimeout = 10 * time.Second
	bodyTimeout   = 30 * time.Second
	idleTimeout   = time.Minute
	maxHeader     = 128 << 10
	// graceTime is how long requests that are being answered may take when the program ends.
	graceTime = 1500 * time.Millisecond
)

// group is a row of servers on consecutive ports, or on free ones.
type group struct {
	host    string
	next    int // 0: any free port
	members []member
}

type member struct {
	name     string
	server   *http.Server
	listener net.Listener
}

// newGroup reads the first address.
func newGroup(first string) (*group, error) {
	host, port, err := net.SplitHostPort(first)
	if err != nil {
		return nil, usageError{fmt.Errorf("the address %q is not HOST:PORT: %w", first, err)}
	}
	n, err := strconv.Atoi(port)
	if err != nil || n < 0 || n > 65535 {
		return nil, usageError{fmt.Errorf("the port of %q is not a number from 0 to 65535", first)}
	}
	return &group{host: host, next: n}, nil
}

// add opens the next listener and returns its URL, without a path.
func (g *group) add(ctx context.Context, name string, h http.Handler) (string, error) {
	address := net.JoinHostPort(g.host, strconv.Itoa(g.next))
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return "", usageError{fmt.Errorf("port %d, for %s, is in use: stop the program that has it, or choose other ports with --port-base", g.next, name)}
	case err != nil:
		return "", usageError{fmt.Errorf("listen for %s: %w: choose another address with --listen", name, err)}
	}
	if g.next > 0 {
		g.next++
	}
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       bodyTimeout,
		WriteTimeout:      bodyTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
	}
	g.members = append(g.members, member{name, server, l})
	return "http://" + l.Addr().String(), nil
}

// serve answers until the context ends, or until one server breaks, and then lets the requests finish that are being
// answered.
func (g *group) serve(ctx context.Context) error {
	broken := make(chan error, len(g.members))
	for _, m := range g.members {
		go func() {
			if err := m.server.Serve(m.listener); !errors.Is(err, http.ErrServerClosed) {
				broken <- fmt.Errorf("serve %s: %w", m.name, err)
			}
		}()
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-broken:
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), graceTime)
	defer cancel()
	for _, m := range g.members {
		if e := m.server.Shutdown(grace); e != nil {
			// Whoever is still being answered has had the time for it.
			err = errors.Join(err, m.server.Close())
		}
	}
	return err
}

// close lets go of the listeners; those that were served are closed already, which is no error here.
func (g *group) close() {
	for _, m := range g.members {
		_ = m.listener.Close()
	}
}
