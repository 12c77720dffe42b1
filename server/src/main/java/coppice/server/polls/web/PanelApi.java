package coppice.server.polls.web;

import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.kernel.ThreadId;
import coppice.server.polls.PanelId;
import coppice.server.polls.Panels;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Panels for programs.
@RestController
@RequestMapping("/api/c/{slug}/polls/panels")
class PanelApi {
    private final Panels panels;

    PanelApi(Panels panels) {
        this.panels = panels;
    }

    record PanelBody(
            @Nullable String thread,
            String title,
            int places,
            @Nullable String features,
            @Nullable String quotas) {}

    @Operation(summary = "A panel as it was drawn, with all that draws it again")
    @GetMapping("/{panel}")
    @Allow(Access.MEMBER)
    Panels.Drawn panel(Standing standing, @PathVariable PanelId panel) {
        return panels.panel(standing.member(), panel);
    }

    @Operation(summary = "Draws a panel from the members of this moment")
    @PostMapping
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    Panels.Drawn draw(Standing standing, @RequestHeader(Api.KEY) String key, @RequestBody PanelBody body) {
        var id = panels.draw(
                standing.member(),
                Optional.ofNullable(body.thread()).map(one -> Fields.id("thread", ThreadId::new, one)),
                body.title(),
                Fields.whole("places", String.valueOf(body.places()), 1, 10_000),
                body.features() == null ? "" : body.features(),
                body.quotas() == null ? "" : body.quotas(),
                key);
        return panels.panel(standing.member(), id);
    }
}
