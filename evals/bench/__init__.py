"""Speed, memory and retrieval, measured beside a plain LangChain retriever: `python -m evals.bench [--quick]`."""
