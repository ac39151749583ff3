"""Phones that report over a bad line: real browsers with the real courier, which are reloaded and killed as they please."""

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from tests.e2e.browser import FLAGS, chromium

# A report as its form leaves it (openbox.js), kept by the courier; resolves when the browser says that it is on the disk.
_WRITE = """async ({ marks, word, photoEvery, sealedEvery }) => {
  const addresses = JSON.parse(document.getElementById('ui-modules').textContent);
  await import(addresses.courier);
  const { seal, pack } = await import(addresses.outbox);
  const form = new DOMParser().parseFromString(await (await caches.match('/lapor/luring/') ?? await fetch('/lapor/luring/')).text(), 'text/html').querySelector('form');
  const { endpoint, pieces, seal: publicKey } = form.dataset;
  await balaiCourier.write('boxes', { box: 'laporan', owner: '', endpoint, pieces, key: publicKey });
  const codes = (name) => [...form.querySelectorAll(`[name=${name}] option`)].map((one) => one.value).filter(Boolean);
  const areas = codes('area'), categories = codes('category'), any = (list) => list[Math.floor(Math.random() * list.length)];
  const shot = async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 360 }), ink = canvas.getContext('2d');
    for (let n = 0; n < 2500; n += 1) { ink.fillStyle = `hsl(${Math.random() * 360} 60% 50%)`; ink.fillRect(Math.random() * 480, Math.random() * 360, 40, 30); }
    return new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
  };
  const keys = {};
  for (const mark of marks) {
    const key = crypto.randomUUID(), secret = mark % sealedEvery === 0, files = mark % photoEvery === 0 ? [await shot()] : [];
    const fields = [['text', `Laporan contoh ${word} nomor ${mark} dari ponsel`], ['report_type', 'COMPLAINT'], ['identity', secret ? 'CONFIDENTIAL' : 'HIDDEN'], ['area', any(areas)], ['category', any(categories)]];
    const entry = { key, box: 'laporan', owner: '', label: String(mark), at: Date.now(), state: 'WAITING' };
    if (secret) Object.assign(entry, { sealedKey: crypto.randomUUID(), sealed: await seal(publicKey, await pack({ fields, files: files.map((file) => ({ name: 'photos', file: new File([file], 'foto.jpg', { type: 'image/jpeg' }) })) })) });
    else Object.assign(entry, { fields, photos: await Promise.all(files.map(async (file) => ({ key: crypto.randomUUID(), name: 'foto.jpg', content: await file.arrayBuffer() }))) });
    await balaiCourier.keep(entry);
    keys[key] = mark;
  }
  return keys;
}"""
_SEND = """() => { (async () => {
  await import(JSON.parse(document.getElementById('ui-modules').textContent).courier);
  for (;;) {
    await balaiCourier.deliverAll();
    if (!(await balaiCourier.all('entries')).some(balaiCourier.isDue)) return;
    await new Promise((go) => setTimeout(go, 100));
  }
})(); }"""
_STATE = """async () => {
  await import(JSON.parse(document.getElementById('ui-modules').textContent).courier);
  return (await balaiCourier.all('entries')).map(({ key, state, code, message }) => ({ key, state, code, message }));
}"""
_CLEAR = "async (keys) => { for (const key of keys) await balaiCourier.remove(key); }"
PHOTO_EVERY, SEALED_EVERY = 20, 33
PAGE = "/luring/"  # any page with our scripts; this one draws no list


class Phone:
    """A browser with a disk of its own. `kept` are the keys that it was told are kept, `receipts` the codes it got."""

    def __init__(self, browser_type: Any, folder: Path, address: str) -> None:
        self._type, self.folder, self.address = browser_type, folder, address
        self.kept, self.receipts, self.refused = dict[str, int](), dict[str, str](), dict[str, str]()
        self.kills = self.reloads = 0
        self.forgotten = 0  # what a killed browser had said was kept, and was not
        self._open()

    def _open(self) -> None:
        self._context = self._type.launch_persistent_context(
            str(self.folder), executable_path=chromium(), args=FLAGS
        )
        self._page = self._context.pages[0]
        self.reload()

    def reload(self) -> None:
        """The page again, whatever it was doing."""
        self.reloads += 1
        for _ in range(60):
            try:
                self._page.goto(self.address + PAGE, wait_until="load", timeout=10_000)
                self._page.evaluate(_STATE)
                return
            except Exception:
                time.sleep(0.5)
        raise RuntimeError("the page did not come")

    def kill(self) -> None:
        """The browser is ended as a phone ends it, with no word before; it comes back with what its disk has."""
        self.kills += 1
        for pid in _processes(str(self.folder)):
            with suppress(Exception):
                os.kill(pid, signal.SIGKILL)
        with suppress(Exception):
            self._context.close()
        self._open()
        here = {entry["key"] for entry in self._page.evaluate(_STATE)}
        self.forgotten += len(self.kept.keys() - here - self.receipts.keys() - self.refused.keys())

    def write(self, marks: list[int], *, word: str) -> None:
        """Keep so many reports that speak of `word`; returns when the browser says that they are kept."""
        told = {"marks": marks, "word": word, "photoEvery": PHOTO_EVERY, "sealedEvery": SEALED_EVERY}
        self.kept |= self._page.evaluate(_WRITE, told)

    def send(self) -> None:
        """Begin to send, as the page does by itself."""
        self._page.evaluate(_SEND)

    def look(self) -> int:
        """Take the receipts down; returns how many still wait."""
        entries = self._page.evaluate(_STATE)
        done = [entry for entry in entries if entry["state"] != "WAITING"]
        self.receipts |= {entry["key"]: entry["code"] for entry in done if entry["state"] == "FILED"}
        self.refused |= {entry["key"]: entry["message"] for entry in done if entry["state"] == "REFUSED"}
        self._page.evaluate(_CLEAR, [entry["key"] for entry in done])
        return len(entries) - len(done)

    def close(self) -> None:
        """Put it away."""
        with suppress(Exception):
            self._context.close()


def run(
    phones: list[Phone],
    *,
    reports: int,
    batch: int,
    seed: int,
    word: str,
    disturb: Callable[[random.Random], None] = lambda chance: None,
    reloads: float = 0.1,
    kills: float = 0.03,
    enough: float = 3600,
    patience: float = 4000,
) -> None:
    """Let the phones write `reports` reports in batches and send them all. Every half second each may be reloaded or
    killed, and `disturb` may do what it likes to the server. After `enough` seconds no more are written; what waits then
    is still sent, within `patience` seconds."""
    chance, marks, began = random.Random(seed), iter(range(1, reports + 1)), time.monotonic()
    waiting: dict[int, int] = dict.fromkeys(range(len(phones)), 0)
    ended = set[int]()
    while len(ended) < len(phones):
        if time.monotonic() > began + patience:
            raise RuntimeError("some reports still wait")
        for number, phone in enumerate(phones):
            if number in ended:
                continue
            if not waiting[number]:
                mine = list(islice(marks, batch)) if time.monotonic() < began + enough else []
                if not mine:
                    ended.add(number)
                    continue
                phone.write(mine, word=word)
            dice = chance.random()
            if dice < kills:
                phone.kill()
            elif dice < kills + reloads:
                phone.reload()
            phone.send()
            disturb(chance)
        time.sleep(0.5)
        for number, phone in enumerate(phones):
            if number not in ended:
                waiting[number] = phone.look()


def _processes(word: str) -> list[int]:
    found = []
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                words = (path / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if word in words and "chrom" in words:
                found.append(int(path.name))
    return found
