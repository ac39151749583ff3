"""What others see of a report, shown to its writer before sending and corrected afterwards. A side door of the room."""
