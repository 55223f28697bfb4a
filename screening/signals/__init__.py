"""What the records of a profile show: sessions, career, mail domains, wording, repositories. No verdicts here."""
