"""How a published list comes into the folder: gathered, examined, and taken over whole or not at all."""
