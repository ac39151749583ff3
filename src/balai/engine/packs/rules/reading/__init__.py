"""From the files of a pack to its description. Everything wrong with the files is said at once."""

from collections.abc import Mapping
from typing import Any

from ..description import Pack
from ..faults import PackFault, PackFaults
from ..located import Node, read_yaml
from ..records import Findings, Record
from .flow import read_flow
from .form import read_form
from .manifest import read_manifest
from .parts import read_indicators, read_letters, read_messages, read_papers, read_training, read_values
from .rules import read_rules
from .samples import read_samples, read_variant

# What a pack consists of; those marked True may be absent.
FILES: Mapping[str, bool] = {
    "pack.yaml": False,
    "form.yaml": False,
    "papers.yaml": True,
    "rules.yaml": False,
    "flow.yaml": False,
    "letters.yaml": True,
    "messages.yaml": False,
    "values.yaml": True,
    "training.yaml": True,
    "indicators.yaml": True,
    "cases.yaml": False,
}
_READERS = {
    "pack.yaml": read_manifest,
    "form.yaml": read_form,
    "papers.yaml": read_papers,
    "rules.yaml": read_rules,
    "flow.yaml": read_flow,
    "letters.yaml": read_letters,
    "messages.yaml": read_messages,
    "values.yaml": read_values,
    "training.yaml": read_training,
    "indicators.yaml": read_indicators,
}


def read_pack(files: Mapping[str, bytes | str]) -> Pack:
    """The pack that these files describe; keys are paths inside the pack, such as `variants/pati.yaml`.

    Files that are not YAML (letter templates, pictures) are left alone. Raises PackFaults with every fault of every
    file; what can only be seen from several parts together is said by `check`.
    """
    findings = Findings()
    nodes = {name: node for name, data in files.items() if (node := _parsed(name, data, findings))}
    missing = [name for name, optional in FILES.items() if not optional and name not in files]
    findings.faults += [PackFault(name, 1, "", "Berkas ini belum ada dalam paket.") for name in missing]
    parts: dict[str, Any] = {"letters": (), "papers": (), "values": (), "training": (), "indicators": ()}
    for name, read in _READERS.items():
        if name in nodes:
            parts |= _closed(nodes[name], findings, read)
    parts |= _samples(nodes, findings)
    if findings.faults:
        raise PackFaults(findings.faults)
    templates = tuple(sorted(name for name in files if name.endswith(".typ")))
    return Pack(**parts, templates=templates, places=findings.places)


def _parsed(name: str, data: bytes | str, findings: Findings) -> Node | None:
    """The node of a YAML file that belongs to a pack; faults of others."""
    if not name.endswith((".yaml", ".yml")):
        return None
    if name not in FILES and not (name.startswith("variants/") and name.count("/") == 1):
        findings.faults.append(
            PackFault(name, 1, "", "Berkas ini tidak dikenal dalam paket; hapus atau ganti namanya.")
        )
        return None
    try:
        return read_yaml(name, data)
    except PackFaults as found:
        findings.faults += found.faults
        return None


def _closed(node: Node, findings: Findings, read: Any) -> dict[str, Any]:
    record = Record(node, findings)
    parts: dict[str, Any] = read(record)
    record.close()
    return parts


def _samples(nodes: Mapping[str, Node], findings: Findings) -> dict[str, Any]:
    """Samples of the pack and of its variants; what the samples have in common counts for the variants too, but for
    the values: a variant has its own."""
    parts: dict[str, Any] = {"samples": (), "variants": {}}
    common: dict[str, Any] = {}
    if "cases.yaml" in nodes:
        record = Record(nodes["cases.yaml"], findings)
        common = record.plain_mapping("common")
        parts["samples"] = read_samples(record, common, "samples")
        record.close()
    common.pop("values", None)
    for name in sorted(name for name in nodes if name.startswith("variants/")):
        code = name.removeprefix("variants/").rpartition(".")[0]
        record = Record(nodes[name], findings)
        parts["variants"][code] = read_variant(record, common, code)
        record.close()
    return parts
