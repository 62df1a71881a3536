"""What generated and handwritten code both stand on: operations, models, decoding, shapes of documents, exact JSON."""
