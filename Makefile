# make run: the window · make test: everything that is checked · make check: ruff, mypy, import contracts, content
.DEFAULT_GOAL := run
.PHONY: run setup setup-test test check shots gallery bench locale clean
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
ORACLE := tests/oracle/node_modules

# System packages: installed by apt where one is missing and we may; elsewhere the one line to type, exit 2.
# A newer release may have another package that provides the name (libglib2.0-0t64): that counts as installed.
define packages
@if command -v dpkg-query >/dev/null 2>&1; then \
  here=$$(dpkg-query -W -f='$${db:Status-Abbrev}$${Package}, $${Provides}\n' | sed -n 's/^ii //p' | tr ',' '\n' | sed 's/ *(.*//; s/^ *//'); missing=""; \
  for name in $$(cat $(1)); do echo "$$here" | grep -Fqx "$$name" || missing="$$missing $$name"; done; \
  if [ -n "$$missing" ]; then \
    if [ "$$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo"; \
    else echo "Missing system packages. Type: sudo apt-get install --no-install-recommends$$missing" >&2; exit 2; fi; \
    echo "Installing system packages:$$missing"; \
    $$sudo apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -q --no-install-recommends $$missing >/dev/null; \
  fi; \
fi
endef

# The SDK validator comes as an npm package; npm itself may be Debian's or another's, so it is asked for, not its package.
define validator
@if ! cmp -s tests/oracle/package-lock.json $(ORACLE)/fetched.lock; then \
  if ! command -v npm >/dev/null 2>&1; then \
    if [ "$$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo"; \
    else echo "Missing npm. Type: sudo apt-get install --no-install-recommends npm" >&2; exit 2; fi; \
    echo "Installing system packages: npm"; \
    $$sudo apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -q --no-install-recommends npm >/dev/null; \
  fi; \
  echo "Installing the validator"; \
  (cd tests/oracle && npm ci --silent --no-audit --no-fund) && cp tests/oracle/package-lock.json $(ORACLE)/fetched.lock; fi
endef

setup:
	$(call packages,system-packages.txt)
	@[ -x $(PY) ] || $(PYTHON) -m venv $(VENV)
	@if ! cmp -s requirements.lock $(VENV)/run.lock; then \
	  echo "Installing Python packages"; \
	  $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock && cp requirements.lock $(VENV)/run.lock; fi

setup-test: setup
	$(call packages,tests/system-packages.txt)
	@if ! cmp -s tests/requirements.lock $(VENV)/test.lock; then \
	  echo "Installing test packages"; \
	  $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r tests/requirements.lock && cp tests/requirements.lock $(VENV)/test.lock; fi
	$(call validator)

run: setup
	$(PY) main.py

test: setup-test
	$(PY) -m pytest -n 2 --dist loadgroup

check: setup-test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	PYTHONPATH=. $(VENV)/bin/lint-imports
	$(PY) main.py check

shots: setup-test
	$(PY) -m tests.shots

gallery: setup-test
	$(PY) -m tests.gallery

bench: setup-test
	$(PY) main.py bench

locale: setup-test
	$(PY) tests/catalogue.py build --prune

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis shots dist
