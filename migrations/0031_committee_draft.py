"""A draft is its committee's, not its programme's; dropped ones and what was taken out of one are kept."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

COPY = (
    "INSERT INTO committee_draft (programme, committee_id, stands, content, taken_out, changed_by, changed_at) "
    "SELECT programme, committee_id, TRUE, content, '[]', changed_by, changed_at FROM edition_draft"
)


class Migration(migrations.Migration):
    dependencies = [("logbog", "0030_edition_drafts")]

    initial = False

    operations = [
        ops.CreateModel(
            name="CommitteeDraft",
            fields=[
                ("id", fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("programme", fields.CharField(max_length=80)),
                ("committee_id", fields.UUIDField()),
                ("stands", fields.BooleanField(null=True, default=True)),
                ("content", fields.TextField(unique=False)),
                ("taken_out", fields.TextField(default="[]", unique=False)),
                ("changed_by", fields.CharField(max_length=254)),
                ("changed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "committee_draft",
                "app": "logbog",
                "unique_together": (("programme", "committee_id", "stands"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.RunSQL(COPY),
        ops.DeleteModel(name="EditionDraft"),
    ]
