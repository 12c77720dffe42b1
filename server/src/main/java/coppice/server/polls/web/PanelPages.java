package coppice.server.polls.web;

import coppice.server.commons.Commons;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ThreadId;
import coppice.server.polls.PanelId;
import coppice.server.polls.Panels;
import coppice.server.polls.Panels.Drawn;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Panels drawn by lot.
@Controller
class PanelPages {
    private final Panels panels;
    private final PartyNames partyNames;

    PanelPages(Panels panels, PartyNames partyNames) {
        this.panels = panels;
        this.partyNames = partyNames;
    }

    record NewPanelPage(Commons commons, Form form) {}

    record PanelPage(Commons commons, Drawn drawn, Names names, boolean recomputes) {
        static PartyId party(String id) {
            return new PartyId(UUID.fromString(id));
        }
    }

    @GetMapping("/c/{slug}/polls/panels/new")
    @Allow(Access.MEMBER)
    Page ask(Standing standing, Form form) {
        return Page.of("polls/web/panel-new.jte", new NewPanelPage(standing.commons(), Form.fresh(form.values())));
    }

    @PostMapping("/c/{slug}/polls/panels")
    @Allow(Access.MEMBER)
    Reply draw(Standing standing, Form form) {
        return form.submit(
                () -> Panels.address(
                        standing.commons(),
                        panels.draw(
                                standing.member(),
                                form.optional("thread", field -> form.id(field, ThreadId::new)),
                                form.value("title"),
                                Fields.whole("places", form.value("places"), 1, 10_000),
                                Fields.optional("features", form.value("features"), 100_000),
                                Fields.optional("quotas", form.value("quotas"), 10_000),
                                form.key())),
                again -> Page.of("polls/web/panel-new.jte", new NewPanelPage(standing.commons(), again)));
    }

    @GetMapping("/c/{slug}/polls/panels/{panel}")
    @Allow(Access.MEMBER)
    Page one(Standing standing, Text text, @PathVariable PanelId panel) {
        var drawn = panels.panel(standing.member(), panel);
        List<PartyId> parties =
                drawn.pool().keySet().stream().map(PanelPage::party).toList();
        return Page.of(
                "polls/web/panel.jte",
                new PanelPage(
                        standing.commons(), drawn, partyNames.of(standing, text, parties), panels.recomputes(drawn)));
    }
}
