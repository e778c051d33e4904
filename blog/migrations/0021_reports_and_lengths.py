"""How short a comment may be, two more reasons for a report, and the outcome of one whose comment was deleted."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0020_phrases'),
    ]

    operations = [
        migrations.AddField(
            model_name='clinic',
            name='comments_shortest',
            field=models.PositiveSmallIntegerField(db_default=2, default=2, help_text='In characters.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)], verbose_name='shortest comment'),
        ),
        migrations.AlterField(
            model_name='report',
            name='outcome',
            field=models.CharField(blank=True, help_text='The act that closed it, or: deleted.', max_length=10),
        ),
        migrations.AlterField(
            model_name='report',
            name='reason',
            field=models.CharField(choices=[('advertising', 'Advertising or selling'), ('unsafe', 'Wrong or unsafe health advice'), ('personal', 'Personal information'), ('abusive', 'Abusive'), ('spam', 'Spam'), ('illegal', 'Illegal, or it damages somebody’s good name'), ('not_genuine', 'Not genuine, or somebody was paid for it'), ('under_18', 'By or about somebody under 18'), ('other', 'Something else')], max_length=20),
        ),
    ]
