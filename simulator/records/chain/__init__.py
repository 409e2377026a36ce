"""The ledger as evidence: what is chained, sealed, signed and verified. Pure, but for the files of keys.

::

    canonical     one way to write a value as bytes (RFC 8785)
    events        the chain: each entry's hash holds the one before it
    links         the rows of one attempt, round or person, chained among themselves
    seals         words and names, covered without being in the chain
    walking       verifying the chain, entry by entry
    signing       checkpoints, signed with a key that is kept apart
    keys          the files of the keys
"""
