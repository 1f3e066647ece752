# What people and CI type. `make run` and `make test` work on a fresh Debian 12 with python3 and make.

UV := .tools/bin/uv
RUN := $(UV) run --no-sync
TRAIN := UV_PROJECT_ENVIRONMENT=.venv-train $(UV) run --no-sync
PACKAGE := UV_PROJECT_ENVIRONMENT=.venv-package $(UV) run --no-sync
ARGS ?=
SOURCES := feeling_manager packaging tests

export PYTHONUTF8 := 1

.PHONY: run demo test lint types imports unit training-tests i18n seed starter-tracks screenshots bench \
	eval package smoke env test-env train-env package-env clean

run: env
	@$(RUN) feeling-manager --demo-if-no-camera $(ARGS)

demo: env
	@$(RUN) feeling-manager --camera demo $(ARGS)

test: lint types imports unit training-tests

lint: test-env
	$(RUN) ruff check $(SOURCES)
	$(RUN) ruff format --check $(SOURCES)

types: test-env
	$(RUN) mypy

imports: test-env
	$(RUN) lint-imports

# Without TensorFlow, as the program runs.
unit: test-env
	$(RUN) pytest tests

# With Keras and TensorFlow, as the network is made.
training-tests: train-env
	$(TRAIN) pytest tests/training

i18n: test-env
	$(RUN) python packaging/build_translations.py

seed: env
	$(RUN) python -m feeling_manager.storage.seed data/seed_playlists.csv data/seed_playlists.sqlite

starter-tracks: test-env
	$(RUN) python packaging/starter_tracks/compose.py

screenshots: test-env
	$(RUN) python packaging/make_screenshots.py

bench: env
	$(RUN) feeling-manager bench perception
	$(RUN) feeling-manager bench startup
	$(RUN) feeling-manager bench statistics
	$(RUN) feeling-manager bench library
	$(RUN) feeling-manager bench window

# Needs the faces: make eval DATA=ferplus.npz
eval: env
	$(RUN) python -m feeling_manager.training.evaluate --data $(DATA) --compare models/baseline.json
	$(RUN) python -m feeling_manager.training.days --data $(DATA) --compare models/baseline.json

# What people install, into dist/; docs/PACKAGING.md.
package: package-env
	$(PACKAGE) python packaging/build.py $(STEPS)

# Installs those packages into a Debian made for it, as root, and uses them there.
smoke: package-env
	$(PACKAGE) python packaging/smoke_test.py

clean:
	rm -rf .venv .venv-train .venv-package .tools .stamps build dist

# An environment is up to date while neither the lock nor the project file is newer than its stamp.
env: .stamps/env
test-env: .stamps/test-env
train-env: .stamps/train-env
package-env: .stamps/package-env

.stamps/env: pyproject.toml uv.lock packaging/linux/prepare.sh
	@packaging/linux/prepare.sh run
	@$(UV) sync --quiet --frozen --inexact --no-dev
	@mkdir -p .stamps && touch $@

.stamps/test-env: pyproject.toml uv.lock packaging/linux/prepare.sh
	@packaging/linux/prepare.sh test
	@$(UV) sync --quiet --frozen --inexact
	@mkdir -p .stamps && touch $@

.stamps/train-env: .stamps/test-env
	@UV_PROJECT_ENVIRONMENT=.venv-train $(UV) sync --quiet --frozen --inexact --extra train
	@mkdir -p .stamps && touch $@

# Nothing but the program and what freezes it, so that nothing else can get into the packages.
.stamps/package-env: pyproject.toml uv.lock packaging/linux/prepare.sh
	@packaging/linux/prepare.sh package
	@UV_PROJECT_ENVIRONMENT=.venv-package $(UV) sync --quiet --frozen --no-dev --group package \
		--no-install-project
	@mkdir -p .stamps && touch $@
