"""Trygghet och upplevelse: what people say of one place, and what inspections find."""
