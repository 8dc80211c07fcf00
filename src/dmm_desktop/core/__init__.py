"""Rules and types shared by all other layers; standard library only."""
