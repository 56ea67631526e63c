# Two commands do everything: `make site` and `make test`. The rest is for those who work on the tool.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: site publish serve preview docs test test-quick test-long newest-pelican lint types check screenshots social-images clean

site: $(STAMP)  ## Install, build the site in all languages into output/, say how to look at it.
	$(BIN)/pelican-gettext build

publish: $(STAMP)  ## The same for the real address (publishconf.py).
	$(BIN)/pelican-gettext -s publishconf.py build

serve: site  ## Build, then serve the sites on this machine only.
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory output 8000

preview: $(STAMP)  ## The live pages in your browser, to translate on them.
	$(BIN)/pelican-gettext preview --open

docs: .cache/docs/.installed  ## The documents as a site, into output-docs/; a link that leads nowhere ends it.
	.cache/docs/bin/sphinx-build -W --keep-going -q -n -d .cache/doctrees -c docs . output-docs

.cache/docs/.installed: docs/requirements.txt
	$(PYTHON) -m venv .cache/docs
	.cache/docs/bin/python -m pip install --quiet --disable-pip-version-check -r docs/requirements.txt
	touch $@

test: $(STAMP)  ## Each promise once, in five to six minutes; what needs Chromium is skipped without it.
	$(BIN)/python -m pytest -n auto --dist worksteal

test-quick: $(STAMP)  ## What to run while working, in less than a minute: the heart of each rule.
	$(BIN)/python -m pytest -n auto --dist worksteal --hypothesis-profile=quick --timeout 60 \
		-m 'not whole and not site and not browser and not heavy and not long'

test-long: $(STAMP)  ## All tests, and the properties with many more examples; for a schedule, hours.
	$(BIN)/python -m pytest -n auto --dist worksteal --hypothesis-profile=long --timeout 14400 -m ''

newest-pelican:  ## Whether Pelican's inside is as we know it in its newest release, pre-releases too. Never fails.
	PYTHON=$(PYTHON) .ci/newest-pelican

lint: $(STAMP)  ## Style and structure.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(STAMP)  ## Types.
	$(BIN)/mypy

check: $(STAMP)  ## The catalogs: in step with the source, complete, sound; and no visible word escapes them.
	$(BIN)/pelican-gettext extract --check
	$(BIN)/pelican-gettext check --fail-on warning
	$(BIN)/pelican-gettext coverage

screenshots: site  ## Pictures of the pages for docs/screenshots (needs Chromium).
	$(BIN)/python docs/screenshots.py
	$(BIN)/python docs/preview.py

social-images: $(STAMP)  ## The articles' pictures for link previews (needs Chromium).
	$(BIN)/python docs/social_images.py

clean:
	rm -rf $(VENV) .cache/docs output output-docs output-pseudo

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(STAMP)
