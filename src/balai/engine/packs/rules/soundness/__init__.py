"""Whether the parts of a pack fit together: everything that no single file shows."""

from ..description import Pack
from ..faults import PackFault
from .facts import fact_faults
from .flows import flow_faults
from .forms import form_faults
from .money import money_faults
from .personal import personal_faults
from .references import reference_faults
from .samples import sample_faults
from .tables import table_faults
from .values import value_faults
from .whole import whole_faults


def check(pack: Pack, *, platform: str | None = None) -> list[PackFault]:
    """Every fault of the pack, by file and line; none when it can be installed.

    `platform` is the version of this program, where the pack must say that it runs on it.
    """
    of_values = list(value_faults(pack))
    faults = [
        *whole_faults(pack, platform),
        *form_faults(pack),
        *of_values,
        *reference_faults(pack),
        *fact_faults(pack),
        *table_faults(pack, provable=not of_values),
        *flow_faults(pack),
        *money_faults(pack),
        *personal_faults(pack),
        *sample_faults(pack),
    ]
    return sorted(set(faults))
