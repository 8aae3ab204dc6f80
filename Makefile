# Supple: `make run` sets up everything and starts coaching; `make test` sets up everything and runs every check.

TARGET := $(or $(CARGO_TARGET_DIR),target)
CARGO_PATH = PATH="$$(setup/rust.sh):$$PATH"
SUPPLE := $(TARGET)/release/supple
DEMO := tests/clips/demo.mp4
CARGO_DENY := 0.20.2

.PHONY: help run demo build setup test format lint unit docs licences clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

run: build ## set up, build and start coaching; ARGS="sphinx --hold 20" for more
	@$(SUPPLE) run $(ARGS)

demo: build ## coach the demo clip in the window, or headless with a summary where there is no display
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] && $(SUPPLE) doctor | grep -q '^ok   window'; then \
		$(SUPPLE) run --input $(DEMO) --hold 6 --reps 1 --no-history $(ARGS); \
	else \
		echo "No display here: coaching the demo clip without a window."; \
		$(SUPPLE) run --input $(DEMO) --hold 6 --reps 1 --no-history --headless $(ARGS); \
	fi

build: setup ## set up and build the program
	@$(CARGO_PATH) cargo build --release --locked

setup: ## install system packages, Rust and ONNX Runtime
	@setup/packages.sh
	@setup/rust.sh > /dev/null
	@setup/onnxruntime.sh $(TARGET)/release $(TARGET)/debug

test: setup format lint unit docs ## set up and run every check: format, clippy, tests, docs

format:
	$(CARGO_PATH) cargo fmt --check

lint:
	$(CARGO_PATH) cargo clippy --locked --all-targets -- --deny warnings

unit:
	$(CARGO_PATH) cargo test --locked

docs:
	$(CARGO_PATH) RUSTDOCFLAGS="--deny warnings" cargo doc --locked --no-deps

licences: ## check every dependency's licence and source
	@$(CARGO_PATH) sh -c 'cargo deny --version >/dev/null 2>&1 || cargo install --quiet --locked --version $(CARGO_DENY) cargo-deny'
	@$(CARGO_PATH) cargo fetch --quiet --locked
	$(CARGO_PATH) cargo deny --locked --offline check licenses bans sources

clean:
	$(CARGO_PATH) cargo clean
	rm -rf runtime
