"""Reading English: words, sentences, concepts, clauses, polarity."""
