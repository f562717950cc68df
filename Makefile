SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --warn-undefined-variables --no-builtin-rules

# How many scenarios run at a time. They mostly wait, so more than there are cores.
PROCS ?= 12
# Which scenarios run; see docs/vocabulary.md for the labels.
FILTER ?=
REPORT ?= $(CURDIR)/reports/reference
# The day of a frozen rule set to run (docs/frozen-rules.md); all rules when empty.
AS_OF ?=
# A directory with the vendors' pages, to compare with the contracts; they are not part of the repository.
DOCUMENTS ?=
MUTANTS ?= $(CURDIR)/reports/mutants
# Which SDKs, and which of their cases, make sdks judges; all when empty.
SDK ?=
CASE ?=
# Where their report goes; reports/sdks when empty, and reports/sdks-case for a few cases.
SDKS ?=
FUZZTIME ?= 20s
# The packages that are tested with the race detector; all others are tested without it.
RACED := internal/(fixture|mutant/matrix|process|progress|reference|report|runner|sdk|setup|target)|suites/harness|wire

.PHONY: all
all: check test conformance mutants sdks ## Everything that CI runs.

.PHONY: help
help: ## Show this list.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.PHONY: conformance
conformance: ## Run every scenario against the reference endpoint; reports in reports/reference.
	go tool ginkgo --no-color --procs=$(PROCS) --timeout=10m --grace-period=5s --randomize-all --fail-on-empty \
		$(if $(FILTER),--label-filter='$(FILTER)') ./suites -- --report=$(REPORT) $(if $(AS_OF),--as-of=$(AS_OF))

.PHONY: mutants
mutants: ## Break every rule once and prove that a scenario notices; the kill matrix in reports/mutants.
	go run ./cmd/conformance mutants --report=$(MUTANTS)

.PHONY: sdks
sdks: ## Install and judge the official SDKs, or those of SDK=name; the matrix in reports/sdks.
	go run ./cmd/conformance sdk --from=sdks $(addprefix --report=,$(SDKS)) --fail-on-incomplete=false \
		$(addprefix --sdk=,$(SDK)) $(addprefix --case=,$(CASE))

.PHONY: test
test: ## Run every test of the project, with the race detector where it matters.
	go -C sdks/lines test -race ./...
	go test -race $$(go list ./... | grep -E '/($(RACED))(/|$$)')
	go test $$(go list ./... | grep -vE '/($(RACED))(/|$$)|/suites$$')

.PHONY: test-browser
test-browser: ## Open the HTML report in a headless browser (needs chromium) and check it there.
	CONFORMANCE_BROWSER=1 go test -count=1 -run InBrowser ./internal/report/... ./internal/sdk/matrix

.PHONY: generate
generate: ## Write gen/ and suites/ anew from specs/.
	go run ./cmd/specgen generate

.PHONY: check
check: ## Vet, lint, and prove that generated files are current and rule ids mean what they did.
	test -z "$$(gofmt -l $$(git ls-files '*.go') | tee /dev/stderr)"
	go vet ./...
	go -C sdks/lines vet ./...
	go -C sdks/generated-go vet ./...
	go tool staticcheck ./...
	go run ./cmd/specgen check $(if $(DOCUMENTS),--documents=$(DOCUMENTS))

.PHONY: bench
bench: ## Compare speed: generation, client against bare HTTP, endpoint against a bare handler, a whole run.
	go test -run '^$$' -bench . -benchmem ./internal/... ./wire/... ./cmd/...
	scripts/walltime

.PHONY: fuzz
fuzz: ## Fuzz everything that reads foreign bytes, each for FUZZTIME.
	scripts/fuzz $(FUZZTIME)

.PHONY: flakes
flakes: ## Run the reference run 100 times in a row and stop at the first that is not green.
	scripts/flakes 100

.PHONY: clean
clean: ## Remove reports, binaries and installed SDKs.
	rm -rf reports/*/ bin
	git clean -fdXq sdks
