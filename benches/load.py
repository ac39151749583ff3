"""A load generator in its own process: keep-alive connections, one request in flight on each.

Reads a JSON specification from standard input and writes the result to standard output:

    {"port": 8100, "requests": ["GET / HTTP/1.1\\r\\n…"], "concurrency": 8, "warm": 1.0, "seconds": 4.0}

In a request `@COUNTER@@` stands for ten digits that never repeat, `@PLACE@` for an address that never repeats.
"""

import asyncio
import json
import random
import sys
import time
from collections import Counter

import httptools
import uvloop


class Visitor(asyncio.Protocol):
    """One connection: sends the next request when the answer to the last one is complete."""

    def __init__(self, run: "Run") -> None:
        self.run = run

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.parser = httptools.HttpResponseParser(self)
        self._send()

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def connection_lost(self, error: Exception | None) -> None:
        if not self.run.over:
            self.run.lost += 1
            self.run.connect()

    def on_message_begin(self) -> None:
        self.body = bytearray()

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        self.run.note(time.perf_counter() - self.sent, self.parser.get_status_code(), self.body)
        if self.run.over:
            self.transport.close()
            return
        self.parser = httptools.HttpResponseParser(self)
        self._send()

    def _send(self) -> None:
        request = self.run.next_request()
        self.sent = time.perf_counter()
        self.transport.write(request)


class Run:
    """What is sent, and what came back once the warm-up is over."""

    def __init__(self, spec: dict) -> None:
        self.spec, self.random = spec, random.Random(spec.get("seed", 1))
        self.requests = spec["requests"]
        # Never the same twice, also not over several runs against one server.
        self.counter = int(time.time() * 1000) % 100_000 * 100_000
        self.took: list[float] = []
        self.status: Counter[int] = Counter()
        self.bytes = self.lost = 0
        self.counting = self.over = False
        self.sample = b""

    def next_request(self) -> bytes:
        self.counter += 1
        text = self.requests[self.random.randrange(len(self.requests))]
        if "@" in text:
            n = self.counter
            place = f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"
            text = text.replace("@COUNTER@@", f"{n % 10**10:010d}").replace("@PLACE@", place)
        return text.encode()

    def note(self, seconds: float, status: int, body: bytearray) -> None:
        if self.counting and not self.over:
            self.took.append(seconds)
            self.status[status] += 1
            self.bytes += len(body)
            if not self.sample or status >= 400:
                self.sample = bytes(body[:4000])

    def connect(self) -> None:
        loop = asyncio.get_running_loop()
        task = loop.create_task(loop.create_connection(lambda: Visitor(self), "127.0.0.1", self.spec["port"]))
        task.add_done_callback(lambda done: done.exception())

    async def go(self) -> dict:
        for _ in range(self.spec.get("concurrency", 8)):
            self.connect()
        await asyncio.sleep(self.spec.get("warm", 1.0))
        self.counting, began = True, time.perf_counter()
        await asyncio.sleep(self.spec.get("seconds", 4.0))
        seconds, self.over = time.perf_counter() - began, True
        took = sorted(self.took) or [float("inf")]
        return {
            "rps": len(self.took) / seconds,
            **{f"p{q}": took[min(len(took) - 1, len(took) * q // 100)] * 1000 for q in (50, 95, 99)},
            "status": dict(self.status),
            "lost": self.lost,
            "bytes": self.bytes / max(1, len(self.took)),
            "sample": self.sample.decode(errors="replace"),
        }


if __name__ == "__main__":
    print(json.dumps(uvloop.run(Run(json.load(sys.stdin)).go())))
