"""The flow: where it begins, that every state is reached and left, that it comes to an end."""

from collections.abc import Iterator, Mapping
from itertools import pairwise, product

from ..description import EFFECTS, Flow, FlowState, Move, Pack
from ..faults import PackFault
from ..moves import is_open
from ..records import UPPER_CODE
from .places import at, listed

# Stages in which the case engine still lets a case take a step, and those that count as its end.
OPEN_STAGES = ("RECEIVED", "AWAITING_DECISION", "IN_PROGRESS", "ON_HOLD")
LAST_STAGES = ("ANSWERED", "SOLVED", "CONFIRMED", "LAPSED", "CLOSED", "WITHDRAWN")
_LEFT_AGAIN = (*OPEN_STAGES, "ANSWERED", "SOLVED")
MOST_SWITCHES = 6


def flow_faults(pack: Pack) -> Iterator[PackFault]:
    """Faults of states, moves and clocks. What needs all names to be known is only looked at once they are."""
    names = list(_name_faults(pack))
    yield from names
    for state in pack.flow.states:
        yield from _state_faults(pack, state)
    for move in pack.flow.moves:
        yield from _move_faults(pack, move)
    yield from _clock_faults(pack)
    if not names:
        yield from _way_faults(pack)
        yield from _cycle_faults(pack)


def _name_faults(pack: Pack) -> Iterator[PackFault]:
    flow, codes = pack.flow, {state.code for state in pack.flow.states}
    if flow.start not in codes:
        yield at(pack, "start", f"Status awal `{flow.start}` tidak ada di antara {listed(sorted(codes))}.")
    for move in flow.moves:
        for key, targets in (
            ("from", move.sources),
            ("to", (move.target,)),
            ("otherwise", (move.otherwise,)),
        ):
            for code in targets:
                if code not in codes and (code or key != "otherwise"):
                    yield at(pack, f"moves.{move.code}", f"Status `{code}` tidak ada.", key)


def _state_faults(pack: Pack, state: FlowState) -> Iterator[PackFault]:
    name = f"states.{state.code}"
    if state.is_final and state.stage in OPEN_STAGES:
        yield at(
            pack, name, f"Status akhir bertahap {state.stage}; pilih dari {listed(LAST_STAGES)}.", "stage"
        )
    if not state.is_final and state.stage not in _LEFT_AGAIN:
        yield at(pack, name, f"Tahap {state.stage} adalah akhir; tandai `final: true`.", "stage")
    if state.is_good and not state.is_final:
        yield at(pack, name, "Hanya status akhir yang dapat `good: true`.", "good")
    if state.code == pack.flow.start and (state.is_final or state.stage not in OPEN_STAGES):
        yield at(pack, name, f"Status awal harus bertahap {listed(OPEN_STAGES)}.", "stage")
    for move in pack.flow.moves:
        if state.is_final and state.code in move.sources:
            yield at(pack, name, f"Status akhir masih ditinggalkan oleh `{move.code}`.")
    yield from _hold_faults(pack, state)


def _hold_faults(pack: Pack, state: FlowState) -> Iterator[PackFault]:
    name = f"states.{state.code}"
    if state.stage == "ON_HOLD":
        if not state.wait:
            yield at(pack, name, "Status yang ditunda membutuhkan `wait`: paling lama berapa hari.", "wait")
        if not state.reason:
            yield at(pack, name, "Status yang ditunda membutuhkan `reason`: mengapa ditunda.", "reason")
        elif not UPPER_CODE.fullmatch(state.reason.upper()):
            yield at(pack, name, f"`{state.reason}` bukan kode; tulis seperti `FUNDS`.", "reason")
    elif state.wait or state.reason:
        yield at(pack, name, "`wait` dan `reason` hanya untuk tahap ON_HOLD.", "wait")
    yield from _limit_fault(pack, name, "wait", state.wait)


def _limit_fault(pack: Pack, name: str, key: str, written: object) -> Iterator[PackFault]:
    """A number of days or hours that the region sets must be one of its whole numbers."""
    if isinstance(written, str):
        spec = next((spec for spec in pack.values if f"${spec.code}" == written), None)
        if spec is None or spec.type != "INTEGER":
            yield at(pack, name, f"`{written}` bukan nilai daerah berjenis INTEGER.", key)
        elif spec.may_be_empty or spec.minimum is None or spec.minimum < 0:
            yield at(pack, name, f"`{written}` harus punya `minimum` mulai 0 dan tidak boleh kosong.", key)


def _move_faults(pack: Pack, move: Move) -> Iterator[PackFault]:
    name = f"moves.{move.code}"
    roles = {role.code for role in pack.roles}
    for code in move.by:
        if code not in roles:
            yield at(pack, name, f"Peran `{code}` tidak ada di pack.yaml.", "by")
    if not move.by and not move.is_automatic:
        yield at(pack, name, "Belum dikatakan siapa yang boleh (`by`), atau `automatic: true`.", "by")
    if move.is_automatic and move.needs:
        yield at(pack, name, "Langkah otomatis tidak dapat meminta apa pun (`needs`).", "needs")
    if not move.sources:
        yield at(pack, name, "`from` paling sedikit satu status.", "from")
    others = {other.code for other in pack.flow.moves} - {move.code}
    for code in move.not_by:
        if code not in others:
            yield at(pack, name, f"`not_by` menyebut langkah `{code}` yang tidak ada.", "not_by")
    switches = {spec.code for spec in pack.values if spec.type == "BOOLEAN"}
    for key, code in (("if_value", move.if_value), ("unless_value", move.unless_value)):
        if code and code not in switches:
            yield at(pack, name, f"`{code}` bukan nilai daerah berjenis BOOLEAN.", key)
    if "SIGNATURE" in move.needs and not pack.letters:
        yield at(pack, name, "Tanda tangan diminta, tetapi layanan ini tidak menerbitkan surat.", "needs")
    for effect in move.effects:
        message = _effect_fault(pack, effect)
        if message:
            yield at(pack, name, message, "effects")


