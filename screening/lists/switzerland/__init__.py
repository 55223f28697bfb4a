"""The list of the Swiss State Secretariat for Economic Affairs."""
