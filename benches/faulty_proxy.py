"""A line as it is in a valley: requests are lost, sent twice, come late; answers are lost or cut off in the middle."""

import asyncio
import random
import threading
from collections import Counter
from contextlib import suppress

# Shares of requests that meet each fault; the rest pass.
FAULTS = {"drop": 0.05, "no_answer": 0.05, "cut": 0.05, "twice": 0.05, "late_twin": 0.05, "slow": 0.05}
MOST_SLOW_SECONDS, MOST_LATE_SECONDS = 0.3, 3.0


class FaultyProxy:
    """Listens on a port of its own and passes requests on to `port` of this machine; one request a connection.

    Each request comes from another address and by TLS, as a proxy in front would say it. `seen` counts what happened.
    """

    def __init__(self, *, port: int, seed: int = 1, faults: dict[str, float] | None = None) -> None:
        self.to, self.seen = port, Counter[str]()
        self.faults = FAULTS if faults is None else faults
        self._chance = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._tasks = set[asyncio.Task]()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait(10)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """Stop listening, and forget what is on its way."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, limit=2**20))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._hold(asyncio.current_task())
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                request = await self._request(reader)
                await self._answer(request, writer)
        finally:
            writer.close()

    async def _request(self, reader: asyncio.StreamReader) -> bytes:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = [line for line in head[:-4].split(b"\r\n") if not line.lower().startswith(b"connection:")]
        size = next((int(line[15:]) for line in lines if line.lower().startswith(b"content-length:")), 0)
        body = await reader.readexactly(size)
        place = ".".join(str(self._chance.randrange(1, 255)) for _ in range(4))
        ours = [b"Connection: close", b"X-Forwarded-Proto: https", b"X-Forwarded-For: " + place.encode()]
        return b"\r\n".join([*lines, *ours]) + b"\r\n\r\n" + body

    async def _answer(self, request: bytes, writer: asyncio.StreamWriter) -> None:
        fault = self._fault(request)
        self.seen[fault] += 1
        if fault == "drop":
            return
        if fault == "slow":
            await asyncio.sleep(self._chance.uniform(0, MOST_SLOW_SECONDS))
        if fault == "twice":
            answer, _ = await asyncio.gather(self._pass_on(request), self._pass_on(request))
        else:
            answer = await self._pass_on(request)
        if fault == "late_twin":  # the same request once more, after others have come
            self._hold(self._loop.create_task(self._again(request)))
        if fault == "no_answer":
            return
        writer.write(answer[: len(answer) // 2] if fault == "cut" else answer)
        await writer.drain()

    def _hold(self, task: asyncio.Task | None) -> None:
        """The loop itself holds tasks weakly: one that nobody names may vanish on its way."""
        if task:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _fault(self, request: bytes) -> str:
        if request.startswith(b"GET"):
            return "pass"
        dice = self._chance.random()
        for name, share in self.faults.items():
            if dice < share:
                return name
            dice -= share
        return "pass"

    async def _again(self, request: bytes) -> None:
        await asyncio.sleep(self._chance.uniform(0.5, MOST_LATE_SECONDS))
        with suppress(OSError):
            await self._pass_on(request)

    async def _pass_on(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.to)
        try:
            writer.write(request)
            await writer.drain()
            return await reader.read()
        finally:
            writer.close()
