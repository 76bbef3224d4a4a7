"""citebound: answers in which every sentence carries a verbatim, checkable quote."""
