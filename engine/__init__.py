"""What runs inside the Rasa process and nowhere else: understanding, the channel, answers, working memory."""
