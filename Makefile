# Everything a newcomer or the CI does, one target each. Needs Python 3.11 or newer and make; the rest is installed into .venv.

PYTHON ?= python3
VENV   ?= .venv
PY     := $(VENV)/bin/python
STAMP  := $(VENV)/.provaudit-installed
K      ?=
ARGS   ?=
OUT    ?= build/models

# One thread a process is fastest for these models, and spinning threads only steal time from each other.
export OMP_NUM_THREADS ?= 1
export OMP_WAIT_POLICY ?= PASSIVE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types contracts format check gate examples pictures models bench wheel clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## create .venv and install the project with its development tools (done by the other targets)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "provaudit needs Python 3.11 or newer; $(PYTHON) is older. Say: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: $(STAMP) ## audit a sample article and show the table
	$(VENV)/bin/provaudit score fixtures/sample/harbor-bridge.txt

test: $(STAMP) ## run all tests (K=pattern for some of them)
	$(PY) -m pytest $(if $(K),-k "$(K)")

lint: $(STAMP) ## check style and formatting
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(STAMP) ## check the types
	$(PY) -m mypy

contracts: $(STAMP) ## check that imports go down the layers only
	$(VENV)/bin/lint-imports

format: $(STAMP) ## put the code into the house format
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

check: lint types contracts test ## everything the CI checks

gate: $(STAMP) ## score the fixtures against their gold; fails below the floors [ARGS=--misses, --update]
	$(PY) -m tests.quality.gate $(ARGS)

examples: $(STAMP) ## render reports/examples anew from the fixtures
	UPDATE_GOLDEN=1 $(PY) -m pytest tests/test_report_examples.py tests/echo/test_example.py

pictures: examples ## make the pictures of README anew from them; needs Chromium with chromedriver
	$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[browser]'
	$(PY) -m tests.browser.picture reports/examples/harbor-bridge.html docs/article-report.png 1750
	$(PY) -m tests.browser.picture reports/examples/2026-W47.html docs/weekly-report.png 1455
	$(PY) -m tests.browser.picture reports/examples/echo.html docs/echo-report.png 1450

models: $(STAMP) ## retrain the bundled models: DATA=folder [OUT=folder] [ARGS=--quick]
	@test -n "$(DATA)" || { echo "say where the treebanks are: make models DATA=/path/to/data (recipes/README.md)" >&2; exit 2; }
	$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[recipes]'
	$(PY) -m recipes "$(DATA)" --out "$(OUT)" $(ARGS)

bench: $(STAMP) ## measure accuracy, speed and memory: SHARED=folder with the benchmark data
	@test -n "$(SHARED)" || { echo "say where the benchmark data is: make bench SHARED=/path/to/shared" >&2; exit 2; }
	@for set in seeds dev challenge; do \
	  texts="$(SHARED)/gold/$$set/text"; gold="$(SHARED)/gold/$$set/gold"; \
	  test -d "$$texts" || { texts="$(SHARED)/$$set"; gold="$(SHARED)/gold/$$set"; }; \
	  echo "== $$set"; $(VENV)/bin/provaudit bench audits "$$texts" --out build/bench/$$set && \
	  $(PY) "$(SHARED)/bench/score_chains.py" --gold "$$gold" --text "$$texts" --audits build/bench/$$set || exit 1; \
	done
	@echo "== PolNeAR dev"
	@$(VENV)/bin/provaudit bench attributions "$(SHARED)/data/polnear/dev.jsonl" --out build/bench/polnear.jsonl
	@$(PY) "$(SHARED)/bench/score_attributions.py" "$(SHARED)/data/polnear/dev.jsonl" build/bench/polnear.jsonl
	@echo "== speed"
	@$(VENV)/bin/provaudit bench speed

wheel: $(STAMP) ## build the wheel into dist/
	$(PY) -m build --wheel --no-isolation

clean: ## remove what was built, and .venv
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
