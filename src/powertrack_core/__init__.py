"""The ground of generated and handwritten code: operations, models, decoding, shapes of documents, exact JSON."""
