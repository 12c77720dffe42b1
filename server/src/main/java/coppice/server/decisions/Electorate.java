package coppice.server.decisions;

import coppice.server.commons.Charter;
import coppice.server.commons.Circle;
import coppice.server.commons.Circles;
import coppice.server.commons.Commonses;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Who may take part in something, as things stand now: members, with the weight that the charter gives their voice
/// and the class it comes from.
@Component
class Electorate {
    private final Commonses commonses;
    private final Circles circles;

    Electorate(Commonses commonses, Circles circles) {
        this.commonses = commonses;
        this.circles = circles;
    }

    /// @param weightHundredths 100: one voice
    /// @param because          the class that gives the weight; empty: one person, one voice
    record Voter(PartyId party, int weightHundredths, String because, List<String> classes) {
        Voter evenly() {
            return new Voter(party, Charter.ONE_VOICE, "", classes);
        }
    }

    List<Voter> all(CommonsId commons, Charter charter) {
        var classes = circles.all(commons).stream().filter(Circle::isClass).toList();
        return commonses.members(commons).stream()
                .map(line -> voter(line.party(), classes, charter))
                .toList();
    }

    private static Voter voter(PartyId party, List<Circle> classes, Charter charter) {
        var mine =
                classes.stream().filter(one -> one.has(party)).map(Circle::name).toList();
        int weight = charter.weightHundredths(mine);
        String because = weight == Charter.ONE_VOICE
                ? ""
                : mine.stream()
                        .filter(name -> charter.weightHundredths(List.of(name)) == weight)
                        .findFirst()
                        .orElse("");
        return new Voter(party, weight, because, mine);
    }

    /// Those of a circle, or of `named`, or all members where neither is given.
    List<Voter> of(CommonsId commons, Charter charter, Optional<UUID> circle, Collection<PartyId> named) {
        var wanted = new HashSet<>(named);
        circle.ifPresent(id -> wanted.addAll(circles.circle(commons, id).members()));
        boolean isEverybody = circle.isEmpty() && named.isEmpty();
        return all(commons, charter).stream()
                .filter(voter -> isEverybody || wanted.contains(voter.party()))
                .toList();
    }
}
