"""What this machine can do at most: the same SQL without a framework, validation, rules or HTML."""
