"""What a person sees of a defect of the application itself."""
