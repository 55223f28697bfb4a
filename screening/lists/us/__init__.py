"""Other lists of the United States: the Consolidated Screening List, and the Denied Persons List."""
