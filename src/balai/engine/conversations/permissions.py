"""Who may read what people write by other channels, and answer."""

SEE, ANSWER = "conversations.see", "conversations.answer"
