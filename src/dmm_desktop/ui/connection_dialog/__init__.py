"""New connection: created in the environment from a form that its API describes, or one that exists already."""
