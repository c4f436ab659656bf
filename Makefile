# make demo: see the platform at work. make test: everything, tested. The others: make help.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3.11
SERVE ?= 1
PY := .venv/bin/python
STAMPS := var/stamps

# uv trusts what the machine trusts, as pip does.
export UV_SYSTEM_CERTS := 1

demo serve database reference city: export MRV_DEMO := 1

.PHONY: help
help: ## show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: demo
demo: setup assets reference ## the demonstration city through the whole flow, then serve (SERVE=0: stop after the table)
	@$(PY) -m mrv.serve --first demo_city $(if $(filter 0,$(SERVE)),--until-done)

.PHONY: serve
serve: setup assets database ## portal and workers until Ctrl-C
	@$(PY) -m mrv.serve

.PHONY: setup
setup: $(STAMPS)/python $(STAMPS)/frontend messages ## Python environment, front-end files, translations

$(STAMPS)/python: requirements.lock requirements-setup.lock
	@command -v $(PYTHON) >/dev/null || { \
	  echo "$(PYTHON) was not found. The platform needs Python 3.11 with its venv module."; \
	  echo "Install it (Debian: apt install python3.11-venv), or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; exit 2; }
	@echo "Python environment: about 130 packages from the lock file ..."
	@test -x $(PY) && $(PY) -c pass 2>/dev/null || { rm -rf .venv; $(PYTHON) -m venv .venv; }
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-setup.lock
	@$(PY) -m uv pip install --python $(PY) --require-hashes -r requirements.lock -q \
	  || { echo "uv did not succeed, trying pip (slower) ..."; \
	       $(PY) -m pip install --disable-pip-version-check --progress-bar on --require-hashes -r requirements.lock; }
	@mkdir -p $(STAMPS); touch $@

$(STAMPS)/frontend: $(STAMPS)/python package.json package-lock.json mrv/portal/vendor_files.json mrv/frontend.py
	@echo "Front-end files: 12 packages from the lock file ..."
	@$(PY) -m mrv.frontend
	@touch $@

.PHONY: messages
messages: $(STAMPS)/python ## compile translations
	@$(PY) -m mrv.messages

.PHONY: assets
assets: setup
	@$(PY) -m mrv.assets

.PHONY: database
database: setup
	@$(PY) manage.py migrate

.PHONY: reference
reference: database
	@$(PY) manage.py load_reference
	@$(PY) manage.py inventory load

.PHONY: check
check: setup ## format, lint, types, import contracts, generated docs, migrations, deployment settings
	@$(PY) -m mrv.quality

.PHONY: test
test: setup browser ## everything needed and all tests
	@$(PY) -m pytest -n 2 --dist loadgroup $(TESTS); status=$$?; \
	  MRV_VAR="$${MRV_VAR:-$(CURDIR)/var/test}" $(PY) -m mrv.embedded stop >/dev/null; exit $$status

.PHONY: browser
browser:
	@.ci/browser

.PHONY: bench
bench: setup ## the ratios of docs/speed.md as a table and JSON
	@$(PY) -m bench

.PHONY: docs
docs: setup ## write the pages generated from the code
	@$(PY) -m mrv.generated_docs

.PHONY: lock
lock: setup ## resolve pyproject.toml and package.json anew into the lock files
	@$(PY) -m uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --upgrade -q -o requirements.lock
	@npm install --package-lock-only --loglevel=error

.PHONY: clean
clean: ## stop the embedded servers and remove everything set-up and demonstration made
	@if [ -x $(PY) ]; then $(PY) -m mrv.embedded remove || true; MRV_VAR=var/test $(PY) -m mrv.embedded remove || true; fi
	@rm -rf var .venv node_modules mrv/portal/static/vendor mrv/portal/fonts static_collected
	@find mrv reporting verification inventory -name '*.mo' -delete
	@echo "Clean."
