"""The routes that any OpenAI-compatible client speaks to: `/v1/chat/completions`, `/v1/responses`, `/v1/models`.

`shapes` is what a request may hold, `reading` turns it into a question or refuses it, `routes` answers by way of
`replying`, `errors` says every refusal in OpenAI's shape.
"""
