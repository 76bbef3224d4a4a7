"""What is read of each labelled sentence and each question, recorded: any change of it is seen, and then looked at."""
