"""The Slack bot: parse, call, render. The way of a message: `incoming` reads it, `desk` takes it in and keeps it until it
is answered, `answering` answers it, `delivery` brings the answer into the thread; `bot` hangs all this on Bolt."""
