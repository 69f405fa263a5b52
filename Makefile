# What this project can do for you: `make help`.
#
# PYTHON chooses the interpreter (3.11 or newer), as in: make setup PYTHON=python3.13

PYTHON ?= python3
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
AS_OF := 2026-06-01T06:00+09:00

# WeasyPrint needs Pango and HarfBuzz's subsetter; the CJK fonts serve where a source quotes Korean, Japanese or Chinese.
PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk
# The web page is tested, and printed as a rival, in a browser; the store also on PostgreSQL; what `briefs schedule emit`
# writes is read by systemd and cron; mail goes through a Postfix of the tests' own, and its signatures are judged by
# another program than ours.
TOOLS := chromium postgresql systemd cron postfix python3-dkim

PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --resolver=backtracking \
	--no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

# ---- Setting up ------------------------------------------------------------------------------------------------------
# A stamp in .venv holds the digest of what it was made from (this folder, the interpreter, the lock, pyproject.toml):
# where it still agrees there is nothing to do. A .venv of another folder or interpreter is made anew; the one that is
# activated is no other interpreter than the one it was made with.

.PHONY: setup
setup: packages tools ## Install everything needed to build, test and check
	@$(call install,tests/requirements.lock)

.PHONY: runtime
runtime: packages
	@$(call install,requirements.lock)

.PHONY: packages
packages:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "make: $(PYTHON) is missing or older than 3.11. Choose another: make $(or $(MAKECMDGOALS),setup) PYTHON=python3.13" >&2; \
		exit 1; }
	@if ! command -v dpkg-query >/dev/null; then \
		echo "make: this is no Debian; see to these libraries and fonts yourself: $(PACKAGES)" >&2; exit 0; fi; \
	wanted="$(PACKAGES)"; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || wanted="$$wanted python3-venv"; \
	missing=; \
	for package in $$wanted; do \
		[[ $$(dpkg-query -W -f '$${db:Status-Status}' "$$package" 2>/dev/null) == installed ]] \
			|| missing="$$missing $$package"; \
	done; \
	[[ $$missing ]] || exit 0; \
	if [[ $$(id -u) == 0 ]]; then root=; \
	elif command -v sudo >/dev/null; then root=sudo; \
	else \
		echo "make: these packages are missing, and without sudo only root can install them. As root, run:" >&2; \
		echo "  apt-get install --no-install-recommends$$missing" >&2; exit 1; \
	fi; \
	echo "Installing with apt:$$missing"; \
	$$root apt-get update -qq; \
	$$root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$missing >/dev/null

