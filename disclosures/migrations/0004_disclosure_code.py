"""Every disclosure gets the code that the permanent links of its numbers begin with."""

from django.db import migrations, models

from disclosures.number_ids import CODE_LENGTH, disclosure_code


def give_codes(apps, schema_editor):
    taken = set()
    for row in (
        apps.get_model("disclosures", "Disclosure").objects.select_related("department").order_by("pk")
    ):
        codes = (
            disclosure_code(row.department.slug, row.year, row.scope, length)
            for length in range(CODE_LENGTH, 20)
        )
        row.code = next(code for code in codes if code not in taken)
        taken.add(row.code)
        row.save(update_fields=["code"])


def field(**unique):
    return models.CharField(
        editable=False, help_text="数字固定链接的开头", max_length=20, verbose_name="编号", **unique
    )


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0003_claim_whole_and_basis")]

    operations = [
        migrations.AddField("disclosure", "code", field(default="")),
        migrations.RunPython(give_codes, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("disclosure", "code", field(unique=True)),
    ]
