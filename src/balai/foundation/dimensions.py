"""The six dimensions of a smart city and their eighteen sub-dimensions, as the ministry's programme names them.

Source: the guidance of Gerakan Menuju 100 Smart City as the 2024 assessments of cities print it (three under each).
"""

from dataclasses import dataclass
from enum import StrEnum


class Dimension(StrEnum):
    """Where a programme belongs. Stored as is; labels are in `DIMENSION_LABELS`."""

    GOVERNANCE = "GOVERNANCE"
    BRANDING = "BRANDING"
    ECONOMY = "ECONOMY"
    LIVING = "LIVING"
    SOCIETY = "SOCIETY"
    ENVIRONMENT = "ENVIRONMENT"


DIMENSION_LABELS = {
    Dimension.GOVERNANCE: "Smart Governance",
    Dimension.BRANDING: "Smart Branding",
    Dimension.ECONOMY: "Smart Economy",
    Dimension.LIVING: "Smart Living",
    Dimension.SOCIETY: "Smart Society",
    Dimension.ENVIRONMENT: "Smart Environment",
}


@dataclass(frozen=True, slots=True)
class SubDimension:
    """One of three under a dimension. `code` is stored, `label` is Indonesian."""

    code: str
    dimension: Dimension
    label: str


SUB_DIMENSIONS = (
    SubDimension("SERVICE", Dimension.GOVERNANCE, "Pelayanan publik"),
    SubDimension("BUREAUCRACY", Dimension.GOVERNANCE, "Manajemen birokrasi"),
    SubDimension("POLICY", Dimension.GOVERNANCE, "Efisiensi kebijakan publik"),
    SubDimension("TOURISM", Dimension.BRANDING, "Ekosistem pariwisata"),
    SubDimension("BUSINESS", Dimension.BRANDING, "Platform dan pemasaran usaha daerah"),
    SubDimension("CITY_APPEARANCE", Dimension.BRANDING, "Wajah kota"),
    SubDimension("INDUSTRY", Dimension.ECONOMY, "Ekosistem industri berdaya saing"),
    SubDimension("WELFARE", Dimension.ECONOMY, "Kesejahteraan rakyat"),
    SubDimension("TRANSACTION", Dimension.ECONOMY, "Ekosistem transaksi keuangan"),
    SubDimension("HARMONY", Dimension.LIVING, "Harmonisasi tata ruang"),
    SubDimension("HEALTH", Dimension.LIVING, "Prasarana kesehatan"),
    SubDimension("MOBILITY", Dimension.LIVING, "Sarana transportasi"),
    SubDimension("COMMUNITY", Dimension.SOCIETY, "Interaksi masyarakat"),
    SubDimension("LEARNING", Dimension.SOCIETY, "Ekosistem belajar"),
    SubDimension("SECURITY", Dimension.SOCIETY, "Keamanan masyarakat"),
    SubDimension("PROTECTION", Dimension.ENVIRONMENT, "Proteksi lingkungan"),
    SubDimension("WASTE", Dimension.ENVIRONMENT, "Tata kelola sampah dan limbah"),
    SubDimension("ENERGY", Dimension.ENVIRONMENT, "Tata kelola energi"),
)
SUB_DIMENSION_LABELS = {sub.code: sub.label for sub in SUB_DIMENSIONS}
DIMENSION_OF = {sub.code: sub.dimension for sub in SUB_DIMENSIONS}
