package coppice.server.commons.web;

import coppice.server.commons.Acts;
import coppice.server.commons.ApplicationId;
import coppice.server.commons.Applications;
import coppice.server.commons.Applications.AdmitMember;
import coppice.server.commons.Applications.Application;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Standing;
import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import coppice.server.web.Viewer;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Asking to join, and admitting.
@Controller
class ApplicationPages {
    private final Applications applications;
    private final Commonses commonses;
    private final Acts acts;
    private final Identity identity;

    ApplicationPages(Applications applications, Commonses commonses, Acts acts, Identity identity) {
        this.applications = applications;
        this.commonses = commonses;
        this.acts = acts;
        this.identity = identity;
    }

    record AskPage(Commons commons, boolean member, boolean asked, Form form) {}

    record AdmitPage(Commons commons, Application application, Form form, boolean mayAct) {}

    private Account account(Viewer viewer) {
        return viewer.account().flatMap(identity::account).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    @GetMapping("/c/{slug}/commons/application")
    @Allow(Access.ACCOUNT)
    Page ask(Standing standing, Viewer viewer) {
        return askPage(standing, viewer, Form.fresh(Map.of()));
    }

    private Page askPage(Standing standing, Viewer viewer, Form form) {
        return Page.of(
                "commons/web/ask.jte",
                new AskPage(
                        standing.commons(),
                        standing.isMember(),
                        applications.hasApplied(account(viewer), standing.commons()),
                        form));
    }

    @PostMapping("/c/{slug}/commons/application")
    @Allow(Access.ACCOUNT)
    Reply apply(Standing standing, Viewer viewer, Form form) {
        return form.submit(
                () -> {
                    applications.apply(account(viewer), standing.commons(), form.value("words"));
                    return standing.commons().address() + "/commons/application";
                },
                again -> askPage(standing, viewer, again));
    }

    @GetMapping("/c/{slug}/commons/applications/{application}")
    @Allow(Access.MEMBER)
    Page one(Standing standing, @PathVariable ApplicationId application) {
        return admitPage(standing, application, Form.fresh(Map.of()));
    }

    private Page admitPage(Standing standing, ApplicationId application, Form form) {
        return Page.of(
                "commons/web/admit.jte",
                new AdmitPage(
                        standing.commons(),
                        applications.one(standing.commons().id(), application),
                        form,
                        commonses.mayAct(standing, Matter.MEMBERSHIP)));
    }

    /// Admits whoever asked, or puts that to the members.
    @PostMapping("/c/{slug}/commons/applications/{application}")
    @Allow(Access.MEMBER)
    Reply admit(Standing standing, Text text, @PathVariable ApplicationId application, Form form) {
        var asked = applications.one(standing.commons().id(), application);
        return form.submit(
                () -> acts.submit(standing, form, text, new AdmitMember(asked.id())),
                again -> admitPage(standing, application, again));
    }
}
