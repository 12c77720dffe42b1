package coppice.server.charter;

import coppice.server.commons.Commons;
import coppice.server.commons.Matter;
import coppice.server.web.Form;
import coppice.server.web.Message;
import coppice.server.web.Page;
import coppice.server.web.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A part of the charter, brought by the room that lives by it; every room offers its own as beans.
///
/// Its type is a record whose members, written as JSON, stand in the charter beside those of all other chapters. A
/// charter from before the chapter says nothing of them and is read as [#absent].
public interface Chapter<T extends Record> {
    Class<T> type();

    /// Its heading.
    Message title();

    /// What holds where a charter says nothing.
    T absent();

    /// All that it says, a clause a fact: the charter's page shows them, and what an amendment changes is where they
    /// differ. What stands in no clause could be changed without a word, so every field must stand in one.
    List<Clause> says(T chapter, Charter charter, Commons commons, Text text);

    /// Refuses what contradicts itself or the rest of the charter.
    default void check(T chapter, Charter charter, Commons commons) {}

    /// The form in which it is kept: names that somebody wrote become what they stand for.
    default T kept(T chapter, Commons commons) {
        return chapter;
    }

    /// By which procedure going over from one to the other is decided.
    default Matter matter(T before, T after) {
        return Matter.CHARTER;
    }

    /// Whether whoever holds the golden share has to consent to going over from one to the other.
    default boolean needsConsent(T before, T after) {
        return false;
    }

    /// Its fields on the charter's own form: a template and its `page`. Absent where it is changed elsewhere.
    default Optional<Page> fields(Charter charter, Commons commons, Form form) {
        return Optional.empty();
    }

    /// What stands in its fields, by name.
    default Map<String, String> values(T chapter, Commons commons) {
        return Map.of();
    }

    /// Reads its fields.
    default T read(Form form, T before, Commons commons) {
        return before;
    }

    /// Where it is changed on a page of its own.
    default Optional<String> address(Commons commons) {
        return Optional.empty();
    }

    /// One fact of a charter.
    ///
    /// @param about what it is about; the same in two charters that differ in what they say of it
    record Clause(String about, String says) {}

    /// A fact in two charters.
    ///
    /// @param before absent: the first said nothing of it
    /// @param after  absent: the second says nothing of it any more
    record Change(String about, Optional<String> before, Optional<String> after) {}
}
