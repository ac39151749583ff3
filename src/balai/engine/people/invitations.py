"""The letter with which an account begins: a link to choose a password."""

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from .models import User
from .queries import region_or_none


def link_for(user: User) -> str:
    """A link to choose a password: once, and for `PASSWORD_RESET_TIMEOUT` seconds."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    return get_adapter().get_reset_password_from_key_url(f"{user_pk_to_url_str(user)}-{token}")


def send_invitation(user: User) -> None:
    """Mail the link. May be done twice: both links work until one of them was used."""
    context = {
        "user": user,
        "link": link_for(user),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
        "region": region_or_none(),
    }
    subject, _, body = render_to_string("people/invitation.txt", context).partition("\n")
    send_mail(subject.strip(), body.strip() + "\n", None, [user.email])
