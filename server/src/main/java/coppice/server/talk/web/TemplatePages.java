package coppice.server.talk.web;

import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.talk.TemplateId;
import coppice.server.talk.Templates;
import coppice.server.talk.Thread.Template;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Redirect;
import coppice.server.web.Reply;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Words to begin threads with.
@Controller
class TemplatePages {
    private final Templates templates;

    TemplatePages(Templates templates) {
        this.templates = templates;
    }

    record TemplatesPage(Commons commons, List<Template> templates, Form form) {}

    @GetMapping("/c/{slug}/talk/templates")
    @Allow(Access.MEMBER)
    Page list(Standing standing) {
        return page(standing, Form.fresh(Map.of()));
    }

    private Page page(Standing standing, Form form) {
        return Page.of(
                "talk/web/templates.jte",
                new TemplatesPage(
                        standing.commons(), templates.all(standing.commons().id()), form));
    }

    private static String address(Standing standing) {
        return standing.commons().address() + "/talk/templates";
    }

    @PostMapping("/c/{slug}/talk/templates")
    @Allow(Access.MEMBER)
    Reply keep(Standing standing, Form form) {
        return form.submit(
                () -> {
                    templates.keep(standing.member(), form.value("name"), form.value("title"), form.value("words"));
                    return address(standing);
                },
                again -> page(standing, again));
    }

    @PostMapping("/c/{slug}/talk/templates/{template}/end")
    @Allow(Access.MEMBER)
    Reply end(Standing standing, @PathVariable TemplateId template) {
        templates.end(standing.member(), template);
        return new Redirect(address(standing));
    }
}
