"""The next moment at which a page changes by itself is found in an index, however many editions there are."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0021_reports_and_lengths'),
    ]

    operations = [
        migrations.AddIndex(model_name='edition', index=models.Index(fields=['live_from'], name='editions_by_beginning')),
        migrations.AddIndex(model_name='edition', index=models.Index(fields=['live_until'], name='editions_by_end')),
        migrations.AddIndex(model_name='edition', index=models.Index(fields=['review_due_at'], name='editions_by_review')),
    ]
