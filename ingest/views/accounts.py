"""One's own account: another password."""

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView
from django.db import transaction
from django.urls import reverse_lazy

from ingest import audit
from ingest.models import Action


class PasswordChange(PasswordChangeView):
    """The audit says who changed it and when, never to what."""

    template_name = "registration/password_change.html"
    success_url = reverse_lazy("password_change")

    def form_valid(self, form):
        person = self.request.user
        with transaction.atomic():
            audit.note(Action.EDIT, person, person, reason="本人换密码", after={"password": audit.HIDDEN})
            answer = super().form_valid(form)
        messages.success(self.request, "密码已更换，其他地方的登录随之失效。")
        return answer
