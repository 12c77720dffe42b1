package coppice.server.polls;

import coppice.rules.voting.BallotForm;
import coppice.rules.voting.PollRule;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.Circles;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.polls.Electorate.Voter;
import coppice.server.polls.Poll.Kind;
import coppice.server.talk.Threads;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What somebody asks, made sure of: its options, who may vote on it, how it is counted.
@Component
class PollDrafts {
    private static final int MOST_POINTS = 1000;

    private final Threads threads;
    private final Circles circles;
    private final Electorate electorate;
    private final Commonses commonses;
    private final Charters charters;
    private final Ids ids;

    PollDrafts(
            Threads threads, Circles circles, Electorate electorate, Commonses commonses, Charters charters, Ids ids) {
        this.threads = threads;
        this.circles = circles;
        this.electorate = electorate;
        this.commonses = commonses;
        this.charters = charters;
        this.ids = ids;
    }

    /// Who may vote. Whoever asks for advice names whom they ask, and does not answer themselves.
    List<Voter> voters(Member member, PollDraft draft) {
        var who = draft.who();
        var charter = charters.inForce(member.commons().id()).charter();
        if (draft.kind() == Kind.ADVICE && who.named().isEmpty() && who.circle().isEmpty())
            throw new Refused(new PollRefusal.NobodyAsked());
        if (who.weighted()
                && (draft.secret() || !charter.chapter(DecisionRules.class).hasWeights()))
            throw new Refused(draft.secret() ? new PollRefusal.NoWeightsInSecret() : new PollRefusal.NoWeights());
        for (var party : who.named()) commonses.member(member.commons().id(), party);
        var inThread = draft.thread().flatMap(id -> threads.thread(member, id).circle());
        if (inThread.isPresent()) {
            var inside = circles.circle(member.commons().id(), inThread.get());
            if (!who.named().stream().allMatch(inside::has)
                    || who.circle().filter(id -> !id.equals(inside.id())).isPresent())
                throw new Refused(new PollRefusal.NotOfThisCircle(inside.name()));
            if (who.named().isEmpty() && who.circle().isEmpty())
                who = new PollDraft.Who(inThread, List.of(), who.weighted());
        }
        var voters = electorate.of(member.commons().id(), charter, who.circle(), who.named()).stream()
                .filter(voter -> draft.kind() != Kind.ADVICE || !voter.party().equals(member.party()))
                .map(voter -> draft.who().weighted() ? voter : voter.evenly())
                .toList();
        if (voters.isEmpty()) throw new Refused(new PollRefusal.NobodyAsked());
        return voters;
    }

    static List<String> options(PollDraft draft) {
        if (draft.kind().isInWords()) return List.of();
        if (draft.kind() == Kind.CHECK)
            return Stream.of(Poll.Check.values()).map(Enum::name).toList();
        if (draft.options().size() > Poll.MOST_OPTIONS)
            throw new Refused(new PollRefusal.OptionsTooMany(draft.options().size(), Poll.MOST_OPTIONS));
        var options = draft.options().stream()
                .map(option -> Fields.text("options", option, 200))
                .toList();
        if (options.size() < 2) throw new Refused(new PollRefusal.OptionsTooFew());
        var seen = new HashSet<String>();
        for (var option : options)
            if (!seen.add(option.toLowerCase(Locale.ROOT))) throw new Refused(new PollRefusal.OptionTwice(option));
        if (draft.kind() == Kind.TIME) for (var option : options) Poll.time(option, draft.zone());
        return options;
    }

    Optional<PollRule> rule(PollDraft draft, int options) {
        if (draft.kind().isInWords()) return Optional.empty();
        var method = draft.method().orElse(draft.kind().methods().getFirst());
        if (!draft.kind().methods().contains(method))
            throw new Refused(
                    new KernelRefusal.BadField("method", KernelRefusal.BadField.Fault.NOT_A_CHOICE, method.name()));
        boolean isBounded = draft.kind() == Kind.SCORE
                || draft.kind() == Kind.DOTS
                || draft.kind() == Kind.QUADRATIC
                || draft.kind() == Kind.CHOOSE;
        int least = draft.kind() == Kind.CHECK ? 1 : isBounded ? draft.least() : 0;
        int most = draft.kind() == Kind.CHECK
                ? 1
                : draft.kind() == Kind.CHOOSE ? Math.min(draft.most(), options) : isBounded ? draft.most() : 0;
        if (least > most || most > MOST_POINTS * MOST_POINTS || least < -MOST_POINTS)
            throw new Refused(new PollRefusal.BadRange(least, most));
        int seats = draft.kind().hasWinners() ? draft.seats() : 1;
        if (seats < 1 || seats >= options || (method.electsOne() && seats > 1))
            throw new Refused(new PollRefusal.BadSeats(seats, method.electsOne() ? 1 : options - 1));
        var form = new BallotForm(draft.kind().form(method), options, least, most);
        return Optional.of(new PollRule(form, method, seats, ids.next().getLeastSignificantBits() >>> 16));
    }
}
