# Everything lands in .venv, pwa/node_modules, pwa/dist, tests/e2e/browser and data; `make clean`
# removes all but data. A stamp beside each installed thing says what it was made from.

PYTHON ?= python3
UV := .venv/bin/uv
NODE := PATH="$(CURDIR)/.venv/bin:$$PATH"
PWA := $(shell find pwa/src pwa/public pwa/build -type f ! -name '*.test.*') \
  pwa/index.html pwa/reference.html pwa/vite.config.ts pwa/tsconfig.json api/headers.py \
  $(wildcard api/journal/measures/*.json)

.DELETE_ON_ERROR:
.PHONY: help run test check build bench types lock format clean

help:
	@echo "make run      start Afterglow on http://localhost:8000 (AFTERGLOW_PORT, AFTERGLOW_DATA, DATABASE_URL)"
	@echo "make test     everything that CI runs"
	@echo "make check    linters and types only"
	@echo "make bench    the figures, each beside what it is compared with"
	@echo "make build    the browser app into pwa/dist"
	@echo "make types    the OpenAPI document and its TypeScript, after the API changed"
	@echo "make lock     the pinned requirements, after pyproject.toml changed"
	@echo "make format   put all code into shape"
	@echo "make clean    remove all that was made, but not the data"

# Open sign-up is for trying it out: everywhere else an account needs an invitation.
run: export AFTERGLOW_SIGN_UP ?= open
run: .venv/.run pwa/dist/sw.js
	@exec .venv/bin/afterglow serve

# pytest comes last: its summary is the last line. Two at a time, whole files each: a file's people and
# servers are its own.
test: check pwa/dist/sw.js
	@.venv/bin/python -m tests.e2e.chromium
	$(NODE) npm --prefix pwa run --silent test
	.venv/bin/python -m pytest -n 2 --dist loadfile

check: .venv/.dev pwa/node_modules/.installed
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	$(NODE) npm --prefix pwa run --silent lint
	$(NODE) npm --prefix pwa run --silent types

build: pwa/dist/sw.js

bench: .venv/.dev pwa/dist/sw.js
	.venv/bin/python -m bench

types: .venv/.dev pwa/node_modules/.installed
	.venv/bin/python -m api.openapi > pwa/openapi.json.new && mv pwa/openapi.json.new pwa/openapi.json
	$(NODE) npm --prefix pwa run --silent api-types

format: .venv/.dev pwa/node_modules/.installed
	.venv/bin/ruff check --fix-only
	.venv/bin/ruff format
	$(NODE) npm --prefix pwa run --silent format

# No address of a registry may get into these files, hence --no-emit-index-url.
COMPILE := $(UV) pip compile --quiet --generate-hashes --universal --python-version 3.11 \
  --no-emit-index-url --custom-compile-command "make lock"
lock: .venv/.uv
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) --group build -o requirements-build.txt
	$(COMPILE) pyproject.toml --group dev -c requirements.txt -c requirements-build.txt -o requirements-dev.txt

clean:
	rm -rf .venv pwa/node_modules pwa/openapi-gen/node_modules pwa/dist tests/e2e/browser/node_modules \
	  tests/e2e/browser/unpacked .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.uv: requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Afterglow needs Python 3.11 or later. Name yours: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "This Python cannot make environments. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Making the Python environment in .venv ..."
	@$(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@touch $@

.venv/.run: .venv/.uv requirements.txt requirements-build.txt pyproject.toml
	@echo "Installing Python packages ..."
	@$(UV) pip install --require-hashes -r requirements.txt -r requirements-build.txt
	@$(UV) pip install --quiet --offline --no-deps --editable .
	@touch $@

.venv/.dev: .venv/.run requirements-dev.txt
	@echo "Installing the tools for tests ..."
	@$(UV) pip install --require-hashes -r requirements-dev.txt
	@touch $@

pwa/node_modules/.installed: .venv/.run pwa/package.json pwa/package-lock.json pwa/openapi-gen/package.json
	@echo "Installing browser packages ..."
	@$(NODE) npm --prefix pwa ci
	@touch $@

pwa/dist/sw.js: pwa/node_modules/.installed $(PWA)
	@echo "Building the browser app ..."
	@$(NODE) npm --prefix pwa run --silent build
