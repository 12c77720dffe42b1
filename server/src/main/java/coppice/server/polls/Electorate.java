package coppice.server.polls;

import coppice.server.charter.Charter;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.CircleId;
import coppice.server.commons.Circles;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.VoterClass;
import coppice.server.commons.VoterClasses;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.web.Text;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Who may take part in something, as things stand now: members, with the weight that the charter gives their
/// voice and the class it comes from.
@Component
public class Electorate {
    private final Commonses commonses;
    private final Circles circles;
    private final VoterClasses classes;

    Electorate(Commonses commonses, Circles circles, VoterClasses classes) {
        this.commonses = commonses;
        this.circles = circles;
        this.classes = classes;
    }

    /// @param weightHundredths 100: one voice
    /// @param because          the id of the class that gives the weight; empty: one person, one voice
    /// @param classes          by their ids
    public record Voter(PartyId party, int weightHundredths, String because, List<String> classes) {
        /// As one person with one voice.
        public Voter evenly() {
            return new Voter(party, DecisionRules.ONE_VOICE, "", classes);
        }
    }

    public List<Voter> all(CommonsId commons, Charter charter) {
        var all = classes.all(commons);
        var rules = charter.chapter(DecisionRules.class);
        return commonses.members(commons).stream()
                .map(line -> voter(line.party(), all, rules))
                .toList();
    }

    private static Voter voter(PartyId party, List<VoterClass> all, DecisionRules rules) {
        var mine = all.stream().filter(one -> one.members().contains(party)).toList();
        int weight = rules.weightHundredths(mine);
        String because = weight == DecisionRules.ONE_VOICE
                ? ""
                : mine.stream()
                        .filter(one -> rules.weightHundredths(List.of(one)) == weight)
                        .map(VoterClass::id)
                        .findFirst()
                        .orElse("");
        return new Voter(
                party, weight, because, mine.stream().map(VoterClass::id).toList());
    }

    /// What a class is called.
    public String called(Commons commons, String ofClass, Text text) {
        return classes.names(commons.id(), text).apply(ofClass);
    }

    /// Those of a circle, or of `named`, or all members where neither is given.
    List<Voter> of(CommonsId commons, Charter charter, Optional<CircleId> circle, Collection<PartyId> named) {
        var wanted = new HashSet<>(named);
        circle.ifPresent(id -> wanted.addAll(circles.circle(commons, id).members()));
        boolean isEverybody = circle.isEmpty() && named.isEmpty();
        return all(commons, charter).stream()
                .filter(voter -> isEverybody || wanted.contains(voter.party()))
                .toList();
    }
}
