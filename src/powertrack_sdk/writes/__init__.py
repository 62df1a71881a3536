"""Writes that cannot lose anything. docs/writes.md describes the way of a write.

What a write computes, without any I/O:

    paths         names such as `location.latitude` -> objects and lists
    aliases       friendly names and paths of a patch -> fields
    nearest       known names that resemble an unknown one
    validate      refuses a patch that does not fit the document
    merge         document + patch -> document
    restored      document + backup -> document
    diff          two documents -> the changes between them, printed without secrets
    digest        a document -> a digest of its version
    created_rows  created objects -> the rows that they became

What is written, and how:

    documents     the registry: how each kind of document is read, written, created and deleted
    reading       documents and lists as raw JSON, and the keys of what they belong to
    edits         Update, Create, Delete: one request that writes, as data
    perform       an edit done: lock, look, compute, and have it sent
    sending       back up, journal, send, read back, journal
    settling      whether a write without an answer has arrived
    locks         one writer of an object at a time, among all programs of the user
    backup        the document before, on the disk
    journal       intent and outcome, on the disk
    pending       notes for the next writer of an object while an outcome is unknown
    repeated      refuses to create again what an earlier run may have created
"""
