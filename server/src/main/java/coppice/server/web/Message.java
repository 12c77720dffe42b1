package coppice.server.web;

import java.util.List;

/// Something that is put into words later, in the language of whoever reads it then.
public record Message(String key, List<Object> facts) {
    public static Message of(String key, Object... facts) {
        return new Message(key, List.of(facts));
    }

    /// What a family of messages says of one of an enum.
    public static Message of(String family, Enum<?> one) {
        return of(family + "." + one.name(), new Object[0]);
    }
}
