"""New keys: everything encrypted is written again, every fingerprint made anew, in batches; killed in between, it goes on.

The order is: new keys in front (`balai keys new`), restart, `balai keys rotate`, then the older ones are dropped (`balai keys
drop`). Each row is changed only where it still holds what was read, so that whoever writes meanwhile wins.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q

from balai.engine.data_subjects.actions import forget_traces, keep_traces
from balai.engine.data_subjects.fingerprints import IndexColumn, index_columns
from balai.engine.data_subjects.holdings import holding
from balai.engine.data_subjects.models import RotationStep, Trace
from balai.kits.crypto import EncryptedTextField, fingerprint, index_keys, index_mark, key_name

BATCH = 500
# Values kept elsewhere than in a column of ours: (name, rewrite). `rewrite(renew)` calls renew(token) for each.
Renew = Callable[[str], str]
_STORES: dict[str, Callable[[Renew], int]] = {}


def register_store(name: str, rewrite: Callable[[Renew], int]) -> None:
    """Make known where else ciphertext lies; `rewrite(renew)` gives how many were written again."""
    _STORES[name] = rewrite


@dataclass(frozen=True, slots=True)
class Need:
    """A column whose rows still want an older key, and how many."""

    column: str
    rows: int
    why: str = ""


def rotate(*, at: datetime, batch: int = BATCH, tell: Callable[[str], None] = lambda line: None) -> int:
    """Write everything again by the first keys; how many values changed. What was done before a kill is not done twice."""
    written = 0
    for name, work in _works(batch, at):
        step = _step(name)
        if step.done_at is None:
            work(step)
            tell(f"{name}: {step.written} ditulis ulang" + (f", {step.left} tersisa" if step.left else ""))
        written += step.written
    return written


def needs(*, at: datetime) -> list[Need]:
    """Where older keys are still needed; empty when they can be dropped."""
    found = []
    for name, _work in _works(BATCH, at):
        keys = index_keys() if name.startswith("sidik ") else settings.DATA_KEYS
        if len(keys) > 1 and _step(name).done_at is None:
            found.append(Need(name, 0, "belum ditulis ulang"))
    if len(index_keys()) > 1:
        found += [Need(one.name, rows, one.fades) for one in index_columns() if (rows := _older(one, at))]
    return found


def _works(batch: int, at: datetime) -> Iterator[tuple[str, Callable[[RotationStep], None]]]:
    for model, name in encrypted_columns():
        yield f"{model._meta.label}.{name}", _encrypting(model, name, batch, at)
    for name, rewrite in _STORES.items():
        yield name, _storing(rewrite, at)
    for one in index_columns():
        if one.text is not None or one.texts is not None:
            yield f"sidik {one.name}", _indexing(one, batch, at)
    yield "sidik data_subjects.Trace.key", _tracing(batch, at)


def encrypted_columns() -> Iterator[tuple[type[models.Model], str]]:
    """Every encrypted column of the house."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field.name


def _step(name: str) -> RotationStep:
    """How far this column is with the keys that write now."""
    key = index_keys()[0] if name.startswith("sidik ") else settings.DATA_KEYS[0]
    return RotationStep.objects.get_or_create(key=key_name(key), column=name)[0]


def renewer() -> Renew:
    """Ciphertext by the first key, from ciphertext by any: the same text where it is by the first already."""
    first, every = Fernet(settings.DATA_KEYS[0]), MultiFernet([Fernet(key) for key in settings.DATA_KEYS])

    def renew(token: str) -> str:
        try:
            first.decrypt(token.encode())
        except InvalidToken:
            return every.rotate(token.encode()).decode()
        return token

    return renew


def _encrypting(
    model: type[models.Model], name: str, batch: int, at: datetime
) -> Callable[[RotationStep], None]:
    def work(step: RotationStep) -> None:
        renew, quote = renewer(), connection.ops.quote_name
        table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
        column = quote(model._meta.get_field(name).column)
        read = f"SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL"
        write = f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s"
        while True:
            with transaction.atomic(), connection.cursor() as cursor:
                since = [model._meta.pk.get_db_prep_value(step.position, connection)] if step.position else []
                after = f" AND {key} > %s" if since else ""
                cursor.execute(f"{read}{after} ORDER BY {key} LIMIT {batch:d}", since)
                rows = cursor.fetchall()
                for row, token in rows:
                    fresh = renew(token)
                    if fresh != token:
                        cursor.execute(write, [fresh, row, token])
                        step.written += 1
                _advance(step, rows[-1][0] if rows else None, len(rows) < batch, at)
            if step.done_at:
                return

    return work


