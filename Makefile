# What each target does: make help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test check format words clean bench-size bench-names bench-service

help:
	@echo "make demo        the main job, end to end, on a practice network (no internet)"
	@echo "make test        every test"
	@echo "make check       lint, format, types, import contracts"
	@echo "make words       collects the texts, and compiles the translations"
	@echo "make bench-size  resident memory of the background process and of a run"
	@echo "make bench-service WORK=FOLDER  the service under a real systemd, in an emulated machine"
	@echo "make bench-names how well names and user names are told apart, beside other tools"

# Debian without the venv package: make the environment without pip and let pip fill it from outside
$(READY): pyproject.toml
	@echo "Making the environment in $(VENV) (once, a minute or two) ..."
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m venv --without-pip $(VENV)
	@if [ -x $(BIN)/pip ]; then $(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'; \
	else $(PYTHON) -m pip --python $(BIN)/python install -q --disable-pip-version-check -e '.[dev]'; fi
	@touch $@

demo: $(READY)
	@$(BIN)/impersonation-watch demo $(ARGS)

test: $(READY)
	@$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

words: $(READY)
	@$(BIN)/python impersonation_watch/locale/build.py

bench-size: $(READY)
	@$(BIN)/python benches/size.py

bench-names: $(READY)
	@$(BIN)/python benches/names $(ARGS)

bench-service:
	@PYTHON=$(PYTHON) benches/real_service.sh "$(WORK)"

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
