# The verbs. `make run` and `make test` are the two that matter.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8050
INSTANCE ?= var-demo
PYTEST_ARGS ?=
# Files are shared out between so many processes; a file's tests stay together.
WORKERS ?= 2
BIN := $(VENV)/bin
STAMP := $(VENV)/.made-from-lock
UV := $(shell command -v uv 2>/dev/null)
ANY_UV := $(or $(UV),$(wildcard $(BIN)/uv))
SQL_FOLDERS := $(wildcard warehouse/models warehouse/checks warehouse/shared)
# Nothing younger than this enters the lock: at least a week back.
LOCK_CUTOFF ?= 2026-11-17

.PHONY: help env browser run test test-fast cover check format bench clean lock

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

env: $(STAMP) ## make .venv from the lock (again only when the lock changes)

$(STAMP): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed, found $$($(PYTHON) -V). Say PYTHON=<path> make env."; exit 1; }
	@echo "Making $(VENV) from requirements-dev.txt ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
ifneq ($(UV),)
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	@$(BIN)/python -m pip install -qq --no-input --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install -qq --no-input --no-deps --no-build-isolation -e .
endif
	@touch $@

browser: ## see to it that Chromium is here, for the browser tests
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Installing Chromium for the browser tests ..."; \
			export DEBIAN_FRONTEND=noninteractive; log=$$(mktemp); \
			{ apt-get update && apt-get install -y chromium; } >"$$log" 2>&1 </dev/null \
				|| { tail -n 20 "$$log"; exit 1; }; \
			rm -f "$$log"; \
		else \
			echo "No Chromium found. Install the package 'chromium' (Debian: apt-get install chromium), or run make test-fast."; \
			exit 1; \
		fi; }

$(INSTANCE)/.built: | env
	@echo "Building the demo in $(INSTANCE) (once) ..."
	@$(BIN)/platsbild demo $(INSTANCE)
	@touch $@

run: env $(INSTANCE)/.built ## build the demo once and serve it (HOST, PORT, INSTANCE)
	@echo "Platsbild is at http://$(HOST):$(PORT)/  (stop it with Ctrl-C)"
	@$(BIN)/platsbild serve $(INSTANCE) --host $(HOST) --port $(PORT)

test: env browser ## run every test (PYTEST_ARGS)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(PYTEST_ARGS)

test-fast: env ## run every test that needs no browser
	@$(BIN)/python -m pytest -m "not browser" $(PYTEST_ARGS)

cover: env ## test-fast, with branch coverage
	@$(BIN)/python -m pytest -m "not browser" --cov $(PYTEST_ARGS)

check: env ## formatting, lint, types, imports, SQL and architecture
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(if $(SQL_FOLDERS),$(BIN)/sqlfluff lint $(SQL_FOLDERS),echo "no SQL yet")
	@$(BIN)/python -m pytest -q tests/architecture

format: env ## format Python and SQL, and mend what lint can mend
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .
	@$(if $(SQL_FOLDERS),$(BIN)/sqlfluff fix --quiet $(SQL_FOLDERS),true)

bench: env ## run the benchmark
	@$(BIN)/python -m tests.bench

clean: ## remove what tools and the demo left (.venv stays)
	@rm -rf build dist var-demo htmlcov test-results .coverage .coverage.* .bench
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

lock: ## write both requirement files anew (needs uv; LOCK_CUTOFF is a date)
	@test -n "$(ANY_UV)" || { echo "make lock needs uv: install it on the path first."; exit 1; }
	@$(LOCK) --output-file requirements.txt pyproject.toml
	@$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

LOCK = $(ANY_UV) pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --exclude-newer $(LOCK_CUTOFF) --no-emit-index-url \
	--no-annotate --no-strip-extras --custom-compile-command "make lock"
