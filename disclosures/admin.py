"""The site's rows in the admin. Names and functions of departments may be put right; what reports print may not."""

from decimal import Decimal

from django import forms
from django.contrib import admin
from django.utils import timezone

from disclosures.comparison import board_lines
from disclosures.measures import measure_of
from disclosures.models import (
    AcrossFinding,
    Correction,
    Department,
    DepartmentName,
    Disclosure,
    ErrorReport,
    Figure,
    Finding,
    Outcome,
    Region,
    Reply,
    Revision,
    Sheet,
)
from disclosures.search import index
from disclosures.wording import FEN_PER_WAN


class LookedAt(admin.ModelAdmin):
    """Rows that come from published files."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class DepartmentNameInline(admin.TabularInline):
    model = DepartmentName
    fields = ("name",)
    extra = 0


@admin.register(Department)
class DepartmentAdmin(admin.ModelAdmin):
    list_display = ("name", "region", "function", "slug")
    list_filter = ("function", ("region", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("region",)
    search_fields = ("name", "slug", "names__name")
    readonly_fields = ("slug", "region")
    inlines = (DepartmentNameInline,)

    def save_related(self, request, form, formsets, change):
        """A department is found and listed by its names from then on."""
        super().save_related(request, form, formsets, change)
        index.rebuild_department(form.instance)
        board_lines.rebuild(form.instance)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Region)
class RegionAdmin(LookedAt):
    list_display = ("code", "full_name", "parent")
    list_filter = (("parent", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("parent",)
    search_fields = ("code", "full_name")


@admin.register(Disclosure)
class DisclosureAdmin(LookedAt):
    list_display = ("department", "year", "scope", "current", "published_at", "withdrawn_at")
    list_filter = (
        "year",
        "scope",
        ("withdrawn_at", admin.EmptyFieldListFilter),
        ("department__region", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("department", "current__disclosure__department")
    search_fields = ("department__name", "department__names__name", "department__slug")
    date_hierarchy = "published_at"


class SheetInline(admin.TabularInline):
    model = Sheet
    fields = ("statement", "number", "title", "state", "unit", "pages")
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Revision)
class RevisionAdmin(LookedAt):
    list_display = (
        "disclosure",
        "number",
        "original_name",
        "pages",
        "layout",
        "parser_version",
        "created_at",
    )
    list_filter = ("layout", "parser_version", "media_type", "created_at")
    list_select_related = ("disclosure__department",)
    search_fields = ("disclosure__department__name", "original_name", "sha256")
    inlines = (SheetInline,)


@admin.register(Finding)
class FindingAdmin(LookedAt):
    list_display = ("of_report", "check_id", "outcome", "severity", "message")
    list_filter = ("outcome", "severity", "check_id")
    list_select_related = ("revision__disclosure__department",)
    search_fields = ("revision__disclosure__department__name", "message", "key")
    fields = ("of_report", "key", "check_id", "outcome", "severity", "message")
    readonly_fields = ("of_report",)
    show_full_result_count = False

    @admin.display(description="报告")
    def of_report(self, finding) -> str:
        return str(finding.revision)


@admin.register(AcrossFinding)
class AcrossFindingAdmin(LookedAt):
    list_display = ("department", "year", "check_id", "measure", "outcome", "severity", "message")
    list_filter = ("outcome", "severity", "check_id", "year")
    list_select_related = ("department",)
    search_fields = ("department__name", "message", "measure")
    fields = (
        "department",
        "later",
        "earlier",
        "year",
        "check_id",
        "measure",
        "outcome",
        "severity",
        "message",
    )


class YearFilter(admin.SimpleListFilter):
    title = "年度"
    parameter_name = "year"

    def lookups(self, request, model_admin):
        years = Disclosure.objects.order_by("-year").values_list("year", flat=True).distinct()
        return [(str(year), str(year)) for year in years]

    def queryset(self, request, queryset):
        year = self.value() or ""
        return queryset.filter(year=int(year)) if year.isdecimal() else queryset


@admin.register(Figure)
class FigureAdmin(LookedAt):
    """Rebuilt from the sheets: looked at only."""

    list_display = ("measure_label", "department_name", "of_year", "printed_value", "origin")
    list_filter = (YearFilter, "origin")
    list_select_related = ("department",)
    search_fields = ("department__name", "measure")
    fields = ("measure_label", "department_name", "of_year", "printed_value", "origin")
    readonly_fields = fields
    show_full_result_count = False

    @admin.display(description="指标", ordering="measure")
    def measure_label(self, figure) -> str:
        known = measure_of(figure.measure)
        return known.label if known else figure.measure

    @admin.display(description="部门", ordering="department__name")
    def department_name(self, figure) -> str:
        return figure.department.name

    @admin.display(description="年度", ordering="year")
    def of_year(self, figure) -> int:
        return figure.year

    @admin.display(description="数值", ordering="value")
    def printed_value(self, figure) -> str:
        """Money in 万元, exactly."""
        if figure.unit != "money":
            return str(figure.value)
        return f"{Decimal(figure.value) / FEN_PER_WAN:f} 万元"


@admin.register(ErrorReport)
class ErrorReportAdmin(admin.ModelAdmin):
    """Readers' reports: what they wrote stays, the answer is public."""

    list_display = ("created_at", "state", "disclosure", "number", "text")
    list_filter = ("state", "created_at")
    list_select_related = ("disclosure__department",)
    search_fields = ("text", "number", "path", "disclosure__department__name")
    date_hierarchy = "created_at"
    fields = (
        *("created_at", "disclosure", "number", "path", "text", "contact"),
        *("state", "answer", "handled_by", "handled_at"),
    )
    readonly_fields = (
        *("created_at", "disclosure", "number", "path", "text", "contact"),
        *("handled_by", "handled_at"),
    )

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        handled = obj.state != ErrorReport.State.NEW
        obj.handled_by = request.user if handled else None
        obj.handled_at = timezone.now() if handled else None
        super().save_model(request, obj, form, change)


