"""The site's rows in the admin. Names and functions of departments may be put right; what reports print may not."""

from django.contrib import admin

from disclosures.models import Department, DepartmentName, Disclosure, Region, Revision, Sheet

admin.site.site_header = admin.site.site_title = "部门决算公开"
admin.site.index_title = "数据后台"


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
    list_filter = ("function", "region")
    list_select_related = ("region",)
    search_fields = ("name", "slug", "names__name")
    readonly_fields = ("slug", "region")
    inlines = (DepartmentNameInline,)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Region)
class RegionAdmin(LookedAt):
    list_display = ("code", "full_name", "parent")
    list_select_related = ("parent",)
    search_fields = ("code", "full_name")


@admin.register(Disclosure)
class DisclosureAdmin(LookedAt):
    list_display = ("department", "year", "scope", "current", "published_at")
    list_filter = ("year", "scope", "department__region")
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
