# Supple: `make run` sets up everything and starts coaching; `make test` sets up everything and runs every check.

TARGET := $(or $(CARGO_TARGET_DIR),target)
CARGO_PATH = PATH="$$(setup/rust.sh):$$PATH"
SUPPLE := $(TARGET)/release/supple
DEMO := tests/clips/demo.mp4
TEST_LOG := $(TARGET)/tests.log
# How many tests pass where ../shared, ffmpeg and ONNX Runtime are. Fewer means that some were lost; raise it with every batch of new ones.
TESTS := 1390

.PHONY: help run demo build setup test format lint unit tests-ran docs licences private dist package beside clean

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

test: ## set up and run every check: format, clippy, tests, docs
	@.ci/steps setup format lint unit docs

format:
	$(CARGO_PATH) cargo fmt --check

lint:
	$(CARGO_PATH) cargo clippy --locked --all-targets -- --deny warnings

# What the tests said is kept for `tests-ran`. The pipe must not swallow a failure.
unit:
	@mkdir -p $(TARGET)
	@bash -o pipefail -c '$(CARGO_PATH) cargo test --locked 2>&1 | tee $(TEST_LOG)'

# No test may be missing or have been left out, where there is all that it needs.
tests-ran:
	@if [ -d ../shared ]; then .ci/test_output $(TEST_LOG) $(TESTS); \
	else echo "skipped: there is no ../shared here, so that the tests on footage and photos were left out"; fi

docs:
	@python3 docs/transcript.py --check
	$(CARGO_PATH) RUSTDOCFLAGS="--deny warnings" cargo doc --locked --no-deps

licences: ## check every dependency's licence and source, as deny.toml says, and that somebody has looked at it
	@python3 .ci/test_checks.py
	@$(CARGO_PATH) cargo fetch --quiet --locked
	@$(CARGO_PATH) .ci/licences
	@$(CARGO_PATH) .ci/crates

# That nothing leaves the machine: see docs/privacy.md.
private:
	@.ci/private

dist: setup ## make the packages: a .deb, a tarball, their bill of materials and checksums, in target/dist
	@packaging/dist.sh $(TARGET)/dist

# That they can be installed, used, upgraded and removed where there is nothing else: see docs/packaging.md.
package:
	@.ci/package $(TARGET)/dist

# What needs more than the project holds.
beside:
	@.ci/beside

clean:
	$(CARGO_PATH) cargo clean
	rm -rf runtime
