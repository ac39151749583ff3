"""Acts of documents: files are kept and swept, letters are composed, signed and revoked."""
