"""How answers are measured: labelled questions and sentences, and the benchmark."""
