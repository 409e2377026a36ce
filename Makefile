# `make run` and `make test` set everything up by themselves; they need Python 3.11 or newer and, once, a network.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
# pytest-xdist only pays where there is more than one core.
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

.PHONY: run test test-slow lint format bench pictures locale build clean

run: $(VENV)/.run
	@$(BIN)/empty-chair

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(JOBS) -m "not slow"

test-slow: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(JOBS) -m slow --timeout 900

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_rooms.py
	$(BIN)/empty-chair check

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

pictures: $(VENV)/.dev
	$(BIN)/python -m docs.images.draw

LOCALE := simulator/locale
locale: $(VENV)/.dev
	$(BIN)/pybabel -q extract -F $(LOCALE)/babel.cfg --no-default-keywords -k _ -k N_ -k N2_:1,2 -k counted:1,2 \
		--no-location --sort-output --project empty-chair --version 1 --msgid-bugs-address none \
		--copyright-holder "Empty Chair" --last-translator "Empty Chair" \
		--header-comment "# The words of Empty Chair, to be translated." -o $(LOCALE)/empty-chair.pot simulator
	for language in pl ru lt fa; do \
		test -f $(LOCALE)/$$language/LC_MESSAGES/empty-chair.po && verb=update || verb=init; \
		$(BIN)/pybabel -q $$verb -D empty-chair -i $(LOCALE)/empty-chair.pot -d $(LOCALE) -l $$language; done
	$(BIN)/pybabel -q compile -D empty-chair -d $(LOCALE)

build: $(VENV)/.dev
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Empty Chair needs Python 3.11 or newer."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@ $(VENV)/.run
