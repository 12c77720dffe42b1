package coppice.server.commons;

import coppice.server.web.Text;
import java.util.List;
import java.util.Optional;

/// A room that can say in figures how a commons stands; every such room offers itself as a bean.
public interface Figures {
    /// Where its figures stand among those of other rooms, from small to large.
    int order();

    /// For the first page of the commons.
    default List<Figure> home(Standing standing, Text text) {
        return List.of();
    }

    /// A section of the open books.
    default Optional<Section> books(Commons commons, Text text) {
        return Optional.empty();
    }

    /// @param words   a whole sentence with its figure in it
    /// @param note    when, or by whose authority; may be empty
    /// @param address where it comes from; empty where this reader may not look
    record Figure(String words, String note, String address) {}

    /// @param ifNone what it says when there is no figure yet
    record Section(String title, List<Figure> figures, String ifNone) {}
}
