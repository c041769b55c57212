"""Material that staff learn from: unanswered questions in groups, reviews, proposed examples."""
