"""The reading of emergencies: what must be answered before anything else, in Persian, English and Persian in Latin letters."""
