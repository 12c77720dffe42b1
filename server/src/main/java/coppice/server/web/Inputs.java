package coppice.server.web;

import java.util.List;

/// Plain fields of a form, for a room that needs no template of its own: `Page.of("web/inputs.jte", inputs)`.
public record Inputs(Form form, List<Input> inputs) {
    /// @param label what it is
    /// @param mode  what a keyboard on a screen offers: `text`, `numeric`, `decimal`
    public record Input(String name, Message label, String mode, boolean required) {}
}
