package coppice.server.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/// Renders templates with the shell around them.
@Component
class Renderer {
    private final Messages messages;
    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Renderer.class.getClassLoader(), "coppice.server");

    Renderer(Messages messages) {
        this.messages = messages;
    }

    Shell shell(HttpServletRequest request) {
        return new Shell(
                text(request),
                Viewer.of(request),
                Place.of(request),
                request.getRequestURI(),
                () -> (CsrfToken) request.getAttribute(CsrfToken.class.getName()),
                (part, shell) ->
                        into -> templates.render(part.template(), Map.of("page", part.model(), "shell", shell), into));
    }

    Text text(HttpServletRequest request) {
        String wanted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        List<Locale.LanguageRange> ranges = List.of();
        if (wanted != null)
            try {
                ranges = Locale.LanguageRange.parse(wanted);
            } catch (IllegalArgumentException unreadable) {
                ranges = List.of();
            }
        return messages.in(ranges);
    }

    String render(String template, Object model, Shell shell) {
        var html = new StringOutput();
        templates.render(template, Map.of("page", model, "shell", shell), html);
        return html.toString();
    }
}
