"""What a user gives to say how the API is called: descriptions and recorded requests, each read into one model."""
