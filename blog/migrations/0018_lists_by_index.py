"""The indexes of lists hold all that chooses a page of one, so that its rows alone are read."""

from django.db import migrations, models

BY_AGE = (
    models.F("first_published_at").desc(), models.F("id").desc(), "live_from", "live_until", "review_due_at", "post"
)


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0017_names'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='edition', name='newest_editions'),
        migrations.RemoveIndex(model_name='edition', name='editions_by_topic'),
        migrations.AddIndex(model_name='edition', index=models.Index(*BY_AGE, name='newest_editions')),
        migrations.AddIndex(model_name='edition', index=models.Index("topic", *BY_AGE, name='editions_by_topic')),
        migrations.AddIndex(model_name='edition', index=models.Index("signed_by", *BY_AGE, name='editions_by_signer')),
    ]
