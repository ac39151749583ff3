# Every verb of a developer. Python 3.11 or newer with its venv module is all that a machine needs.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
REPORTS ?= 420
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Every process of ours would compile the whole program again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check bench assets lock clean install dev

help: ## daftar perintah ini
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

run: install assets ## siapkan dan jalankan Balai dengan data contoh (PORT=8000)
	@BALAI_DIE_WITH_PARENT=1 PORT=$(PORT) exec $(BIN)/python -m balai.config.cli run --reports $(REPORTS)

test: dev assets ## seluruh pemeriksaan dan pengujian
	@$(BIN)/python tests/suite.py

check: dev ## gaya, tata letak rumah, dan migrasi
	@$(BIN)/python tests/suite.py check

bench: dev ## pengukuran terhadap batas; ONLY=nama untuk satu saja
	@$(BIN)/python -m benches $(if $(ONLY),--only $(ONLY))

assets: install ## susun gaya dan skrip bila sumbernya berubah
	@$(BIN)/python -m balai.config.assets

lock: dev ## perbarui berkas kunci ketergantungan
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --python-version 3.11 --extra dev -c requirements/run.txt pyproject.toml -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --python-version 3.11 requirements/node.in -o requirements/node.txt

clean: ## buang lingkungan, data contoh, dan hasil susunan
	rm -rf $(VENV) var build src/balai/kits/ui/frontend/node_modules src/balai/kits/ui/static/ui/dist

install: $(VENV)/.run
dev: $(VENV)/.dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Balai memerlukan Python 3.11 atau lebih baru. / Balai needs Python 3.11 or newer.'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'Modul venv belum ada. Pasang dahulu: / The venv module is missing. Install it first:'; \
	  echo '    apt-get install python3-venv'; exit 1; }
	@echo 'Membuat lingkungan Python …'
	@$(PYTHON) -m venv $(VENV)

# The program is not installed but found: a line in the environment points to src/.
$(VENV)/.found: $(VENV)/bin/python
	@echo '$(CURDIR)/src' > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/balai.pth"
	@printf '#!/bin/sh\nexec "%s/$(BIN)/python" -m balai.config.cli "$$@"\n' '$(CURDIR)' > $(BIN)/balai
	@chmod +x $(BIN)/balai
	@touch $@

$(VENV)/.run: requirements/run.txt $(VENV)/.found
	@echo 'Memasang pustaka …'
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo 'Memasang pustaka pengembang …'
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements/dev.txt
	@touch $@
