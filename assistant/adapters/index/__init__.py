"""The persistent index: derived data in sealed generations, searched exactly or by Chroma."""

from assistant.adapters.index.opening import Mode, OpenedIndex, ensure

__all__ = ["Mode", "OpenedIndex", "ensure"]