class ReplyForm(forms.ModelForm):
    """A reply answers a finding that the report has now."""

    class Meta:
        model = Reply
        fields = ("disclosure", "key", "text", "source", "replied_on")
        help_texts = {"key": "核对页上该条结果地址中 #f- 之后的编号，如 3fa01b22c9。"}

    def clean(self):
        given = super().clean()
        disclosure, key = given.get("disclosure"), given.get("key", "").removeprefix("f-")
        if not disclosure or not key:
            return given
        found = Finding.objects.filter(revision__current_of=disclosure, key=key)
        answered = found.exclude(outcome=Outcome.PASS).first()
        if answered is None:
            self.add_error("key", "这份报告的现行核对结果中没有这个编号，或该条已吻合。")
        else:
            given["key"], self.instance.check_id = key, answered.check_id
        return given


@admin.register(Reply)
class ReplyAdmin(admin.ModelAdmin):
    form = ReplyForm
    list_display = ("disclosure", "check_id", "key", "text", "replied_on", "added_by")
    list_filter = ("check_id", "replied_on")
    list_select_related = ("disclosure__department", "added_by")
    search_fields = ("disclosure__department__name", "text", "source", "key")
    raw_id_fields = ("disclosure",)

    def save_model(self, request, obj, form, change):
        obj.added_by = obj.added_by or request.user
        super().save_model(request, obj, form, change)


@admin.register(Correction)
class CorrectionAdmin(LookedAt):
    list_display = ("created_at", "statement", "row", "column", "was", "now", "kind", "role", "person")
    list_filter = ("state", "kind", "statement", "created_at")
    list_select_related = ("person",)
    search_fields = ("sha256", "reason", "row")
    date_hierarchy = "created_at"
