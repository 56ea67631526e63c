"""One file per command; `say` has every sentence that a person sees, `formats` every report for programs."""
