"""Who may read what people write by other channels and answer it, and who looks after the channels."""

ANSWER, CHANNELS = "conversations.answer", "conversations.channels"
