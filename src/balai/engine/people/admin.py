"""Accounts in the back office. Every change goes through an action; nothing is deleted."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from unfold.admin import ModelAdmin

from balai.foundation.errors import Refused

from . import actions
from .forms import OfficerForm
from .models import User
from .queries import actor_of
from .terms import Role


@admin.register(User)
class UserAdmin(ModelAdmin):
    """List, create, change the role, close and open again."""

    form = OfficerForm
    list_display = ["full_name", "email", "role", "opd", "area", "is_active", "last_login"]
    list_select_related = ["opd", "area"]
    list_filter = ["role", "is_active"]
    search_fields = ["full_name", "email"]
    autocomplete_fields = ["opd", "area"]
    actions = ["close", "open_again"]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return ["email", "full_name", "phone", "is_active", "last_login"] if obj else []

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        fields = ["email", "full_name", "phone", "role", "opd", "area"]
        return [*fields, "is_active", "last_login"] if obj else fields

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: OfficerForm, change: bool) -> None:
        """Hand over to the action; its refusal is shown by `changeform_view`."""
        by, at, data = actor_of(request), timezone.now(), form.cleaned_data
        place = {"role": Role(data["role"]), "opd": data["opd"], "area": data["area"]}
        if change:
            actions.change_role(user=obj, **place, by=by, at=at)
            return
        made = actions.create_officer(
            email=data["email"], full_name=data["full_name"], phone=data["phone"], **place, by=by, at=at
        )
        obj.pk = made.pk
        obj._state.adding = False

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refused as refused:
            self.message_user(request, refused.message, messages.ERROR)
            return redirect(request.get_full_path())

    @admin.action(description="Tutup akun yang dipilih", permissions=["change"])
    def close(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._each(request, queryset, actions.deactivate)

    @admin.action(description="Buka kembali akun yang dipilih", permissions=["change"])
    def open_again(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._each(request, queryset, actions.reactivate)

    def _each(self, request: HttpRequest, queryset: QuerySet[User], act: Callable[..., User]) -> None:
        for user in queryset:
            try:
                act(user=user, by=actor_of(request), at=timezone.now())
            except Refused as refused:
                self.message_user(request, f"{user}: {refused.message}", messages.ERROR)
