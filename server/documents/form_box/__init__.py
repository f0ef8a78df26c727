"""What is done with an uploaded PDF, in a process of its own with little time, little memory and no secret:
`python -m server.documents.form_box`. Only server/documents/official_form.py starts it."""
