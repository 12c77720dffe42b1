package coppice.server.kernel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// Somebody a commons deals with, known by a random id of that commons alone.
public record PartyId(UUID value) implements Id {
    /// The one that stands in a column.
    public static PartyId of(ResultSet row, String column) throws SQLException {
        return new PartyId(row.getObject(column, UUID.class));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
