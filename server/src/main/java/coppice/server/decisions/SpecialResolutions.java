package coppice.server.decisions;

import coppice.rules.voting.PassingRule.Method;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.MotionKind;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.polls.Electorate;
import coppice.server.web.Text;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// A class resolution that makes an open proposal a special one. Terms: `proposal`, `class`.
///
/// Any member of a class may put it to the class; a majority of the votes cast there suffices. From then on
/// the proposal needs what the charter asks of a special resolution, and every class that has members.
@Component
public class SpecialResolutions implements MotionKind {
    public static final String NAME = "call-special";

    private static final Duration BEFORE_THE_CLOSE = Duration.ofMinutes(1);

    private final DecisionTables tables;
    private final VoterTables roll;
    private final SpecialTables special;
    private final Electorate electorate;
    private final Commonses commonses;
    private final Clock clock;

    SpecialResolutions(
            DecisionTables tables,
            VoterTables roll,
            SpecialTables special,
            Electorate electorate,
            Commonses commonses,
            Clock clock) {
        this.tables = tables;
        this.roll = roll;
        this.special = special;
        this.electorate = electorate;
        this.commonses = commonses;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Matter matter() {
        return Matter.OTHER;
    }

    private static UUID proposal(Map<String, String> terms) {
        return Ids.parse(Fields.text("proposal", terms.get("proposal"), 60));
    }

    private static String ofClass(Map<String, String> terms) {
        return Fields.text("class", terms.get("class"), 60);
    }

    private DecisionTables.Open open(Commons commons, UUID proposal) {
        var open = tables.open(commons.id(), proposal).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        if (open.isCounted() || !clock.instant().isBefore(open.closesAt()))
            throw new Refused(new DecisionRefusal.AlreadyClosed(open.closesAt()));
        if (!isOrdinary(open.method(), open.conduct())) throw new Refused(new DecisionRefusal.CannotBeSpecial());
        return open;
    }

    private static boolean isOrdinary(Method method, Proposal.Conduct conduct) {
        return method == Method.YES_NO && !conduct.byClass() && !conduct.secret();
    }

    /// The classes to which somebody may put it that a proposal needs a special resolution.
    public List<String> classes(Member member, Proposal proposal) {
        if (!proposal.isOpen()
                || !isOrdinary(proposal.rule().method(), proposal.conduct())
                || proposal.motion().equals(NAME)) return List.of();
        return electorate.classes(member.commons().id()).entrySet().stream()
                .filter(one -> one.getValue().contains(member.party()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public Optional<OfClass> ofClass(Commons commons, Map<String, String> terms) {
        return Optional.of(new OfClass(
                ofClass(terms), open(commons, proposal(terms)).closesAt().minus(BEFORE_THE_CLOSE)));
    }

    @Override
    public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
        var open = open(commons, proposal(terms));
        return List.of(new Line(text.say("decisions.would-be-special", ofClass(terms)), open.title()));
    }

    @Override
    public String enact(Mandate mandate, Map<String, String> terms) {
        var commons = mandate.commons();
        var proposal = proposal(terms);
        tables.lockForClose(commons.id(), proposal);
        var open = open(commons, proposal);
        var charter = commonses.charter(commons.id()).charter();
        var rule = charter.procedure(Matter.LOCK);
        var closes = clock.instant().plus(Duration.ofDays(rule.days()));
        special.raise(commons, proposal, rule, open.closesAt().isAfter(closes) ? open.closesAt() : closes);
        var voters = roll.voters(commons.id(), proposal).keySet();
        roll.addClasses(
                commons.id(),
                proposal,
                electorate.all(commons.id(), charter).stream()
                        .filter(voter -> voters.contains(voter.party()))
                        .toList());
        return Decisions.address(commons, proposal);
    }
}
