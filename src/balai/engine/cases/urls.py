"""Addresses of the desk."""

app_name = "cases"
urlpatterns: list = []
