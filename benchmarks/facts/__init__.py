"""How well questions are answered from facts and documents."""
