# The commands of the house. Each works by itself on a new machine with Python 3.11+ and make.
PYTHON ?= python3
VENV   ?= .venv
MINUTES ?= 10
DATABASE ?= both
BIN    := $(VENV)/bin
PIP    := $(BIN)/pip install --quiet --disable-pip-version-check

.PHONY: run test check bench soak audit

$(VENV)/.product: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt
	touch $@

$(VENV)/.dev: $(VENV)/.product requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	touch $@

run: $(VENV)/.product  ## the bot with the sample office and a chat page to try it
	$(BIN)/flask demo

test: $(VENV)/.dev  ## the whole suite
	$(BIN)/python -m pytest -n 3

check: $(VENV)/.dev  ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev  ## speeds, as ratios within one run
	$(BIN)/python -m bench

soak: $(VENV)/.dev  ## the bot under load while all around it breaks, then the books; MINUTES=10 DATABASE=both SEED=
	$(BIN)/python -m tests.soak --minutes $(MINUTES) --database $(DATABASE) $(if $(SEED),--seed $(SEED))

audit:  ## known weaknesses of the pinned dependencies, as PyPI lists them (needs the network)
	$(PYTHON) -m venv var/audit
	var/audit/bin/pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	var/audit/bin/pip-audit --strict --no-deps --disable-pip -r requirements-dev.txt
