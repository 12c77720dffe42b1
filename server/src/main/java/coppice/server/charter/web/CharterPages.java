package coppice.server.charter.web;

import coppice.server.charter.Amendments;
import coppice.server.charter.Chapters;
import coppice.server.charter.CharterVersion;
import coppice.server.charter.Charters;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Standing;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The charter, and how it is amended.
@Controller
class CharterPages {
    private final Charters charters;
    private final Chapters chapters;
    private final Amendments amendments;
    private final Commonses commonses;

    CharterPages(Charters charters, Chapters chapters, Amendments amendments, Commonses commonses) {
        this.charters = charters;
        this.chapters = chapters;
        this.amendments = amendments;
        this.commonses = commonses;
    }

    record CharterPage(
            Commons commons,
            CharterVersion shown,
            List<Chapters.Told> chapters,
            List<CharterVersion> versions,
            boolean member) {}

    record AmendPage(Commons commons, CharterVersion current, Form form, List<Page> parts, boolean mayAct) {}

    @GetMapping("/c/{slug}/charter")
    @Allow(Access.PUBLIC)
    Page charter(Standing standing, Text text, @RequestParam Optional<Integer> version) {
        var commons = standing.commons();
        var shown = version.map(number -> charters.version(commons.id(), number))
                .orElseGet(() -> charters.inForce(commons.id()));
        return Page.of(
                "charter/web/charter.jte",
                new CharterPage(
                        commons,
                        shown,
                        chapters.says(shown.charter(), commons, text),
                        charters.all(commons.id()),
                        standing.isMember()));
    }

    @GetMapping("/c/{slug}/charter/amend")
    @Allow(Access.MEMBER)
    Page amendForm(Standing standing) {
        var current = charters.inForce(standing.commons().id());
        var values = new HashMap<>(chapters.values(current.charter(), standing.commons()));
        values.put("after", String.valueOf(current.version()));
        return amendPage(standing, Form.fresh(values));
    }

    private Page amendPage(Standing standing, Form form) {
        var current = charters.inForce(standing.commons().id());
        return Page.of(
                "charter/web/amend.jte",
                new AmendPage(
                        standing.commons(),
                        current,
                        form,
                        chapters.fields(current.charter(), standing.commons(), form),
                        commonses.mayAct(standing, Matter.CHARTER)));
    }

    @PostMapping("/c/{slug}/charter/amend")
    @Allow(Access.MEMBER)
    Reply amend(Standing standing, Text text, Form form) {
        return form.submit(
                () -> amendments.submit(
                        standing, form, text, (fields, before) -> chapters.read(fields, before, standing.commons())),
                again -> amendPage(standing, again));
    }
}
