"""More names of what staff see in the admin, so that they can be translated. The database does not change."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0018_lists_by_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='cannedreply',
            options={'verbose_name': 'canned reply', 'verbose_name_plural': 'canned replies'},
        ),
        migrations.AlterModelOptions(
            name='comment',
            options={'verbose_name': 'comment', 'verbose_name_plural': 'comments'},
        ),
        migrations.AlterModelOptions(
            name='complaint',
            options={'verbose_name': 'complaint', 'verbose_name_plural': 'complaints'},
        ),
        migrations.AlterModelOptions(
            name='edition',
            options={'verbose_name': 'edition', 'verbose_name_plural': 'editions'},
        ),
        migrations.AlterModelOptions(
            name='tag',
            options={'verbose_name': 'tag', 'verbose_name_plural': 'tags'},
        ),
        migrations.AlterModelOptions(
            name='topic',
            options={'verbose_name': 'topic', 'verbose_name_plural': 'topics'},
        ),
        migrations.AlterField(
            model_name='cannedreply',
            name='body',
            field=models.TextField(max_length=2000, verbose_name='text'),
        ),
        migrations.AlterField(
            model_name='cannedreply',
            name='name',
            field=models.CharField(max_length=80, unique=True, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='comment',
            name='created_at',
            field=models.DateTimeField(verbose_name='written'),
        ),
        migrations.AlterField(
            model_name='comment',
            name='state',
            field=models.CharField(choices=[('published', 'Published'), ('held', 'Held until somebody has read it'), ('hidden', 'Hidden by reports until somebody has looked'), ('rejected', 'Not published'), ('removed', 'Removed by the clinic'), ('deleted', 'Removed by its author')], max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='complaint',
            name='about',
            field=models.CharField(choices=[('data', 'How you keep my personal information'), ('article', 'An article'), ('comment', 'A comment, or a decision about one'), ('other', 'Something else on this site')], max_length=10, verbose_name='about'),
        ),
        migrations.AlterField(
            model_name='complaint',
            name='answer',
            field=models.TextField(blank=True, max_length=5000, verbose_name='answer'),
        ),
        migrations.AlterField(
            model_name='complaint',
            name='answered_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='answered'),
        ),
        migrations.AlterField(
            model_name='complaint',
            name='due_at',
            field=models.DateTimeField(verbose_name='answer due'),
        ),
        migrations.AlterField(
            model_name='complaint',
            name='email',
            field=models.EmailField(max_length=254, verbose_name='e-mail'),
        ),
        migrations.AlterField(
            model_name='complaint',
            name='name',
            field=models.CharField(max_length=80, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='complaint',
            name='received_at',
            field=models.DateTimeField(db_index=True, verbose_name='received'),
        ),
        migrations.AlterField(
            model_name='complaint',
            name='reference',
            field=models.CharField(max_length=20, unique=True, verbose_name='reference'),
        ),
        migrations.AlterField(
            model_name='complaint',
            name='words',
            field=models.TextField(max_length=5000, verbose_name='what was said'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='author_name',
            field=models.CharField(max_length=80, verbose_name='author'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='author_registration',
            field=models.CharField(blank=True, max_length=30, verbose_name='author registration'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='author_role',
            field=models.CharField(blank=True, max_length=80, verbose_name='author role'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='change_note',
            field=models.CharField(blank=True, max_length=300, verbose_name='change note'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='digest',
            field=models.CharField(max_length=64, verbose_name='digest'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='interests',
            field=models.TextField(blank=True, verbose_name='interests declared'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='is_self_signed',
            field=models.BooleanField(verbose_name='self-signed'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='is_whole_review',
            field=models.BooleanField(verbose_name='whole review'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='last_reviewed_at',
            field=models.DateTimeField(verbose_name='last reviewed'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='review_due_at',
            field=models.DateTimeField(verbose_name='next review due'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='search_description',
            field=models.CharField(blank=True, max_length=170, verbose_name='description for search engines'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='search_title',
            field=models.CharField(blank=True, max_length=70, verbose_name='title for search engines'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='signed_at',
            field=models.DateTimeField(verbose_name='signed'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='signed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='blog.practitioner', verbose_name='signed by'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='signed_by_name',
            field=models.CharField(max_length=80, verbose_name='signed by'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='signed_by_registration',
            field=models.CharField(max_length=30, verbose_name="signer's registration"),
        ),
        migrations.AlterField(
            model_name='edition',
            name='signed_by_role',
            field=models.CharField(max_length=80, verbose_name="signer's role"),
        ),
        migrations.AlterField(
            model_name='edition',
            name='signer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='slug',
            field=models.SlugField(max_length=100, verbose_name='address'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='social_description',
            field=models.CharField(blank=True, max_length=200, verbose_name='description for shared links'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='social_title',
            field=models.CharField(blank=True, max_length=90, verbose_name='title for shared links'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='standfirst',
            field=models.TextField(verbose_name='standfirst'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='text',
            field=models.TextField(editable=False, verbose_name='text'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='title',
            field=models.CharField(max_length=120, verbose_name='title'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='topic_name',
            field=models.CharField(max_length=60, verbose_name='topic'),
        ),
        migrations.AlterField(
            model_name='tag',
            name='name',
            field=models.CharField(max_length=40, unique=True, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='tag',
            name='slug',
            field=models.SlugField(unique=True, verbose_name='address'),
        ),
        migrations.AlterField(
            model_name='topic',
            name='motif',
            field=models.CharField(choices=[('vesicles', 'Vesicles'), ('layers', 'Layers of skin'), ('fibres', 'Fibres'), ('light', 'Light'), ('mosaic', 'Cells side by side')], help_text="The drawing on this topic's articles.", max_length=10, verbose_name='drawing'),
        ),
        migrations.AlterField(
            model_name='topic',
            name='name',
            field=models.CharField(max_length=60, unique=True, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='topic',
            name='slug',
            field=models.SlugField(unique=True, verbose_name='address'),
        ),
    ]
