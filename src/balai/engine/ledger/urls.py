"""Addresses of the ledger, below `/kas/`."""

from django.urls import path

from . import views

app_name = "ledger"
urlpatterns = [
    path("", views.ceilings, name="ceilings"),
    path("neraca-saldo/", views.trial_balance, name="trial_balance"),
    path("rekening/baru/", views.new_account, name="new_account"),
    path("rekening/<int:account_id>/", views.statement, name="statement"),
    path("rekening/<int:account_id>/pagu/", views.budget, name="budget"),
]
