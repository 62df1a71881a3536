"""Writes that cannot lose anything.

A document is read, a patch is merged into it, and the whole goes back. What a write computes, without any I/O:

    paths        names such as `location.latitude` -> the objects and lists that they stand for
    aliases      friendly names and paths of a patch -> fields
    nearest      what somebody may have meant by a name that there is not
    validate     refuses a patch that does not fit the document
    merge        document + patch -> document
    diff         two documents -> the changes between them, in print without secrets
    digest       a document -> a word by which its versions are told apart

What is written to, and what is done to it with one request:

    documents    the kinds of documents by their names
    target       how one of them is read and written
    edit         a change of a document as a value: what it aims at, the request, what came of it
    creation     the same for something that is created

How it is done:

    locks        one writer of an object at a time, among all programs of the user
    backup       the document before, on the disk
    journal      the intent and the outcome, on the disk
    perform      the way of a write through all of these
    result       what came of it
    update       single updates
"""
