"""What people decided: subjects, dispositions, and the record of both that nobody can change unseen."""
