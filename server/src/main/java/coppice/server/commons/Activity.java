package coppice.server.commons;

import coppice.server.web.Text;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A room in which something happens that members want to hear of; every such room offers itself as a bean.
public interface Activity {
    /// What happened last, the newest first and no more than `most`, as this reader may know it.
    List<Event> latest(Standing standing, int most, Text text);

    /// @param words a whole sentence: who, what
    record Event(Instant at, String words, String address) {}

    /// The newest of all rooms together.
    static List<Event> latest(Stream<Activity> rooms, Standing standing, int most, Text text) {
        return rooms.flatMap(room -> room.latest(standing, most, text).stream())
                .sorted(Comparator.comparing(Event::at).reversed().thenComparing(Event::address))
                .limit(most)
                .toList();
    }
}
