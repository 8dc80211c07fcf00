"""The sources that show how the API is called: descriptions and recorded requests, all read into one model."""
