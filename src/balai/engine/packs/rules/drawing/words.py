"""What the chart says besides the pack's own words."""

from collections.abc import Mapping
from textwrap import wrap

from ..description import Flow, Move, Pack

WORDS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "APPLICANT": "Pemohon",
        "VILLAGE": "Desa atau kelurahan",
        "AGENCY": "Perangkat daerah",
        "start": "Mulai",
        "file": "Ajukan",
        "automatic": "otomatis",
        "otherwise": "bila dana tidak cukup",
        "at_most": "paling banyak {0} kali",
        "if": "bila berlaku: {0}",
        "unless": "kecuali berlaku: {0}",
        "title": "Alur {0}",
        "begins": "Berawal di {0}.",
        "leads": "Dari {0}: {1}.",
        "to": "{0} ke {1}",
        "ends": "Berakhir di {0}.",
    },
    "en": {
        "APPLICANT": "Applicant",
        "VILLAGE": "Village",
        "AGENCY": "Agency",
        "start": "Start",
        "file": "File",
        "automatic": "automatic",
        "otherwise": "when money is short",
        "at_most": "at most {0} times",
        "if": "where it applies: {0}",
        "unless": "unless it applies: {0}",
        "title": "Flow of {0}",
        "begins": "Begins at {0}.",
        "leads": "From {0}: {1}.",
        "to": "{0} to {1}",
        "ends": "Ends at {0}.",
    },
}


def lines_of_move(
    pack: Pack, move: Move, language: str, is_otherwise: bool, width: int
) -> tuple[list[str], list[str]]:
    """The lines of a label, and the smaller ones under it: who does it, how often, or that money is short."""
    words = WORDS[language]
    label = wrap(move.label.in_language(language), width) or [move.code]
    if is_otherwise:
        return label, wrap(words["otherwise"], width + 3)
    roles = {role.code: role.label.in_language(language) for role in pack.roles}
    who = [roles.get(code, code) for code in move.by] or [words["automatic"]]
    often = [words["at_most"].format(move.most)] if move.most else []
    small = wrap(", ".join([*who, *often]), width + 3)
    values = {spec.code: spec.label.in_language(language) for spec in pack.values}
    for word, code in (("if", move.if_value), ("unless", move.unless_value)):
        small += wrap(words[word].format(values.get(code, code)), width + 3) if code else []
    return label, small


def described(pack: Pack, language: str) -> str:
    """The whole flow in sentences, for those who cannot see the picture."""
    words, flow = WORDS[language], pack.flow
    names = {state.code: state.label.in_language(language) for state in flow.states}
    said = [words["begins"].format(names[flow.start])]
    for state in flow.states:
        ways = [
            words["to"].format(move.label.in_language(language), names[target])
            for move, target, _ in ways_out(flow, state.code)
        ]
        if ways:
            said.append(words["leads"].format(names[state.code], "; ".join(ways)))
    ends = [names[state.code] for state in flow.states if state.is_final]
    return " ".join([*said, words["ends"].format(", ".join(ends))])


def ways_out(flow: Flow, code: str) -> list[tuple[Move, str, bool]]:
    """Each way out of a state: the move, where it leads, and whether for want of money."""
    ways = []
    for move in flow.moves:
        if code in move.sources:
            ways.append((move, move.target, False))
            if move.otherwise and move.otherwise != code:
                ways.append((move, move.otherwise, True))
    return ways
