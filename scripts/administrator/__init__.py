"""The administrator's page (docs/installing.md), run to the letter on a machine of its own."""
