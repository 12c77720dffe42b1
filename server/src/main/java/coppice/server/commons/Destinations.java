package coppice.server.commons;

import coppice.server.web.Text;
import java.util.List;

/// Where parts of a surplus can go, as the rooms above offer it; a charter's split names nothing else.
public interface Destinations {
    /// Their names, in the order in which they are served.
    List<String> names();

    /// All that the part of a surplus can be called by: the names, and where parts go that no charter names.
    List<String> words();

    /// Refuses a charter whose split names what nobody offers, or what asks for something that the charter
    /// does not have.
    void check(Charter charter);

    /// What a destination is called; one that no room offers any more keeps its name.
    static String word(Text text, String name) {
        return text.named("destination", name).orElse(name);
    }
}
