# Every command a contributor or CI needs. `make` alone lists them.

PYTHON ?= python3
BIN := .venv/bin

# The time of the last commit, so that the same commit gives the same bytes on any day.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 315532800)
# Where "Edit" leads: the repository this clone came from, if that is on the web, without any name
# or password in its address. Set both for a host that edits at other addresses.
export REPO_URL ?= $(shell git config --get remote.origin.url 2>/dev/null | \
  sed -nE 's,^(ssh://)?git@([^:/]+)[:/],https://\2/,; s,^(https?://)[^/@]*@,\1,; s,\.git$$,,; /^https?:/p')
export EDIT_URI ?= $(if $(REPO_URL),edit/main/playbook/)
# Material announces its end of life at every build; we know, and only two modules would change.
export NO_MKDOCS_2_WARNING = 1
# uv only resolves versions here; the Python is ours.
export UV_PYTHON_DOWNLOADS = never

.PHONY: help serve build test bench lint lock clean
.DEFAULT_GOAL := help

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

serve: .venv/site ## Serve the site with live reload
	@# The flag is the default that MkDocs means and current versions of its parser miss.
	@$(BIN)/mkdocs serve --livereload

build: .venv/site ## Build site/, ready to copy to a web server
	@$(BIN)/mkdocs build --strict

lint: .venv/dev ## Check quizzes, pages, Python and JavaScript
	@$(BIN)/python tests/lint.py

test: .venv/dev ## Everything CI runs
	@$(BIN)/python tests/system.py
	@$(BIN)/python tests/lint.py
	@$(BIN)/pytest --numprocesses=2

bench: .venv/dev ## Measure against the budgets, into build/bench.json
	@$(BIN)/python tests/system.py
	@cd tests && ../$(BIN)/python -m bench

lock: .venv/dev ## Pin every dependency again
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --upgrade \
	  --extra playbook --group build -o requirements.lock pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --upgrade \
	  --extra playbook --group dev -o requirements-dev.lock pyproject.toml

clean: ## Remove everything these commands made
	rm -rf .venv .cache build site tests/node_modules

# The first needs what building the site needs; the second adds the tools of the tests.
.venv/site: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 12) and "Python 3.12 or newer is needed, and this is %d.%d. Install one, or name it: make PYTHON=python3.13 ..." % v[:2])'
	@echo "Installing the dependencies of requirements.lock into .venv ..."
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/site requirements-dev.lock tests/package-lock.json
	@echo "Installing the tools of the tests into .venv and tests/node_modules ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --prefix tests --no-audit --no-fund --loglevel=error
	@touch $@
