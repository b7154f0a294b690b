"""The journey of the team stage check in Chromium, Firefox and WebKitGTK."""
