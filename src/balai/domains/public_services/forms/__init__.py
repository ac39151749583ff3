"""Forms of the room: shapes and types only; what is allowed is decided by the pack and the actions."""
