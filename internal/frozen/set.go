// Package frozen keeps what a contract promised on a day, and holds later contracts to it.
//
// In go contracts, and the sets that were frozen of them before; out come new sets, their canonical files
// specs/frozen/<api>@<version>.json, and findings where a rule id has been given another meaning. A set is
// never changed once it is written: somebody has published a report that names it.
package frozen

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/seed-613b54dc/conformance/internal/contract"
	"github.com/seed-613b54dc/conformance/internal/scenario"
)

// Schema is the version of the form of the files.
const Schema = 1

// Set is what one contract promised on one day.
type Set struct {
	Schema int    `json:"schemaVersion"` // always Schema
	API    string `json:"api"`
	// Version is the day as it is written in reports, YYYY-MM-DD.
	Version  string   `json:"version"`
	Document Document `json:"document"`
	Contract File     `json:"contract"`
	// Rules are in the order of the contract.
	Rules []Rule `json:"rules"`
}

// File names a file and the hash of its bytes.
type File struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

// Document is the vendor's page that the contract encoded.
type Document struct {
	File
	// Lines are the digests of its lines, made by [Digests]. With them one can tell later which lines have
	// changed, although the page itself is not kept. Empty when the page was not at hand.
	Lines []string `json:"lines,omitempty"`
}

// Rule is one rule as it was.
type Rule struct {
	ID    string         `json:"id"`
	Kind  contract.Kind  `json:"kind"`
	Says  string         `json:"says"`
	Basis contract.Basis `json:"basis"`
	Lines []int          `json:"lines"` // of the document; [] unless Basis is the document
	// Informational rules ask which reading an endpoint follows; they never count.
	Informational bool `json:"informational,omitempty"`
	// Revises says why the rule, which reads otherwise than in the set before, is still the same rule.
	Revises string `json:"revises,omitempty"`
	// Scenarios are the ids of its scenarios.
	Scenarios []string `json:"scenarios"`
}

// Of returns what the contract promises now.
func Of(c *contract.Contract, version string) Set {
	scenarios := map[string][]string{}
	for _, s := range scenario.All(c) {
		scenarios[s.Rule.ID()] = append(scenarios[s.Rule.ID()], s.ID)
	}
	set := Set{
		Schema: Schema, API: c.API, Version: version,
		Document: Document{File: File{c.Document.File, c.Document.SHA256}},
		Contract: File{c.File, c.SHA256},
		Rules:    []Rule{},
	}
	for _, r := range contract.Rules(c) {
		set.Rules = append(set.Rules, Rule{
			ID: r.ID(), Kind: r.Kind, Says: r.Says, Basis: r.Source.Basis,
			Lines: append([]int{}, r.Source.Lines...), Informational: r.Informational(),
			Scenarios: append([]string{}, scenarios[r.ID()]...),
		})
	}
	return set
}

// Name is how reports and people name the set: "tencent-cvm-v3@2026-11-21".
func (s Set) Name() string { return s.API + "@" + s.Version }

// Path is the file of the set, from the top of the module.
func (s Set) Path() string { return "specs/" + folder + "/" + s.Name() + ".json" }

// Version reports whether the text is a version: a day of the calendar, YYYY-MM-DD. Such versions sort by age.
func Version(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// digestSize is the number of hexadecimal digits of the digest of a line. Pages have some hundred lines, so
// 32 bits tell them apart.
const digestSize = 8

// Digests are the digests of the lines of a page, the first line first.
func Digests(page []byte) []string {
	var all []string
	for line := range strings.SplitSeq(strings.TrimSuffix(string(page), "\n"), "\n") {
		sum := sha256.Sum256([]byte(line))
		all = append(all, hex.EncodeToString(sum[:])[:digestSize])
	}
	return all
}
