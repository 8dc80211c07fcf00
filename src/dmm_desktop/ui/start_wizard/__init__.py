"""What the wizards for an import and an export share: the frame, and the parts of their pages."""
