"""New connection: create one from the form that the API describes, or add an existing one."""
