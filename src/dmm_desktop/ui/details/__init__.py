"""What stands behind a message: long texts that can be read and copied."""
