"""Japan's lists: asset freezes, and end users of concern."""
