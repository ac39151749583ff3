"""E-mail by the mail server that the settings name, through Django."""
