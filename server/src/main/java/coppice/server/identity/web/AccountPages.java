package coppice.server.identity.web;

import coppice.server.identity.Identity;
import coppice.server.identity.Session;
import coppice.server.identity.Token;
import coppice.server.identity.TokenId;
import coppice.server.kernel.AccountId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Redirect;
import coppice.server.web.SessionId;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// One's own account: where one is signed in, and the tokens one gave to programs.
@Controller
class AccountPages {
    private static final Map<String, Integer> DAYS = Map.of("7", 7, "30", 30, "365", 365);

    private final Identity identity;

    AccountPages(Identity identity) {
        this.identity = identity;
    }

    record AccountPage(
            String name,
            String email,
            List<Session> sessions,
            Optional<SessionId> thisSession,
            List<Token> tokens,
            Optional<String> newToken,
            Form form) {}

    @GetMapping("/account")
    @Allow(Access.ACCOUNT)
    Page show(Viewer viewer) {
        return page(viewer, Optional.empty(), Form.fresh(Map.of("scope", "READ", "days", "30")));
    }

    private Page page(Viewer viewer, Optional<String> newToken, Form form) {
        AccountId id = account(viewer);
        var account = identity.account(id).orElseThrow();
        return Page.of(
                "identity/web/account.jte",
                new AccountPage(
                        account.name(),
                        account.email(),
                        identity.sessions(id),
                        viewer.session(),
                        identity.tokens(id),
                        newToken,
                        form));
    }

    @PostMapping("/account/sessions/{session}/end")
    @Allow(Access.ACCOUNT)
    Redirect endSession(Viewer viewer, @PathVariable SessionId session) {
        identity.endSession(account(viewer), session);
        return new Redirect("/account");
    }

    /// The one page that shows a secret: it is not kept and cannot be shown again.
    @PostMapping("/account/tokens")
    @Allow(Access.ACCOUNT)
    Page issue(Viewer viewer, Form form) {
        return form.show(again -> {
            if (again.refusal() != null) return page(viewer, Optional.empty(), again);
            var days = DAYS.get(form.value("days"));
            if (days == null)
                throw new Refused(new KernelRefusal.BadField(
                        "days", KernelRefusal.BadField.Fault.NOT_A_CHOICE, form.value("days")));
            var secret = identity.issueToken(
                    account(viewer),
                    form.value("name"),
                    Fields.choice("scope", Scope.class, form.value("scope")),
                    Duration.ofDays(days));
            return page(viewer, Optional.of(secret.value()), Form.fresh(Map.of("scope", "READ", "days", "30")));
        });
    }

    @PostMapping("/account/tokens/{token}/end")
    @Allow(Access.ACCOUNT)
    Redirect endToken(Viewer viewer, @PathVariable TokenId token) {
        identity.endToken(account(viewer), token);
        return new Redirect("/account");
    }

    private static AccountId account(Viewer viewer) {
        return viewer.account().orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }
}
