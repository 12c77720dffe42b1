package coppice.server.web;

import org.springframework.http.HttpStatus;

/// A page to render: a template, what it shows, and with which status.
///
/// @param template path below the server's package, such as `ledger/web/entry.jte`
/// @param model    the template's parameter `page`
public record Page(String template, Object model, HttpStatus status) implements Reply {
    public static Page of(String template, Object model) {
        return new Page(template, model, HttpStatus.OK);
    }

    public Page withStatus(HttpStatus other) {
        return new Page(template, model, other);
    }
}
