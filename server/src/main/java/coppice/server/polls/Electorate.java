package coppice.server.polls;

import coppice.server.commons.Charter;
import coppice.server.commons.Circles;
import coppice.server.commons.ClassSource;
import coppice.server.commons.Commonses;
import coppice.server.commons.DecisionRules;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Who may take part in something, as things stand now: members, with the weight that the charter gives their
/// voice and the class it comes from.
@Component
public class Electorate {
    private final Commonses commonses;
    private final Circles circles;
    private final List<ClassSource> sources;

    Electorate(Commonses commonses, Circles circles, List<ClassSource> sources) {
        this.commonses = commonses;
        this.circles = circles;
        this.sources = sources;
    }

    /// @param weightHundredths 100: one voice
    /// @param because          the class that gives the weight; empty: one person, one voice
    public record Voter(PartyId party, int weightHundredths, String because, List<String> classes) {
        /// As one person with one voice.
        public Voter evenly() {
            return new Voter(party, DecisionRules.ONE_VOICE, "", classes);
        }
    }

    public List<Voter> all(CommonsId commons, Charter charter) {
        var classes = classes(commons);
        var rules = charter.chapter(DecisionRules.class);
        return commonses.members(commons).stream()
                .map(line -> voter(line.party(), classes, rules))
                .toList();
    }

    /// Who is in which class: by decision, or by what a room knows.
    public Map<String, Set<PartyId>> classes(CommonsId commons) {
        var classes = new TreeMap<String, Set<PartyId>>();
        for (var circle : circles.all(commons))
            if (circle.isClass())
                classes.computeIfAbsent(circle.name(), _ -> new HashSet<>()).addAll(circle.members());
        for (var source : sources)
            source.classes(commons)
                    .forEach((name, parties) ->
                            classes.computeIfAbsent(name, _ -> new HashSet<>()).addAll(parties));
        return classes;
    }

    private static Voter voter(PartyId party, Map<String, Set<PartyId>> classes, DecisionRules rules) {
        var mine = classes.entrySet().stream()
                .filter(one -> one.getValue().contains(party))
                .map(Map.Entry::getKey)
                .toList();
        int weight = rules.weightHundredths(mine);
        String because = weight == DecisionRules.ONE_VOICE
                ? ""
                : mine.stream()
                        .filter(name -> rules.weightHundredths(List.of(name)) == weight)
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
