package coppice.server.commons;

import coppice.server.kernel.PartyId;
import java.util.List;
import java.util.function.Function;

/// A table of the bundle in which a commons publishes its books; rooms offer theirs as beans.
///
/// @param name of its file, without `.csv`; unique among all rooms
public record BooksTable(String name, int order, List<Column> columns, Rows rows) {

    /// @param type of Frictionless Table Schema: `string`, `integer`, `number`, `date`, `datetime`
    public record Column(String name, String type, String description) {}

    /// Hands over every row, in portions where there may be many.
    @FunctionalInterface
    public interface Rows {
        /// @param names what to call a party: its name where the reader may know it
        void write(Standing reader, Function<PartyId, String> names, Row to);
    }

    @FunctionalInterface
    public interface Row {
        void add(String... cells);
    }
}
