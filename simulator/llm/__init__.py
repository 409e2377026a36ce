"""Language models: requests, streams, failures, token counts, budgets.

The only room that imports the client's library, and only when a request is made: importing any module of
this room loads neither the client nor a tokenizer. Nothing here decides what a customer does, or what a
reply is worth.
"""
