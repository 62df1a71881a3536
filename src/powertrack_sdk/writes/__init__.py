"""Writes that cannot lose anything.

A document is read, a patch is merged into it, and the whole goes back. These modules do no I/O; a write uses them in
this order:

    strict_json  bytes of an answer -> JSON that prints back as the same document, or a refusal
    aliases      friendly names of a patch -> fields
    validate     refuses a patch that does not fit the document
    merge        document + patch -> document
    diff         two documents -> the changes between them, in print without secrets
"""
