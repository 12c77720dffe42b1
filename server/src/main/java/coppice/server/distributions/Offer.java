package coppice.server.distributions;

import coppice.server.charter.Charter;
import coppice.server.kernel.Refused;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The destinations of all rooms.
@Component
class Offer {
    private final Map<String, Destination> destinations = new LinkedHashMap<>();

    Offer(List<Destination> ofRooms) {
        ofRooms.stream().sorted(Comparator.comparingInt(Destination::order)).forEach(one -> {
            if (destinations.put(one.name(), one) != null)
                throw new IllegalStateException("two destinations " + one.name());
        });
    }

    /// In the order in which they are served.
    List<Destination> all() {
        return List.copyOf(destinations.values());
    }

    Optional<Destination> named(String name) {
        return Optional.ofNullable(destinations.get(name));
    }

    /// Their names, in the order in which they are served.
    List<String> names() {
        return List.copyOf(destinations.keySet());
    }

    /// Refuses a charter whose split names what nobody offers, or what asks for something that the charter
    /// does not have.
    void check(Charter charter) {
        for (var part : charter.chapter(DistributionRules.class).split()) {
            var destination = destinations.get(part.destination());
            if (destination == null)
                throw new Refused(
                        new DistributionRefusal.NoSuchDestination(part.destination(), String.join(", ", names())));
            destination.check(charter);
        }
    }
}
