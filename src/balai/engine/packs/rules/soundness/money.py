"""Money: reserved before it is paid, on every way through the flow; never left reserved, never paid twice."""

from collections.abc import Iterator

from ..description import Move, Pack
from ..faults import PackFault
from .places import at

FREE, RESERVED, PAID = "FREE", "RESERVED", "PAID"
_MONEY = ("RESERVE", "RELEASE", "PAY")


def money_faults(pack: Pack) -> Iterator[PackFault]:
    """Faults of the money rule and of the moves that touch money."""
    yield from _rule_faults(pack)
    for move in pack.flow.moves:
        yield from _move_faults(pack, move)
    yield from _way_faults(pack)


def _rule_faults(pack: Pack) -> Iterator[PackFault]:
    if pack.money is None:
        return
    wanted = {"account": (pack.money.account, "ACCOUNT"), "channels": (pack.money.channels, "CHOICES")}
    if isinstance(pack.money.amount, str):
        wanted["amount"] = (pack.money.amount, "MONEY")
    types = {f"${spec.code}": spec.type for spec in pack.values}
    for key, (written, kind) in wanted.items():
        if types.get(written) != kind:
            yield at(pack, "money", f"`{written}` harus nilai daerah berjenis {kind} (tulis `$nama`).", key)
    for part, field in pack.money.payee.items():
        if field not in pack.fields:
            yield at(pack, "money", f"Isian `{field}` tidak ada di form.yaml.", f"payee.{part}")
    if "name" not in pack.money.payee:
        yield at(pack, "money", "`payee` harus menyebut `name`: kepada siapa dibayarkan.", "payee")
    effects = {effect for move in pack.flow.moves for effect in move.effects}
    if "PAY" not in effects:
        yield at(pack, "money", "Tidak ada langkah yang membayar (`effects: [PAY]`).")


def _move_faults(pack: Pack, move: Move) -> Iterator[PackFault]:
    name = f"moves.{move.code}"
    uses = [effect for effect in move.effects if effect in _MONEY]
    if pack.money is None and (uses or "CHANNEL" in move.needs):
        yield at(pack, name, "Langkah ini menyentuh uang, tetapi rules.yaml tidak memuat `money`.", "effects")
    if "RESERVE" in uses and not move.otherwise:
        yield at(pack, name, "`RESERVE` membutuhkan `otherwise`: ke mana bila uang tidak cukup.", "otherwise")
    if move.otherwise and "RESERVE" not in uses:
        yield at(pack, name, "`otherwise` hanya untuk langkah yang memesan uang (`RESERVE`).", "otherwise")


def _way_faults(pack: Pack) -> Iterator[PackFault]:
    """Every state is walked with every standing that the money can have there."""
    said: set[tuple[str, str]] = set()
    begin = (pack.flow.start, FREE)
    found, waiting = {begin}, [begin]
    while waiting:
        here, standing = waiting.pop()
        for move in (move for move in pack.flow.moves if here in move.sources):
            after, message = _after(move, here, standing)
            if message and (move.code, message) not in said:
                said.add((move.code, message))
                yield at(pack, f"moves.{move.code}", message, "effects")
            ends = {(move.target, after)} | ({(move.otherwise, standing)} if move.otherwise else set())
            waiting += ends - found
            found |= ends
    yield from _left_reserved(pack, found)


def _after(move: Move, here: str, standing: str) -> tuple[str, str]:
    """How the money stands after a move, and what is wrong with doing it here."""
    message = ""
    for effect in move.effects:
        if effect == "RESERVE":
            message = message or (
                f"Uang sudah dipesan atau dibayar saat di {here}." if standing != FREE else ""
            )
            standing = RESERVED
        elif effect == "PAY":
            if standing != RESERVED:
                message = message or f"`PAY` dari {here} tanpa `RESERVE` sebelumnya di setiap jalan."
            standing = PAID
        elif effect == "RELEASE" and standing == RESERVED:
            standing = FREE
    return standing, message


def _left_reserved(pack: Pack, found: set[tuple[str, str]]) -> Iterator[PackFault]:
    for state in pack.flow.states:
        if state.is_final and (state.code, RESERVED) in found:
            yield at(
                pack,
                f"states.{state.code}",
                f"Uang masih dipesan ketika berakhir di {state.code}; beri `RELEASE` pada langkah ke sana.",
            )
