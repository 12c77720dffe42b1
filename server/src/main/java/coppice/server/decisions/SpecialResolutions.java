package coppice.server.decisions;

import coppice.rules.voting.PassingRule.Method;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Concerns;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.Term;
import coppice.server.commons.Unpriced;
import coppice.server.commons.VoterClass;
import coppice.server.commons.VoterClasses;
import coppice.server.decisions.SpecialResolutions.CallSpecial;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.polls.Electorate;
import coppice.server.web.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// A class resolution that makes an open proposal a special one.
///
/// Any member of a class may put it to the class; a majority of the votes cast there suffices. From then on
/// the proposal needs what the charter asks of a special resolution, and every class that has members.
@Component
public class SpecialResolutions implements Unpriced<CallSpecial> {
    /// @param ofClass the id of one
    @Concerns(value = Matter.OTHER, decided = true)
    public record CallSpecial(
            ProposalId proposal,
            @Term(name = "class", longest = 60) String ofClass) {}

    private static final Duration BEFORE_THE_CLOSE = Duration.ofMinutes(1);

    private final DecisionTables tables;
    private final VoterTables roll;
    private final Electorate electorate;
    private final VoterClasses classes;
    private final Charters charters;
    private final Today today;

    SpecialResolutions(
            DecisionTables tables,
            VoterTables roll,
            Electorate electorate,
            VoterClasses classes,
            Charters charters,
            Today today) {
        this.tables = tables;
        this.roll = roll;
        this.electorate = electorate;
        this.classes = classes;
        this.charters = charters;
        this.today = today;
    }

    private DecisionTables.Open open(Commons commons, ProposalId proposal) {
        var open = tables.open(commons.id(), proposal).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        if (open.isCounted() || !today.now().isBefore(open.closesAt()))
            throw new Refused(new DecisionRefusal.AlreadyClosed(open.closesAt()));
        if (!isOrdinary(open.method(), open.conduct())) throw new Refused(new DecisionRefusal.CannotBeSpecial());
        return open;
    }

    private static boolean isOrdinary(Method method, Proposal.Conduct conduct) {
        return method == Method.YES_NO && !conduct.byClass() && !conduct.secret();
    }

    /// The classes to which somebody may put it that a proposal needs a special resolution.
    public List<VoterClass> classes(Member member, Proposal proposal) {
        if (!proposal.isOpen()
                || !isOrdinary(proposal.rule().method(), proposal.conduct())
                || proposal.motion().equals(name())) return List.of();
        return classes.all(member.commons().id()).stream()
                .filter(one -> one.members().contains(member.party()))
                .toList();
    }

    @Override
    public Optional<OfClass> ofClass(Commons commons, CallSpecial terms) {
        var close = open(commons, terms.proposal()).closesAt();
        return Optional.of(new OfClass(terms.ofClass(), close.minus(BEFORE_THE_CLOSE)));
    }

    @Override
    public void check(Commons commons, CallSpecial terms) {
        open(commons, terms.proposal());
    }

    @Override
    public List<Line> says(Commons commons, CallSpecial terms, Text text) {
        var open = open(commons, terms.proposal());
        String called = classes.names(commons.id(), text).apply(terms.ofClass());
        return List.of(new Line(text.say("decisions.would-be-special", called), open.title()));
    }

    @Override
    public String title(Commons commons, CallSpecial terms, Text text) {
        return text.say(
                "decisions.special-title", open(commons, terms.proposal()).title());
    }

    @Override
    public String enact(Authorised by, CallSpecial terms, String key) {
        by.mandate(Matter.OTHER);
        var commons = by.commons();
        var proposal = terms.proposal();
        tables.lockForClose(commons.id(), proposal);
        var open = open(commons, proposal);
        var charter = charters.inForce(commons.id()).charter();
        var rule = charter.chapter(DecisionRules.class).procedure(Matter.LOCK);
        var closes = today.now().plus(Duration.ofDays(rule.days()));
        tables.raise(commons.id(), proposal, rule, open.closesAt().isAfter(closes) ? open.closesAt() : closes);
        var voters = roll.voters(commons.id(), proposal).keySet();
        roll.addClasses(
                commons.id(),
                proposal,
                electorate.all(commons.id(), charter).stream()
                        .filter(voter -> voters.contains(voter.party()))
                        .toList());
        return Proposals.address(commons, proposal);
    }
}