def _effect_fault(pack: Pack, effect: str) -> str:
    """What is wrong with an effect; "" when it is right."""
    word, _, argument = effect.partition(" ")
    if word not in EFFECTS:
        return f"Akibat `{effect}` tidak dikenal; pilih dari {listed(EFFECTS)}."
    if word == "ISSUE":
        known = [letter.code for letter in pack.letters]
        return "" if argument in known else f"Surat `{argument}` tidak ada di letters.yaml ({listed(known)})."
    if word == "TELL":
        return "" if argument in pack.messages else f"Pesan `{argument}` tidak ada di messages.yaml."
    if argument:
        return f"`{word}` berdiri sendiri; hapus `{argument}`."
    if word in ("HOLD_UNIQUE", "FREE_UNIQUE") and not pack.unique:
        return f"`{word}` membutuhkan aturan `unique` di pack.yaml."
    if word == "RECORD_DEATH" and "death_date" not in pack.fields:
        return "`RECORD_DEATH` membutuhkan isian `death_date`."
    return ""


def _clock_faults(pack: Pack) -> Iterator[PackFault]:
    rows = [*pack.flow.clocks.get("limits", ()), *pack.flow.clocks.get("ladder", ())]
    for row in rows:
        yield from _limit_fault(pack, "clocks", str(row.get("code") or row.get("to")), row.get("amount"))
    codes = [row["code"] for row in pack.flow.clocks.get("limits", ())]
    if "ANSWER" not in codes:
        yield at(pack, "clocks", "Batas ANSWER belum ada: janji kepada pemohon.", "limits")
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield at(pack, "clocks", f"Batas {code} ditulis dua kali.", "limits")


def _way_faults(pack: Pack) -> Iterator[PackFault]:
    """Every state is reached under some values of the region, and left towards an end under all of them."""
    flow, reached, stuck = pack.flow, set(), {}
    for words, values in _switch_settings(pack):
        moves = [move for move in flow.moves if is_open(move, values, {})]
        now = reachable(flow, moves)
        reached |= now
        ending = _ending(flow, [move for move in moves if not move.most])
        stuck.update({code: words for code in now - ending if code not in stuck})
    for state in flow.states:
        name = f"states.{state.code}"
        if state.code not in reached:
            yield at(pack, name, f"Status {state.code} tidak pernah tercapai dari {flow.start}.")
        elif state.code in stuck:
            yield at(
                pack,
                name,
                f"Dari status {state.code} tidak ada jalan ke status akhir{stuck[state.code]}; "
                "langkah yang dibatasi `most` tidak dihitung.",
            )


def _switch_settings(pack: Pack) -> Iterator[tuple[str, Mapping[str, bool]]]:
    """Each setting of the region's yes-or-no values that moves ask for."""
    used = {code for move in pack.flow.moves for code in (move.if_value, move.unless_value) if code}
    names = sorted(used)[:MOST_SWITCHES]
    for setting in product((True, False), repeat=len(names)):
        said = ", ".join(
            f"{name} = {'ya' if is_on else 'tidak'}" for name, is_on in zip(names, setting, strict=True)
        )
        yield f" (bila {said})" if said else "", dict(zip(names, setting, strict=True))


def targets(move: Move) -> tuple[str, ...]:
    """Where a move may lead: its target, and where it goes when the money is not there."""
    return (move.target, move.otherwise) if move.otherwise else (move.target,)


def reachable(flow: Flow, moves: list[Move]) -> set[str]:
    """The states that these moves lead to from the start."""
    found, waiting = {flow.start}, [flow.start]
    while waiting:
        here = waiting.pop()
        beyond = {code for move in moves if here in move.sources for code in targets(move)} - found
        found |= beyond
        waiting += beyond
    return found


def _ending(flow: Flow, moves: list[Move]) -> set[str]:
    """The states from which these moves lead to a final state."""
    found = {state.code for state in flow.states if state.is_final}
    while True:
        before = {code for move in moves if set(targets(move)) & found for code in move.sources} - found
        if not before:
            return found
        found |= before


def _cycle_faults(pack: Pack) -> Iterator[PackFault]:
    """A ring of moves without a bound could go on for ever. To stay where one is for want of money is no ring."""
    edges: dict[str, dict[str, str]] = {}
    for move in pack.flow.moves:
        for source in move.sources if not move.most else ():
            for code in targets(move):
                if code != source or code == move.target:
                    edges.setdefault(source, {}).setdefault(code, move.code)
    ring = _ring(edges)
    if ring:
        moves = [edges[here][there] for here, there in pairwise(ring)]
        way = " → ".join(ring)
        yield at(
            pack,
            f"moves.{moves[-1]}",
            f"Alur berputar tanpa batas: {way} (langkah {listed(moves)}). Beri `most` pada langkah yang mengembalikan.",
            "most",
        )


def _ring(edges: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The states of some ring, the first one again at the end; empty without a ring."""
    finished: set[str] = set()
    for start in edges:
        way, branches = [start], [iter(edges[start])]
        while way:
            there = next(branches[-1], None)
            if there is None:
                finished.add(way.pop())
                branches.pop()
            elif there in way:
                return [*way[way.index(there) :], there]
            elif there not in finished:
                way.append(there)
                branches.append(iter(edges.get(there, {})))
    return []
