# ketabyar: `make help` lists the commands.
.DEFAULT_GOAL := help
.PHONY: help up setup setup-dev train test check format texts migration bench bench-nlu bench-talk bench-reading bench-console bench-growth bench-nightly bench-notices faults koha-described sbom audit administrator scale soak clean
SHELL := /bin/bash
RUN := .venv/bin

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up: setup ## Set up what is missing and start everything; Ctrl-C stops it
	@exec $(RUN)/ketabyar up

setup: ## Create both environments and download the assets
	@scripts/setup.sh

setup-dev: ## The same, plus what the tests and checks need
	@scripts/setup.sh dev

train: setup ## Train the dialogue model if its inputs have changed
	@$(RUN)/ketabyar train

test: setup-dev ## Install everything the tests need, then run all of them
	@scripts/test.sh

check: setup-dev ## Check format, lint, types, import contracts and texts
	@scripts/check.sh

format: setup-dev ## Format the code
	@$(RUN)/ruff format . && $(RUN)/ruff check --fix-only --quiet .

texts: setup-dev ## Carry new and changed English texts over to the other languages; LANGUAGE=ckb starts a new one
	@$(RUN)/python -m bot.texts write $(LANGUAGE) && $(RUN)/python -m bot.texts compile

migration: setup-dev ## Begin a migration with what crm/records says and no migration makes yet: NAME="what it does"
	@$(RUN)/python -m crm.database.new_migration $(NAME)

bench: setup-dev ## Measure speed, start-up and memory beside Rasa's own starter bot; optional: ARGUMENTS="--quick --beside FOLDER"
	@$(RUN)/python -m benchmarks.turns $(ARGUMENTS)

bench-nlu: setup-dev ## Measure how well the engine understands; optional: FILES="a.jsonl b.jsonl" ARGUMENTS="--quick"
	@.venv-engine/bin/python -m benchmarks.nlu $(ARGUMENTS) $(FILES)

bench-talk: setup-dev ## Play conversations to the whole system; optional: FILES="a.jsonl" ARGUMENTS="--out replies.jsonl"
	@$(RUN)/python -m benchmarks.talk $(ARGUMENTS) $(FILES)

bench-reading: setup-dev ## Measure how many requests for something to read are met in every part
	@$(RUN)/python -m benchmarks.reading $(ARGUMENTS)

bench-console: setup-dev ## Measure the console's pages over a million messages, on both databases
	@$(RUN)/python -m benchmarks.million $(ARGUMENTS)

bench-growth: setup-dev ## Measure how cost grows from 100,000 to ten million messages on PostgreSQL (12 GB); optional: ARGUMENTS="--most 1000000"
	@$(RUN)/python -m benchmarks.growth $(ARGUMENTS)

bench-nightly: setup-dev ## Measure a night’s work for a large library, and kill it again and again; optional: ARGUMENTS="--postgres --kills 0"
	@$(RUN)/python -m benchmarks.nightly $(ARGUMENTS)

bench-notices: setup-dev ## Measure planning and sending of notices for a large library; optional: ARGUMENTS="--patrons 1000 --loans 2000"
	@$(RUN)/python -m benchmarks.notices $(ARGUMENTS)

scale: setup-dev ## Measure one, two and three of each over one PostgreSQL, and what a turn costs each part; optional: ARGUMENTS=--quick
	@$(RUN)/python -m benchmarks.scale $(ARGUMENTS)

soak: setup-dev ## Talk for two hours and see whether any process keeps growing; optional: ARGUMENTS="--minutes 20"
	@$(RUN)/python -m benchmarks.soak $(ARGUMENTS)

faults: setup-dev ## Kill and pause every process under simulated patrons, then audit the store; optional: ARGUMENTS="--many --network"
	@$(RUN)/python -m benchmarks.faults $(ARGUMENTS)

koha-described: setup-dev ## Hold the fake Koha and our requests to a Koha’s own description: KOHA_OPENAPI=FILE (fetches prism once)
	@scripts/koha-described.sh

sbom: setup-dev ## Write what a production is made of, as CycloneDX; optional: FILE=sbom.cdx.json (else var/sbom.cdx.json)
	@$(RUN)/python -m scripts.sbom $(FILE)

audit: setup-dev ## Ask whether locked packages have known weaknesses; optional: ARGUMENTS="--osv ADDRESS"
	@$(RUN)/python -m scripts.audit $(ARGUMENTS)

administrator: setup ## Run docs/installing.md to the letter on a machine of its own, as root; optional: ARGUMENTS="--train"
	@$(RUN)/python -m scripts.administrator $(ARGUMENTS)

clean: ## Remove environments, caches and the trained models of this folder (never the state in var/)
	@rm -rf .venv .venv-engine .cache .rasa models node_modules bot/pages/static/vendor .mypy_cache .ruff_cache .pytest_cache
