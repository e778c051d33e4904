# The site from the command line. Needs python3 (3.11 or later), pip and make, nothing else.

PYTHON ?= python3
PORT ?= 8000
SIZE ?= S
IN_VENV := .venv/bin/python
MANAGE := $(IN_VENV) manage.py
WORKERS = $(shell $(PYTHON) -c 'import os; print(os.cpu_count() + 1)')

# Each command below says itself what DEBUG is; one left over in somebody's shell would change what they do.
unexport DEBUG

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dev test hosts check bench lock

help: ## List what you can do here
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F '|' '{ printf "  %-12s %s\n", $$1, $$2 }'

run dev: export SITE_URL ?= http://localhost:$(PORT)

run: ## Set everything up and serve the demonstration clinic on http://localhost:8000/ (another port: PORT=9000)
	@$(PYTHON) .ci/port.py "$(PORT)"
	@$(PYTHON) .ci/install.py requirements.txt
	@echo "Preparing the database"
	@$(MANAGE) migrate --verbosity 0
	@echo "Collecting static files"
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@echo "Filling in the demonstration clinic"
	@$(MANAGE) demo
	@echo
	@echo "The clinic is on $$SITE_URL/ and its staff come in at $$SITE_URL/admin/"
	@echo "Log-in codes and all other mail are printed here. Ctrl-C ends it."
	@exec $(IN_VENV) .ci/serve.py "$(PORT)"

dev: ## The same for working on the code: reloads when a file changes, shows errors in full
	@$(PYTHON) .ci/port.py "$(PORT)"
	@$(PYTHON) .ci/install.py requirements-dev.txt
	@DEBUG=1 $(MANAGE) migrate --verbosity 0
	@DEBUG=1 $(MANAGE) demo
	@echo "Log-in codes and all other mail are printed here. Ctrl-C ends it."
	@DEBUG=1 exec $(IN_VENV) .ci/serve.py "$(PORT)" --reload

# The second run and the third take over the database and the static files of the first. A browser and who drives it wait
# for each other, so there is one worker more than there are processors. Lighthouse measures, so it is alone.
test: export KEPT_FOR_TESTS = $(CURDIR)/var/tests
test: ## Run all tests: first those without a browser, then those in Chromium
	@$(PYTHON) .ci/install.py requirements-dev.txt
	@rm -rf var/tests && mkdir -p var/tests
	@echo "Testing"
	@$(IN_VENV) -m pytest -n auto --dist worksteal --create-db --reuse-db --ignore tests/browser --ignore tests/hosts
	@echo "Testing in a browser"
	@$(IN_VENV) -m pytest -n $(WORKERS) --dist worksteal --reuse-db tests/browser --ignore tests/browser/test_lighthouse.py
	@$(IN_VENV) -m pytest -n 1 --reuse-db tests/browser/test_lighthouse.py

hosts: ## Test several hosts for real, in network namespaces (as root)
	@$(PYTHON) .ci/install.py requirements-dev.txt
	@$(IN_VENV) -m pytest -rs tests/hosts

check: ## Run everything that a change must pass: lint, format, templates, migrations, imports, deployment, tests
	@$(PYTHON) .ci/install.py requirements-dev.txt
	@echo "Checking the code, its format and the templates"
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 --check {} +
	@echo "Checking the migrations"
	@$(MANAGE) makemigrations --check --dry-run
	@echo "Checking which part imports which"
	@$(IN_VENV) .venv/bin/lint-imports --no-logo
	@echo "Checking the settings of a site in production"
	@env DEBUG=off SECRET_KEY="$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		SITE_URL=https://clinic.example EMAIL_URL=smtp+tls://clinic:secret@mail.example:587 TRUSTED_PROXY_COUNT=1 \
		$(MANAGE) check --deploy --fail-level WARNING
	@$(MAKE) --no-print-directory test

bench: ## Measure how fast it is, as ratios, and write docs/benchmarks.md (SIZE=L or XL for more rows; needs wrk and nginx)
	@$(PYTHON) .ci/install.py requirements-dev.txt
	@$(IN_VENV) -m tests.bench --size $(SIZE) --write docs/benchmarks.md $(if $(KEEP),--keep "$(KEEP)")

lock: ## Choose the newest versions that requirements*.in allow and write them down with hashes (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv"; exit 1; }
	@for name in requirements requirements-s3 requirements-dev; do \
		uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
			$$name.in --output-file $$name.txt || exit 1; \
	done
