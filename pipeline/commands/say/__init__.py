"""Every sentence, table and progress bar that a person sees: `sentences` names them all."""
