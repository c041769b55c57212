"""The demonstration library and the documents beside this module, in a store of their own, and vectors of texts."""

from __future__ import annotations

import asyncio
import json
import subprocess
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from crm.actor import Actor
from crm.database import migrate
from crm.database.store import Store
from crm.knowledge.documents import DocumentValues, put_document
from crm.knowledge.vectors import keep_vectors, without_vector
from library.documents import read_safely
from library.seed import DEMO_FILE, load
from protocol.clock import clock_from_env
from protocol.vectors import ADAPTED_BY

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ENGINE = ROOT / ".venv-engine" / "bin" / "python"
LINK = "https://narvan-library.example/{}"


async def filled(folder: Path) -> Store:
    """Make the store with the demonstration and the documents, without vectors."""
    url = f"sqlite:///{folder / 'facts.sqlite3'}"
    await asyncio.to_thread(migrate.upgrade, url)
    store = await Store.open(url, clock=clock_from_env(), server_key=b"benchmark of facts")
    await load(store, DEMO_FILE)
    by = Actor("system", "benchmark")
    for file in sorted((HERE / "documents").iterdir()):
        data = file.read_bytes()
        read = await read_safely(file.name, data)
        passages = [(each.heading, each.text) for each in read.passages]
        digest, link = sha256(data).hexdigest(), LINK.format(file.stem)
        values = DocumentValues(file.name, read.title, read.language, read.kind, digest, len(data), passages, link)
        await put_document(store, values, by=by)
    return store


class Vectors:
    """Vectors of texts by the engine's encoder, adapted as it is shipped or by another file, and kept in a file."""

    def __init__(self, adaptation: Path | None = None) -> None:
        self._program = ["engine.nlu.vectors", "adapted"]
        made_by = ADAPTED_BY
        if adaptation is not None:
            self._program = ["benchmarks.facts.encoding", str(adaptation.resolve())]
            made_by = sha256(adaptation.read_bytes()).hexdigest()
        self._file = Path(tempfile.gettempdir()) / f"ketabyar-benchmark-facts-{made_by[:16]}.npz"

    def of(self, texts: list[str]) -> list[Any]:
        """Give the vectors of texts, one each."""
        known: dict[str, Any] = dict(np.load(self._file)) if self._file.is_file() else {}
        keys = [sha256(text.encode()).hexdigest() for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            known |= dict(zip(missing, self._made(list(missing.values())), strict=True))
            np.savez(self._file, **known)
        return [known[key] for key in keys]

    async def give(self, store: Store) -> None:
        """Give a store the vectors of all that is searched."""
        while texts := await without_vector(store, 2000):
            vectors = await asyncio.to_thread(self.of, texts)
            await keep_vectors(store, {text: row.tolist() for text, row in zip(texts, vectors, strict=True)})

    def _made(self, texts: list[str]) -> list[Any]:
        done = subprocess.run(
            [str(ENGINE), "-m", *self._program],
            input=json.dumps(texts).encode(),
            stdout=subprocess.PIPE,
            cwd=ROOT,
            check=True,
        )
        return list(np.frombuffer(done.stdout, dtype=np.float32).reshape(len(texts), -1))
