"""Lists of the Republic of Korea: the annex of the financial authority, and the announcements."""
