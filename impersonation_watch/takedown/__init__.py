"""Takedown: from a confirmed hit to a report in the form's own order, and a packet to hand over."""
