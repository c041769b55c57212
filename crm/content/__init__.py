"""What the bot says and which model says it: answer versions, content changes, model versions, their tests."""
