"""Photos prepared beside the main thread: drawing and encoding need no database."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from io import BytesIO
from random import Random
from types import TracebackType

from balai.domains.citizen_reports.demo.scenes import Gallery
from balai.domains.citizen_reports.demo.story import Place, Step, Story
from balai.engine.documents import public as documents
from balai.engine.documents.public import Document, PreparedPhoto
from balai.foundation.actor import Actor

_ANY_PROOF = "loket"


class Darkroom:
    """Develops photos ahead of their use: `order` what will be needed soon, `collect` it when it is."""

    def __init__(self, seed: int) -> None:
        self._gallery = Gallery(seed)
        self._workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="darkroom")
        self._orders: dict[tuple[int, datetime], list[Future[PreparedPhoto]]] = {}

    def __enter__(self) -> "Darkroom":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._workers.shutdown(wait=True, cancel_futures=True)

    def order(self, story: Story, at: datetime, count: int, *, repaired: bool) -> None:
        """Begin with `count` photos of a story's subject at that moment."""
        rng = Random(f"{story.number}:{at}")
        self._orders[story.number, at] = [
            self._workers.submit(self._develop, story, at, repaired, rng.randrange(10_000))
            for _ in range(count)
        ]

    def _develop(self, story: Story, at: datetime, repaired: bool, variant: int) -> PreparedPhoto:
        subject = story.source.subject or _ANY_PROOF
        picture = self._gallery.photo(
            subject,
            light=story.number,
            repaired=repaired,
            variant=variant,
            stamp=f"{at:%d-%m-%Y %H.%M}",
        )
        return documents.prepare_photo(upload=picture, at=at)

    def photos(self, story: Story, *, by: Actor) -> list[Document]:
        """The photos of the report itself."""
        return [
            documents.store_photo(upload=order.result(), kind="REPORT", by=by, at=story.at)
            for order in self._orders.pop((story.number, story.at), ())
        ]

    def again(
        self, old: Document, *, taken_at: datetime, place: Place, by: Actor, at: datetime
    ) -> list[Document]:
        """The picture of an earlier proof, saved once more, with another time and place; none where it is gone."""
        picture = documents.picture_of(old)
        if picture is None:
            return []
        out = BytesIO()
        picture.convert("RGB").save(out, "JPEG", quality=80)
        return [
            documents.store_photo(
                upload=out.getvalue(),
                kind="PROOF",
                by=by,
                at=at,
                taken_at=taken_at,
                latitude=place.latitude,
                longitude=place.longitude,
            )
        ]

    def proofs(self, story: Story, step: Step, place: Place, *, by: Actor) -> list[Document]:
        """The proofs of a solution, taken just before at the reported place."""
        orders = self._orders.pop((story.number, step.at), ())
        return [
            documents.store_photo(
                upload=order.result(),
                kind="PROOF",
                by=by,
                at=step.at,
                taken_at=step.at - timedelta(seconds=20 + 10 * number),
                latitude=place.latitude,
                longitude=place.longitude,
            )
            for number, order in enumerate(orders)
        ]
