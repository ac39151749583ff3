"""Region, areas, agencies and mandates in the back office."""

from django.contrib import admin
from unfold.admin import TabularInline

from balai.engine.parameters.admin import ReferenceAdmin

from .models import Area, Mandate, Opd, OpdName, Region


@admin.register(Region)
class RegionAdmin(ReferenceAdmin):
    list_display = ["name", "code", "number_prefix"]


@admin.register(Area)
class AreaAdmin(ReferenceAdmin):
    list_display = ["code", "name", "level", "parent"]
    list_filter = ["level"]
    list_select_related = ["parent"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["parent"]


class OpdNameInline(TabularInline):
    model = OpdName
    extra = 0


@admin.register(Opd)
class OpdAdmin(ReferenceAdmin):
    list_display = [
        "code",
        "short_name",
        "kind",
        "valid_from",
        "valid_to",
        "is_coordinator",
        "is_inspectorate",
    ]
    list_filter = ["kind", "is_coordinator", "is_inspectorate"]
    search_fields = ["code", "short_name", "name"]
    autocomplete_fields = ["parent", "area"]
    inlines = [OpdNameInline]


@admin.register(Mandate)
class MandateAdmin(ReferenceAdmin):
    list_display = ["category_code", "opd", "area", "valid_from", "valid_to", "legal_reference"]
    list_select_related = ["opd", "area"]
    search_fields = ["category_code", "opd__short_name"]
    autocomplete_fields = ["opd", "area"]
