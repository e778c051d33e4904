"""The names of what staff see in the admin, so that they can be translated. The database itself does not change."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0016_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='clinic',
            options={'verbose_name': 'clinic', 'verbose_name_plural': 'clinic'},
        ),
        migrations.AlterModelOptions(
            name='image',
            options={'verbose_name': 'picture', 'verbose_name_plural': 'pictures'},
        ),
        migrations.AlterModelOptions(
            name='imageconsent',
            options={'verbose_name': 'consent', 'verbose_name_plural': 'consents'},
        ),
        migrations.AlterModelOptions(
            name='page',
            options={'verbose_name': 'standing page', 'verbose_name_plural': 'standing pages'},
        ),
        migrations.AlterModelOptions(
            name='post',
            options={'verbose_name': 'post', 'verbose_name_plural': 'posts'},
        ),
        migrations.AlterModelOptions(
            name='practitioner',
            options={'verbose_name': 'practitioner', 'verbose_name_plural': 'practitioners'},
        ),
        migrations.AlterModelOptions(
            name='source',
            options={'verbose_name': 'source', 'verbose_name_plural': 'sources'},
        ),
        migrations.AlterField(
            model_name='beforeafter',
            name='caption',
            field=models.CharField(blank=True, help_text='Printed under the pair: two sentences at most.', max_length=300, verbose_name='caption'),
        ),
        migrations.AlterField(
            model_name='beforeafter',
            name='made_at',
            field=models.DateTimeField(editable=False, verbose_name='made at'),
        ),
        migrations.AlterField(
            model_name='clinic',
            name='address',
            field=models.CharField(blank=True, max_length=200, verbose_name='address'),
        ),
        migrations.AlterField(
            model_name='clinic',
            name='logo',
            field=models.ForeignKey(blank=True, help_text='From the picture library, at the top of every page beside the name. Best square, on a clear ground.', limit_choices_to={'shows_person': False}, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='blog.image', verbose_name='logo'),
        ),
        migrations.AlterField(
            model_name='clinic',
            name='name',
            field=models.CharField(help_text='In full, as in the footer.', max_length=80, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='clinic',
            name='opening_hours',
            field=models.CharField(blank=True, max_length=120, verbose_name='opening hours'),
        ),
        migrations.AlterField(
            model_name='clinic',
            name='phone',
            field=models.CharField(blank=True, max_length=20, validators=[django.core.validators.RegexValidator('^\\+?[0-9 ]{5,20}$', 'Digits and spaces only, such as 01632 960114.')], verbose_name='phone'),
        ),
        migrations.AlterField(
            model_name='clinic',
            name='short_name',
            field=models.CharField(help_text='At the top of every page.', max_length=40, verbose_name='short name'),
        ),
        migrations.AlterField(
            model_name='clinic',
            name='strapline',
            field=models.CharField(blank=True, help_text='One line under the name on the front page.', max_length=160, verbose_name='strapline'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='act',
            field=models.CharField(choices=[('wrote', 'Changed the words'), ('signed', 'Signed'), ('cancelled', 'Cancelled a planned edition'), ('withdrew', 'Withdrew the article'), ('asked', 'Asked for a signature'), ('wanted_changes', 'Wanted changes'), ('overrode', 'Allowed what the guard had stopped'), ('restored', 'Brought an earlier text back'), ('consent_given', 'Recorded a consent'), ('consent_withdrawn', 'Withdrew a consent'), ('read_proof', 'Opened a signed consent form'), ('exported', 'Took the evidence away'), ('conversation', 'Changed an article’s comments'), ('blocked', 'Blocked a member'), ('unblocked', 'Let a member comment again'), ('ended_access', 'Ended somebody’s access'), ('reset_2fa', 'Reset somebody’s second factor'), ('answered_complaint', 'Answered a complaint'), ('ended_following', 'Ended somebody’s mail about a topic')], max_length=20, verbose_name='act'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='at',
            field=models.DateTimeField(db_index=True, verbose_name='at'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='by_name',
            field=models.CharField(help_text='As it was at the time; empty if the system did it.', max_length=80, verbose_name='by name'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='detail',
            field=models.JSONField(default=dict, verbose_name='detail'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='digest',
            field=models.CharField(blank=True, max_length=64, verbose_name='digest'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='post_id',
            field=models.BigIntegerField(db_index=True, help_text='The article it was about, if any.', null=True, verbose_name='post id'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='subject',
            field=models.CharField(max_length=200, verbose_name='subject'),
        ),
        migrations.AlterField(
            model_name='image',
            name='caption',
            field=models.CharField(blank=True, help_text='Printed under it: two sentences at most.', max_length=300, verbose_name='caption'),
        ),
        migrations.AlterField(
            model_name='image',
            name='credit',
            field=models.CharField(blank=True, help_text='Such as: Photograph by Ruth Ama', max_length=120, verbose_name='credit'),
        ),
        migrations.AlterField(
            model_name='image',
            name='uploaded_at',
            field=models.DateTimeField(editable=False, verbose_name='uploaded at'),
        ),
        migrations.AlterField(
            model_name='message',
            name='created_at',
            field=models.DateTimeField(verbose_name='created at'),
        ),
        migrations.AlterField(
            model_name='message',
            name='given_up_at',
            field=models.DateTimeField(null=True, verbose_name='given up at'),
        ),
        migrations.AlterField(
            model_name='message',
            name='last_error',
            field=models.CharField(blank=True, max_length=200, verbose_name='last error'),
        ),
        migrations.AlterField(
            model_name='message',
            name='sent_at',
            field=models.DateTimeField(null=True, verbose_name='sent at'),
        ),
        migrations.AlterField(
            model_name='message',
            name='subject',
            field=models.CharField(max_length=200, verbose_name='subject'),
        ),
        migrations.AlterField(
            model_name='message',
            name='to',
            field=models.EmailField(max_length=254, verbose_name='to'),
        ),
        migrations.AlterField(
            model_name='message',
            name='tries',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='tries'),
        ),
        migrations.AlterField(
            model_name='page',
            name='changed_at',
            field=models.DateTimeField(editable=False, help_text='None: as it came with the site.', null=True, verbose_name='changed at'),
        ),
        migrations.AlterField(
            model_name='page',
            name='title',
            field=models.CharField(max_length=80, verbose_name='title'),
        ),
        migrations.AlterField(
            model_name='post',
            name='author_registration',
            field=models.CharField(blank=True, help_text='For a clinician: such as GMC 0000000', max_length=30, verbose_name='author registration'),
        ),
        migrations.AlterField(
            model_name='post',
            name='author_role',
            field=models.CharField(blank=True, max_length=80, verbose_name='author role'),
        ),
        migrations.AlterField(
            model_name='post',
            name='change_note',
            field=models.CharField(blank=True, help_text='One public line on what changed and why. Empty for a minor change.', max_length=300, verbose_name='change note'),
        ),
        migrations.AlterField(
            model_name='post',
            name='changed_at',
            field=models.DateTimeField(auto_now=True, verbose_name='changed at'),
        ),
        migrations.AlterField(
            model_name='post',
            name='search_description',
            field=models.CharField(blank=True, help_text='Empty: the standfirst.', max_length=170, verbose_name='search description'),
        ),
        migrations.AlterField(
            model_name='post',
            name='search_title',
            field=models.CharField(blank=True, help_text='For search engines; empty: the title.', max_length=70, verbose_name='search title'),
        ),
        migrations.AlterField(
            model_name='post',
            name='social_description',
            field=models.CharField(blank=True, help_text='Empty: the standfirst.', max_length=200, verbose_name='social description'),
        ),
        migrations.AlterField(
            model_name='post',
            name='social_title',
            field=models.CharField(blank=True, help_text='When the page is shared; empty: the title.', max_length=90, verbose_name='social title'),
        ),
        migrations.AlterField(
            model_name='post',
            name='standfirst',
            field=models.TextField(help_text='One to three sentences under the title.', max_length=400, verbose_name='standfirst'),
        ),
        migrations.AlterField(
            model_name='post',
            name='title',
            field=models.CharField(max_length=120, verbose_name='title'),
        ),
        migrations.AlterField(
            model_name='post',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blog.topic', verbose_name='topic'),
        ),
        migrations.AlterField(
            model_name='practitioner',
            name='about',
            field=models.TextField(blank=True, max_length=1000, verbose_name='about'),
        ),
        migrations.AlterField(
            model_name='practitioner',
            name='register',
            field=models.CharField(choices=[('GMC', 'General Medical Council'), ('NMC', 'Nursing and Midwifery Council'), ('GDC', 'General Dental Council'), ('GPhC', 'General Pharmaceutical Council'), ('HCPC', 'Health and Care Professions Council')], max_length=4, verbose_name='register'),
        ),
        migrations.AlterField(
            model_name='practitioner',
            name='role',
            field=models.CharField(help_text='Such as: Consultant dermatologist', max_length=80, verbose_name='role'),
        ),
        migrations.AlterField(
            model_name='practitioner',
            name='slug',
            field=models.SlugField(unique=True, verbose_name='slug'),
        ),
        migrations.AlterField(
            model_name='practitioner',
            name='user',
            field=models.OneToOneField(blank=True, help_text='The account this clinician signs with.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='practitioner', to=settings.AUTH_USER_MODEL, verbose_name='user'),
        ),
        migrations.AlterField(
            model_name='source',
            name='checked_on',
            field=models.DateField(help_text='When somebody last read it.', verbose_name='checked on'),
        ),
        migrations.AlterField(
            model_name='source',
            name='publisher',
            field=models.CharField(help_text='Authors and journal, or the organisation.', max_length=150, verbose_name='publisher'),
        ),
        migrations.AlterField(
            model_name='source',
            name='title',
            field=models.CharField(max_length=250, verbose_name='title'),
        ),
        migrations.AlterField(
            model_name='source',
            name='year',
            field=models.PositiveSmallIntegerField(verbose_name='year'),
        ),
    ]
