"""How many people live where: what reports are divided by. From the region's data, or filled in on screen with date and source.

Nothing is estimated: an area that nobody counted has no figure per residents.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balai.engine.organizations import public as organizations
from balai.engine.parameters import public as parameters

# area code -> residents, of the areas where the region's data knows it.
OF_DATA = "organizations.population"
# kecamatan code -> residents, as filled in on screen: has a date and a source of its own.
OF_KECAMATAN = "organizations.population_kecamatan"
FILL = "reports.residents"


def residents(*, on: date) -> dict[str, int]:
    """Area code -> residents; what was filled in later stands before the data."""
    found = [parameters.value(code, on=on, default={}) for code in (OF_DATA, OF_KECAMATAN)]
    return {**found[0], **found[1]}


def residents_told(*, on: date) -> str:
    """From when and from whom the numbers per kecamatan are; "" while there are none."""
    districts = {area.code for area in organizations.kecamatan_list()}
    for code in (OF_KECAMATAN, OF_DATA):
        row = parameters.in_force(code, on=on)
        if row and districts & row.value.keys():
            return _("Jumlah penduduk: keadaan %(day)s, sumber %(source)s.") % {
                "day": date_format(row.valid_from, "j F Y"),
                "source": row.source,
            }
    return ""
