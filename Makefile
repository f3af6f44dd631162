# Everything a developer runs. `make help` reads this file: a target's help is the comment behind its name.

# The tools are pinned in a module of their own, so that they stay out of the program's module graph.
tool := go tool -modfile=tools/go.mod
commit := $(shell git describe --always --dirty 2>/dev/null)

# Random contracts are the same in every run; RAPID_SEED=0 draws others.
export RAPID_SEED ?= 1

.DEFAULT_GOAL := help
.PHONY: help build platforms test race lint fmt check bench bench-peers clean

help: ## list these targets
	@awk -F ':[^#]*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## one static binary, bin/ips2
	CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags '-s -w -X main.commit=$(commit)' -o bin/ips2 ./cmd/ips2

# What the README says it builds for.
systems := linux darwin windows freebsd
processors := amd64 arm64

platforms: ## the program for every system and processor, only to see that it builds
	@for platform in $(foreach system,$(systems),$(addprefix $(system)/,$(processors))) linux/386; do \
		echo "$$platform"; GOOS=$${platform%/*} GOARCH=$${platform#*/} CGO_ENABLED=0 go build -trimpath -buildvcs=false -o /dev/null ./cmd/ips2 || exit; \
	done

# What a package's tests may take where other processes keep the cores busy; on an idle machine the longest takes some minutes.
patience := -timeout 30m

test: ## every test; what the machine lacks the means for is skipped and named
	$(tool) gotestsum --format pkgname -- $(patience) ./...

# What starts goroutines or shares memory between them (house_test.go holds this list complete), and the tests that run several of them.
concurrent := ./cmd/ips2 ./model/... ./output ./sim/... ./tree ./valuation
several := Workers|Progress|ManyRuns|TestScripts/interrupt

race: ## the tests of several workers under the race detector, where there is a C compiler
	@if [ "$$(go env CGO_ENABLED)" = 1 ] && command -v $$(go env CC) >/dev/null; then \
		set -x; go test -race $(patience) -run '$(several)' $(concurrent); \
	else echo 'skipped: the race detector, which needs cgo and a C compiler'; fi

lint: ## formatting, go.mod, go vet and staticcheck; changes nothing
	@unformatted=$$(gofmt -l .); test -z "$$unformatted" || { echo "not formatted (make fmt):"; echo "$$unformatted"; exit 1; }
	go mod tidy -diff
	cd tools && go mod tidy -diff
	go vet ./...
	$(tool) staticcheck ./...
	cd tools && go vet ./... && go tool staticcheck ./...

fmt: ## format the code
	gofmt -w .

check: lint test race ## what CI runs: lint, test, race

bench: ## the benchmarks: time and allocations, readable by benchstat
	go test -run '^$$' -bench . -benchmem ./...

bench-peers: build ## ips2 against QuantLib and numpy in turn, as ratios; it names what to install (ARGS='-rounds 50')
	@go run ./benchmarks/peers $(ARGS)

clean: ## remove what build left
	rm -rf bin
