# Everything that a person or a CI job runs here. The first call makes .venv and fills it; later calls reuse it.

VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DOCS   := $(VENV)/.docs-ready
DEMO   := demo-output

# The first of these that is Python 3.11 or newer and can make an environment. Say PYTHON=... for another one.
PYTHON ?= $(firstword $(foreach python,python3 python3.13 python3.12 python3.11 python,$(shell \
	$(python) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& command -v $(python))))

.DELETE_ON_ERROR:
.PHONY: help venv demo test test-spark types lint format bench bench-names docs screenshots clean

help:  ## show these lines
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

venv: $(READY)  ## make .venv with the library and the tools of its developers

demo: $(READY)  ## score the invented profiles of examples/ and explain one of them
	$(BIN)/screening demo -o $(DEMO)

test: $(READY) types  ## run every test, doctests and type checks included
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

test-spark: $(READY)  ## run the tests on a real Spark; Java 17 or newer is needed
	$(BIN)/python -m pip install --quiet -c constraints.txt --group spark
	$(BIN)/python -m pytest tests/spark

types: $(READY)  ## check the types of the package and its tests
	$(BIN)/mypy

lint: $(READY) types  ## check style, format and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(READY)  ## bring the code into its format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(READY)  ## measure start and scoring; LISTS="sdn.csv alt.csv add.csv" adds a real list
	$(BIN)/python -m benchmarks.first_score
	$(BIN)/python -m benchmarks.score_speed $(LISTS)

bench-names: LISTS ?= ../shared/lists
bench-names: PEER_PYTHON = $(if $(PEER),--peer-python "$(PEER)")
bench-names: $(READY)  ## measure name matching; LISTS=folder of lists, PAIRS=labelled.csv, PEER=python with nomenklatura
	@test -d "$(LISTS)" || { echo "No folder $(LISTS): say LISTS=folder, with the files that" \
		"benchmarks/names/listed_names.py names." >&2; exit 1; }
	$(BIN)/python -m benchmarks.names.accuracy --lists "$(LISTS)" $(if $(PAIRS),--pairs "$(PAIRS)") $(PEER_PYTHON)
	$(BIN)/python -m benchmarks.names.innocents "$(LISTS)"
	$(BIN)/python -m benchmarks.names.search_speed "$(LISTS)"
	$(BIN)/python -m benchmarks.names.pair_speed "$(LISTS)" $(PEER_PYTHON)

docs: $(DOCS)  ## build the documentation into docs/_build
	$(BIN)/python -m sphinx -W -b html docs docs/_build

screenshots: $(READY)  ## make the pictures of the documentation; Chromium is needed
	$(BIN)/python tasks/screenshots.py

clean:  ## remove what was built, but not .venv
	rm -rf build dist $(DEMO) docs/_build .mypy_cache .pytest_cache .ruff_cache .hypothesis .benchmarks
	find screening tests tasks benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with its venv module is needed; none was found." >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

$(READY): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet -c constraints.txt -e ".[lists]" --group dev
	@touch $@

$(DOCS): $(READY)
	$(BIN)/python -m pip install --quiet -c constraints.txt --group docs
	@touch $@
