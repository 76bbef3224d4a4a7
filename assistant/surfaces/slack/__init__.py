"""The Slack bot: parse, call, render.

The way of a message: `incoming` reads it, `desk` takes it in and keeps it until it is answered, `answering` answers it,
`delivery` brings the answer into its thread; `bot` hangs all this on Bolt, `serve` and `mount` connect it.
"""
