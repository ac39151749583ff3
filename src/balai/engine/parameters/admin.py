"""Values of law and days off in the back office."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from unfold.admin import ModelAdmin

from balai.engine.journal import public as journal
from balai.foundation.actor import Actor

from . import actions
from .models import Holiday, Parameter


class ReferenceAdmin(ModelAdmin):
    """Reference data: each change is in the journal, and nothing is deleted, because old reports point at it."""

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        journal.append(
            code="REFERENCE_CHANGED" if change else "REFERENCE_ADDED",
            subject=(obj._meta.model_name, obj.pk),
            by=actor(request),
            at=timezone.now(),
            data={"fields": form.changed_data},
        )


def actor(request: HttpRequest) -> Actor:
    """Who works in the back office."""
    user = request.user
    return Actor("OFFICER", user.pk, user.opd_id, user.role)


@admin.register(Parameter)
class ParameterAdmin(ReferenceAdmin):
    """A running value is never edited: a new one takes over from a date."""

    list_display = ["code", "value", "valid_from", "valid_to", "legal_reference", "verified"]
    list_filter = ["verified"]
    search_fields = ["code", "legal_reference"]
    exclude = ["valid_to"]

    def has_change_permission(self, request: HttpRequest, obj: Parameter | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Parameter, form: Any, change: bool) -> None:
        made = actions.set_value(**form.cleaned_data, by=actor(request), at=timezone.now())
        obj.pk = made.pk
        obj._state.adding = False


@admin.register(Holiday)
class HolidayAdmin(ReferenceAdmin):
    list_display = ["date", "name", "kind", "legal_reference", "verified"]
    list_filter = ["kind", "verified"]
    search_fields = ["name"]
    date_hierarchy = "date"
