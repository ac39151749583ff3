"""Reports that waited on a phone: the blank pages that it keeps, and the door through which they come, each once."""
