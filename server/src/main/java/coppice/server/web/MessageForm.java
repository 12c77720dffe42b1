package coppice.server.web;

import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A message as it is stored, as JSON: its key and its facts, amounts and moments as such, so that it can be said in
/// any language later. A mere text is a sentence as versions before this form stored it.
final class MessageForm {
    private MessageForm() {}

    static Object written(Object fact) {
        return switch (fact) {
            case Message message ->
                Map.of(
                        "key",
                        message.key(),
                        "facts",
                        message.facts().stream().map(MessageForm::written).toList());
            case Refusal because -> written(Message.of(because));
            case Money money ->
                Map.of(
                        "minorUnits",
                        money.minorUnits(),
                        "currency",
                        money.currency().getCurrencyCode());
            case LocalDate day -> Map.of("day", day.toString());
            case Instant moment -> Map.of("moment", moment.toString());
            case Number number -> number;
            case Collection<?> many -> many.stream().map(MessageForm::written).toList();
            default -> fact.toString();
        };
    }

    static Message message(JsonNode node) {
        return node.isString() ? Message.of("web.words", node.stringValue()) : (Message) read(node);
    }

    private static Object read(JsonNode node) {
        if (node.isArray()) return all(node);
        if (node.isIntegralNumber()) return node.longValue();
        if (node.isNumber()) return new BigDecimal(node.numberValue().toString());
        if (node.isString()) return node.stringValue();
        if (node.has("key")) return new Message(node.get("key").stringValue(), all(node.get("facts")));
        if (node.has("day")) return LocalDate.parse(node.get("day").stringValue());
        if (node.has("moment")) return Instant.parse(node.get("moment").stringValue());
        return new Money(
                node.get("minorUnits").longValue(),
                Currency.getInstance(node.get("currency").stringValue()));
    }

    private static List<Object> all(JsonNode node) {
        return node.valueStream().map(MessageForm::read).toList();
    }
}
