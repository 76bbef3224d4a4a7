"""What can be asked: this assistant in process or by URL, any OpenAI-compatible endpoint, a recorded run."""
