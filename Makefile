# Votebook: what a newcomer types.  `make demo` and `make test` need Python 3.11 or newer and, the first time,
# the package index.
# Another Python: make test PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BOOK := examples/sec-2020-23
CHECKED := src tests bench docs
PYTEST_ARGS ?= -n auto

.PHONY: help demo test nightly lint format docs docs-check bench lock clean

help:
	@echo "make demo     install into .venv and calculate the SEC Panel budget 2020-2023"
	@echo "make test     run every test"
	@echo "make lint     check style, types and the floors of the house"
	@echo "make docs     write the reference pages and the pictures again"
	@echo "make bench    measure speed and memory"
	@echo "make nightly  run the properties on many more examples"
	@echo "make format   lay the code out as lint wants it"
	@echo "make lock     choose the newest versions of the dependencies"
	@echo "make clean    remove what the tools left behind"

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Votebook needs Python 3.11 or newer, and '$(PYTHON)' is not. Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)"; \
	  exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { \
	  echo "Python could not make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv"; \
	  exit 1; }
	@echo "Installing into $(VENV); about 35 packages, which takes about a minute ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(STAMP)
	@echo
	@echo "The statements of the book, calculated from its parameters:  votebook show $(BOOK)"
	@echo
	@$(BIN)/votebook show $(BOOK)
	@echo
	@echo "The book against the paper as it was published:  votebook check $(BOOK)"
	@echo
	@code=0; $(BIN)/votebook check $(BOOK) || code=$$?; echo; \
	case $$code in \
	0) echo "(Exit code 0: nothing was found.)" ;; \
	1) echo "(Exit code 1, as it should be: these are inconsistencies of the published paper.)" ;; \
	*) echo "(Exit code $$code: the book could not be checked.)"; exit $$code ;; esac
	@echo
	@echo "Why a figure is what it is:  votebook explain $(BOOK) website_maintenance 2020/21"
	@echo
	@$(BIN)/votebook explain $(BOOK) website_maintenance 2020/21
	@echo
	@echo "Where to look next:"
	@echo "  $(BOOK)/           the book itself: plain files, change one and run the commands again"
	@echo "  docs/commands.md               the commands, one by one"
	@echo "  docs/spec/                     how a book, a formula, a statement and a check work"
	@echo "  $(BIN)/votebook --help     everything it can be asked"

test: $(STAMP)
	@$(BIN)/python -m pytest -q $(PYTEST_ARGS)

nightly: $(STAMP)
	@VOTEBOOK_HYPOTHESIS=nightly $(BIN)/python -m pytest -q $(PYTEST_ARGS)

lint: $(STAMP)
	@$(BIN)/ruff check $(wildcard $(CHECKED))
	@$(BIN)/ruff format --check $(wildcard $(CHECKED))
	@$(BIN)/mypy $(wildcard $(CHECKED))
	@$(BIN)/lint-imports

format: $(STAMP)
	@$(BIN)/ruff check --fix $(wildcard $(CHECKED))
	@$(BIN)/ruff format $(wildcard $(CHECKED))

docs: $(STAMP)
	@$(BIN)/python docs/generate.py
	@$(BIN)/python docs/picture.py

docs-check: $(STAMP)
	@$(BIN)/python docs/generate.py --check
	@$(BIN)/python docs/picture.py --check

bench: $(STAMP)
	@$(BIN)/python -m bench.run

# A fresh environment holds our dependencies and theirs, and nothing else.
lock:
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --upgrade pip setuptools
	build/lock/bin/python -m pip install --quiet --editable '.[dev]'
	{ sed -n '/^#/p' requirements.lock; \
	  build/lock/bin/python -m pip freeze --all --exclude-editable --exclude pip; } > build/requirements.lock
	mv build/requirements.lock requirements.lock
	rm -rf build/lock

# The environment in .venv stays; to start afresh, remove it by hand.
clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find src tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
