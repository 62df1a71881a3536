# Everything runs in .venv, which the first target that needs it sets up.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
RUN := $(BIN)/python
READY := $(VENV)/.ready

.PHONY: demo test check generate format lock clean help

help:           ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## */\t/'

$(READY): pyproject.toml requirements/dev.txt
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --requirement requirements/dev.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(READY)

demo: $(READY)  ## show the product at work against the simulator
	$(BIN)/powertrack demo

test: $(READY)  ## run the tests
	$(RUN) -m pytest -n 2

check: $(READY) ## format, lint, types, layers, staleness of generated/
	$(RUN) -m ruff format --check src codegen tests
	$(RUN) -m ruff check src codegen tests
	$(RUN) -m mypy
	$(RUN) -m mypy tests/typing_from_outside.py
	$(BIN)/lint-imports
	$(RUN) -m codegen check

generate: $(READY) ## derive generated/ from spec/
	$(RUN) -m codegen generate

format: $(READY) ## lay out the handwritten code
	$(RUN) -m ruff format src codegen tests
	$(RUN) -m ruff check --fix src codegen tests

lock: $(READY)  ## renew requirements/dev.txt
	$(RUN) -m pip install --quiet uv
	$(RUN) -m uv pip compile --quiet --universal --python-version 3.11 --no-emit-package powertrack-sdk --no-emit-index-url --no-header --output-file requirements/dev.txt requirements/dev.in

clean:          ## remove what was set up and built
	rm -rf $(VENV) build dist demo-output .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
