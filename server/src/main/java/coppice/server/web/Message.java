package coppice.server.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import coppice.server.kernel.Refusal;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Something that is put into words later, in the language of whoever reads it then. It may be kept in a column of
/// JSON until then.
public record Message(String key, List<Object> facts) {
    public static Message of(String key, Object... facts) {
        return new Message(key, List.of(facts));
    }

    /// What a family of messages says of one of an enum.
    public static Message of(String family, Enum<?> one, Object... facts) {
        return of(family + "." + one.name(), facts);
    }

    public static Message of(Refusal refusal) {
        return new Message("refusal." + refusal.code(), refusal.facts());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Message read(JsonNode stored) {
        return MessageForm.message(stored);
    }

    @JsonValue
    Object stored() {
        return MessageForm.written(this);
    }
}
