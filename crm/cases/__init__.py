"""Cases: opening, steps, answers, lists, missed due times."""