# What only the tests need: those of a tool that cannot be installed are skipped, and say so. The servers of PostgreSQL
# and Postfix are to be there, not to run: the tests start their own.
.PHONY: tools
tools: packages
	@command -v dpkg-query >/dev/null || exit 0; \
	missing=; \
	for tool in $(TOOLS); do \
		[[ $$(dpkg-query -W -f '$${db:Status-Status}' "$$tool" 2>/dev/null) == installed ]] || missing="$$missing $$tool"; \
	done; \
	[[ $$missing ]] || exit 0; \
	root=$$([[ $$(id -u) == 0 ]] || command -v sudo || true); \
	if [[ $$(id -u) == 0 || $$root ]]; then \
		echo "Installing with apt:$$missing"; \
		apt() { $$root env DEBIAN_FRONTEND=noninteractive apt-get "$$@" >/dev/null; }; \
		[[ $$missing != *postfix* ]] \
			|| echo 'postfix postfix/main_mailer_type select No configuration' | $$root debconf-set-selections; \
		apt update -qq && { [[ $$missing != *postgresql* ]] || { \
			apt install -qq -y --no-install-recommends postgresql-common; \
			$$root sed -i 's/^#*create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf; \
		}; } && apt install -qq -y --no-install-recommends $$missing && exit 0; \
	fi; \
	echo "make: not installed:$$missing; the tests that need them are skipped" >&2

# $(call install,LOCK): make .venv hold exactly what LOCK pins, and the project itself.
define install
	lock=$(1); stamp=.venv/.$${lock//\//-}; \
	home=$$( (pwd; $(PYTHON) -c 'import sys; print(sys.base_prefix, sys.version)') | sha256sum); \
	digest=$$(cat $$lock pyproject.toml | sha256sum); \
	if [[ $$(cat .venv/.home 2>/dev/null) != "$$home" ]]; then \
		echo "Making .venv with $$($(PYTHON) --version)"; \
		$(PYTHON) -m venv --clear .venv; \
		echo "$$home" >.venv/.home; \
	fi; \
	if [[ $$(cat "$$stamp" 2>/dev/null) != "$$digest" ]]; then \
		echo "Installing what $$lock pins"; \
		$(PIP) install --require-hashes --only-binary :all: --requirement $$lock; \
		$(PIP) install --no-deps --no-build-isolation --editable .; \
		echo "$$digest" >"$$stamp"; \
	fi
endef

# ---- Using -----------------------------------------------------------------------------------------------------------

.PHONY: brief
brief: runtime ## Build the sample brief from seeds/ into out/
	@$(BIN)/briefs build seeds --as-of $(AS_OF)

# ---- Working on it ---------------------------------------------------------------------------------------------------

.PHONY: test
test: setup ## Run the tests
	@$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

.PHONY: coverage
coverage: setup ## Run the tests, and tell which lines and branches they do not reach; takes twice as long
	@$(BIN)/python -m pytest --numprocesses 2 --cov --cov-report=term

.PHONY: test-deep
test-deep: setup ## Run the slow tests, and the laws on many more examples
	@$(BIN)/python -m pytest -m 'deep or hypothesis' --hypothesis-profile deep --numprocesses 2 --dist worksteal

.PHONY: check
check: setup ## Check format, lint, types, import contracts, dependencies and the sample PDFs
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/deptry .
	@out=$$(mktemp -d); trap 'rm -rf "$$out"' EXIT; \
	$(BIN)/briefs build seeds --as-of $(AS_OF) --edition readers --out "$$out" --quiet; \
	$(BIN)/briefs build seeds --as-of $(AS_OF) --edition archive --no-past --archive --out "$$out" --quiet; \
	$(BIN)/python -m tests.publication.pdfua "$$out"/readers/brief*.pdf --archive "$$out"/archive/brief*.pdf; \
	$(BIN)/python -m tests.publication.soundness "$$out"/readers "$$out"/archive

.PHONY: format
format: setup ## Set the format, and mend what the linter can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

.PHONY: bench
bench: setup .venv-bench/.made ## Measure speed against WeasyPrint alone and against sumy
	@$(BIN)/python -m tests.benchmarks

.PHONY: eval
eval: setup .venv-bench/.made ## Measure the choice of sentences against every rival, on public and on own data
	@$(BIN)/python -m tests.quality.evaluation

# sumy brings numpy, and nltk imports numpy where it finds it: the rival lives in a room of its own.
.venv-bench/.made: tests/benchmarks/requirements.lock
	@$(PYTHON) -m venv --clear .venv-bench
	@.venv-bench/bin/python -m pip --disable-pip-version-check -qq install --require-hashes --requirement $<
	@touch $@

.PHONY: lock
lock: setup ## Pin dependencies anew after a change in pyproject.toml (UPGRADE=--upgrade: the newest)
	@$(COMPILE) $(UPGRADE) --build-deps-for editable --output-file requirements.lock pyproject.toml
	@$(COMPILE) $(UPGRADE) --build-deps-for editable --extra dev --constraint requirements.lock \
		--output-file tests/requirements.lock pyproject.toml
	@$(COMPILE) --build-deps-for editable --extra dkim --extra postgres --extra serve \
		--constraint tests/requirements.lock --output-file deploy/requirements.lock pyproject.toml
	@$(COMPILE) $(UPGRADE) --output-file tests/benchmarks/requirements.lock tests/benchmarks/requirements.in
	@if grep -n '://' {.,deploy,tests,tests/benchmarks}/requirements.lock; then \
		echo "make: a lock names an address" >&2; exit 1; fi

.PHONY: clean
clean: ## Remove the environments and caches; your editions in out/ stay
	@rm -rf .venv .venv-bench .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage* build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
