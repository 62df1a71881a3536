# Everything runs in an environment of its own, which the first target that needs it sets up. It is not .venv: that is
# the user's, with a copy of the package that may be older than this folder.
PYTHON ?= python3
# Without compiled modules each process that a test starts compiles all that it imports.
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv-dev
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
RUN := $(BIN)/python
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check
INSTALLED := $(VENV)/.installed
READY := $(VENV)/.ready

LOCK := $(RUN) -m uv pip compile --quiet --universal --python-version 3.11 --no-emit-package powertrack-sdk \
	--no-emit-index-url --no-header

HANDWRITTEN := src codegen tests examples bench docs

.PHONY: demo bench screenshots test test-browser test-export test-fuzz test-gateway test-kill test-late test-properties test-quick test-schemathesis check generate observe docs format lock clean help

help:           ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## */\t/'

$(INSTALLED): pyproject.toml requirements/run.txt
	@# Cleared, so that a package that is no longer required cannot hide a missing requirement.
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) --requirement requirements/run.txt
	$(PIP) --no-build-isolation --no-deps --editable .
	@touch $(INSTALLED)

$(READY): $(INSTALLED) requirements/dev.txt
	$(PIP) --requirement requirements/dev.txt
	@touch $(READY)

demo: $(INSTALLED) ## show the product at work against the simulator
	$(BIN)/powertrack demo

bench: $(READY) ## measure, as ratios within one run, and print one table
	$(RUN) -m bench

test: $(READY)  ## run the tests
	$(RUN) -m pytest -n 2 -m "not browser"

test-quick: $(READY) ## run each test with one set of parameters, without the slow tests
	$(RUN) -m pytest -n 2 -m "not browser" --quick

test-browser: docs ## open the built documentation in chromium
	$(RUN) -m pytest tests/browser -m browser

test-export: export POWERTRACK_EXPORT_SITES ?= 200
test-export: $(READY) ## export 200 sites and 30 days, killed on the way, and read the folder back
	$(RUN) -m pytest tests/export/test_kill.py

test-properties: export POWERTRACK_EXAMPLES ?= 1000
test-properties: $(READY) ## try the property-based tests with other examples than every run does, and more of them
	$(RUN) -m pytest -n 2 -m "not browser" $$(grep -rl "^ *@given" tests)

test-schemathesis: export POWERTRACK_SCHEMATHESIS_EXAMPLES ?= 100
test-schemathesis: $(READY) ## try the specification against the simulator, longer and at every limit of every field
	$(RUN) -m pytest -n 2 tests/simulator/test_schemathesis.py

test-fuzz: export POWERTRACK_ANSWERS ?= 10000
test-fuzz: $(READY) ## let a server answer at random, 10,000 times for each client
	$(RUN) -m pytest -n 2 tests/network/test_random_answers.py

test-gateway: export POWERTRACK_REQUESTS ?= 1000
test-gateway: $(READY) ## send 1,000 requests through a gateway that answers a share of them itself
	$(RUN) -m pytest -n 2 tests/network/test_gateway.py

test-kill: export POWERTRACK_KILLS ?= 30
test-kill: $(READY) ## kill programs that apply a plan, more often and over more devices
	$(RUN) -m pytest -n 2 tests/plans/test_kill.py

test-late: export POWERTRACK_LATE_WRITES ?= 200
test-late: export POWERTRACK_ORDERS ?= 100
test-late: $(READY) ## let two hundred writes land after their answers were lost, and settle and undo them
	$(RUN) -m pytest -n 2 tests/plans/test_late.py tests/plans/test_interleavings.py

check: $(READY) ## format, lint, types, layers, staleness of generated/
	$(RUN) -m ruff format --check $(HANDWRITTEN)
	$(RUN) -m ruff check $(HANDWRITTEN)
	$(RUN) -m mypy
	$(RUN) -m mypy examples bench tests
	$(RUN) -m pyright
	$(BIN)/lint-imports
	$(RUN) -m codegen check

generate: $(READY) ## derive generated/ from spec/
	$(RUN) -m codegen generate

observe: $(READY) ## compare recorded TRAFFIC="a.har b.har" with the specification
	$(RUN) -m codegen observe $(TRAFFIC) $(OPTIONS)

docs: $(READY)  ## build the documentation, with the reference, into build/docs
	$(RUN) -m codegen reference
	$(RUN) -m sphinx -W -q --keep-going -b html docs build/docs
	@echo "built: build/docs/index.html"

screenshots: $(READY) ## take the pictures of the guide again, with chromium, from the simulator
	$(RUN) docs/screenshots.py

format: $(READY) ## lay out the handwritten code
	$(RUN) -m ruff format $(HANDWRITTEN)
	$(RUN) -m ruff check --fix $(HANDWRITTEN)

lock: $(READY)  ## renew requirements/dev.txt
	$(RUN) -m pip install --quiet uv
	$(LOCK) --output-file requirements/dev.txt requirements/dev.in
	$(LOCK) --constraint requirements/dev.txt --output-file requirements/run.txt requirements/run.in

clean:          ## remove what was set up and built
	rm -rf $(VENV) build docs/reference dist demo-output .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
