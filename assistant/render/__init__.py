"""Answer, hits and documents -> what a surface shows."""
