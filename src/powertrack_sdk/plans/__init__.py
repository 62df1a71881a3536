"""Plans: many changes, computed first, shown, saved, applied with a journal, resumed and undone."""