def _storing(rewrite: Callable[[Renew], int], at: datetime) -> Callable[[RotationStep], None]:
    def work(step: RotationStep) -> None:
        with transaction.atomic():
            step.written += rewrite(renewer())
            _advance(step, None, True, at)

    return work


def _indexing(one: IndexColumn, batch: int, at: datetime) -> Callable[[RotationStep], None]:
    manager = apps.get_model(one.model)._default_manager

    def by_rows(step: RotationStep) -> None:
        while True:
            with transaction.atomic():
                rows = manager.order_by("pk")
                rows = list(rows.filter(pk__gt=step.position)[:batch] if step.position else rows[:batch])
                for row in rows:
                    _index_row(one, manager, row, step)
                _advance(step, rows[-1].pk if rows else None, len(rows) < batch, at)
            if step.done_at:
                return

    def by_texts(step: RotationStep) -> None:
        first, *older = index_keys()
        for text in one.texts() if one.texts else ():
            for key in older:
                olds = manager.filter(**{one.column: one.prefix + fingerprint(key, text)})
                step.written += _changed(olds, one.column, one.prefix + fingerprint(first, text))
        with transaction.atomic():
            _advance(step, None, True, at)

    return by_rows if one.text is not None else by_texts


def _index_row(one: IndexColumn, manager: Any, row: Any, step: RotationStep) -> None:
    old = getattr(row, one.column)
    if not old or not old.startswith(one.prefix) or _is_of(one, old, index_keys()[0]):
        return
    text = one.text(row) if one.text else None
    fresh = one.prefix + fingerprint(index_keys()[0], text) if text else ""
    # A column may hold other things too (a watcher's account): only what some key of ours made is made anew.
    if text and old in {one.prefix + fingerprint(key, text) for key in index_keys()[1:]}:
        step.written += _changed(manager.filter(pk=row.pk, **{one.column: old}), one.column, fresh)
    else:
        step.left += 1


def _is_of(one: IndexColumn, value: str, key: str) -> bool:
    mark = index_mark(key)
    return bool(mark) and value.startswith(one.prefix + mark)


def _changed(rows: models.QuerySet, column: str, fresh: str) -> int:
    """Write a fingerprint again. Where a new row took its place meanwhile, the older one stays and is counted as needing its key."""
    try:
        with transaction.atomic():
            return rows.update(**{column: fresh})
    except IntegrityError:
        return 0


def _tracing(batch: int, at: datetime) -> Callable[[RotationStep], None]:
    def work(step: RotationStep) -> None:
        mark = index_mark(index_keys()[0])
        while mark:
            with transaction.atomic():
                older = Trace.objects.exclude(key__startswith=mark).order_by("pk")
                rows = list(older.values_list("kind", "row_id").distinct()[:batch]) if mark else []
                for kind in sorted({kind for kind, _row in rows}):
                    step.written += _trace_again(kind, {row for one, row in rows if one == kind})
                if not rows:
                    break
        with transaction.atomic():
            _advance(step, None, True, at)

    return work


def _trace_again(kind: str, rows: Iterable[int]) -> int:
    rows, known = list(rows), holding(kind)
    people = known.contacts(rows) if known else {}
    forget_traces(kind, rows)
    return keep_traces(kind, people)


def _advance(step: RotationStep, last: Any, is_done: bool, at: datetime) -> None:
    step.position = str(last) if last is not None else step.position
    step.done_at = at if is_done else None
    step.save()


def _older(one: IndexColumn, at: datetime) -> int:
    """Rows whose fingerprint wants an older key: all, or where they fade those that still live."""
    rows = apps.get_model(one.model)._default_manager.exclude(**{one.column: ""})
    rows = rows.filter(
        **{f"{one.column}__startswith": one.prefix} if one.prefix else {f"{one.column}__isnull": False}
    )
    if one.fades:
        rows = rows.filter(one.living(at)) if one.living else rows.filter(Q(pk__in=[]))
    mark = index_mark(index_keys()[0])
    return rows.exclude(**{f"{one.column}__startswith": one.prefix + mark}).count() if mark else 0
