# ketabyar: `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help up setup setup-dev train test check format texts bench bench-nlu bench-console faults clean
SHELL := /bin/bash
RUN := .venv/bin

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up: setup ## Set up what is missing and start everything; Ctrl-C stops it
	@exec $(RUN)/ketabyar up

setup: ## Make both environments and fetch the assets
	@scripts/setup.sh

setup-dev: ## The same, with what the tests and checks need
	@scripts/setup.sh dev

train: setup ## Train the dialogue model when its inputs changed
	@$(RUN)/ketabyar train

test: setup-dev ## Everything that the tests need, then all of them
	@scripts/test.sh

check: setup-dev ## Format, lint, types, import contracts and texts
	@scripts/check.sh

format: setup-dev ## Format the code
	@$(RUN)/ruff format . && $(RUN)/ruff check --fix-only --quiet .

texts: setup-dev ## Bring the catalogues of all languages to the English one and into their form; LANGUAGE=ckb begins another
	@$(RUN)/python -m bot.texts write $(LANGUAGE) && $(RUN)/python -m bot.texts compile

bench: setup-dev ## Speed, start and memory beside Rasa's own starter bot, in one run
	@$(RUN)/python -m benchmarks.turns

bench-nlu: setup-dev ## How well the engine understands; FILES="a.jsonl b.jsonl" and ARGUMENTS="--quick" if wanted
	@.venv-engine/bin/python -m benchmarks.nlu $(ARGUMENTS) $(FILES)

bench-console: setup-dev ## The console's pages over a million messages, on both databases
	@$(RUN)/python -m benchmarks.million $(ARGUMENTS)

faults: setup-dev ## Kill and pause every process under simulated patrons, then audit the store; ARGUMENTS="--postgres --seed 2" if wanted
	@$(RUN)/python -m benchmarks.faults $(ARGUMENTS)

clean: ## Remove environments, caches and the trained models of this folder (never the state in var/)
	@rm -rf .venv .venv-engine .cache .rasa models node_modules bot/web/static/vendor .mypy_cache .ruff_cache .pytest_cache
