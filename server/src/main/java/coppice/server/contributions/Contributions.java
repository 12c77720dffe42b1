package coppice.server.contributions;

import coppice.rules.money.Ratio;
import coppice.server.charter.Charter;
import coppice.server.charter.Charters;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Party;
import coppice.server.commons.Steward;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// What people give to the commons, and what their peers say about it.
///
/// A contribution counts once enough others recognised it (the charter says how many, never the contributor)
/// and nobody's newest word is a question, or at once when it was imported with evidence and the charter says
/// so.
@Service
public class Contributions {
    private final ContributionTables tables;
    private final AuthorTables authors;
    private final Commonses commonses;
    private final Charters charters;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;
    private final ApplicationEventPublisher events;

    Contributions(
            ContributionTables tables,
            AuthorTables authors,
            Commonses commonses,
            Charters charters,
            Transactions transactions,
            Ids ids,
            Today today,
            ApplicationEventPublisher events) {
        this.tables = tables;
        this.authors = authors;
        this.commonses = commonses;
        this.charters = charters;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
        this.events = events;
    }

    /// A contribution as its contributor tells it.
    ///
    /// @param value    minor units, for a type whose value is stated each time; else 0
    /// @param corrects one's own earlier contribution that this one replaces
    public record Telling(
            String type,
            BigDecimal quantity,
            long value,
            String work,
            LocalDate doneOn,
            String note,
            Optional<ContributionId> corrects) {}

    /// Logs a contribution; the same key and content again give the same id and log nothing.
    public ContributionId log(Member member, Telling telling, String key) {
        return transactions.run(() -> {
            var type = type(member.commons().id(), telling.type());
            if (telling.doneOn().isAfter(today.date().plusDays(1)))
                throw new Refused(new ContributionRefusal.InTheFuture());
            if (telling.quantity().signum() == 0 && telling.value() == 0)
                throw new Refused(new ContributionRefusal.NothingGiven());
            var request = RequestKey.asked("log", member.party(), key, telling);
            return tables.byKey(member.commons().id(), request).orElseGet(() -> log(member, telling, type, request));
        });
    }

    private ContributionId log(Member member, Telling telling, ContributionType type, RequestKey request) {
        telling.corrects().ifPresent(original -> replace(member, original));
        var id = ids.next(ContributionId::new);
        boolean added = tables.add(
                        member.commons().id(),
                        List.of(new ContributionTables.New(
                                id,
                                member.party(),
                                type.code(),
                                telling.quantity(),
                                type.statesValue() ? telling.value() : 0,
                                Fields.optional("work", telling.work(), 100),
                                telling.doneOn(),
                                Fields.optional("note", telling.note(), 1000),
                                "",
                                "",
                                telling.corrects(),
                                request)),
                        member.party(),
                        today.now())
                == 1;
        if (!added)
            return tables.byKey(member.commons().id(), request)
                    .orElseThrow(() -> new Refused(new ContributionRefusal.ContributionReplaced()));
        if (charters.chapter(member.commons().id(), ContributionRules.class).peers() == 0)
            tables.settle(member.commons().id(), List.of(id), "PEERS", today.now());
        return id;
    }

    private void replace(Member member, ContributionId original) {
        var earlier = one(member.commons().id(), original);
        if (!earlier.party().equals(member.party())) throw new Refused(new ContributionRefusal.NotYours());
        if (earlier.correctedBy().isPresent()) throw new Refused(new ContributionRefusal.ContributionReplaced());
        events.publishEvent(new ContributionCorrected(member.commons().id(), original));
    }

    private ContributionType type(CommonsId commons, String code) {
        return charters.chapter(commons, ContributionRules.class)
                .type(code)
                .orElseThrow(() -> new Refused(new ContributionRefusal.NoSuchType(code)));
    }

    /// A peer's word. Enough recognitions, and no question that stands, settle the contribution.
    public void say(Member peer, ContributionId contribution, Verdict.Word word, String note) {
        transactions.run(() -> {
            var about = one(peer.commons().id(), contribution);
            tables.lock(peer.commons().id(), contribution);
            if (about.party().equals(peer.party())) throw new Refused(new ContributionRefusal.OwnContribution());
            if (about.correctedBy().isPresent()) throw new Refused(new ContributionRefusal.ContributionReplaced());
            tables.addVerdict(
                    peer.commons().id(),
                    ids.next(),
                    contribution,
                    peer.party(),
                    word,
                    Fields.optional("note", note, 500),
                    today.now());
            var after = one(peer.commons().id(), contribution);
            int needed = charters.chapter(peer.commons().id(), ContributionRules.class)
                    .peers();
            if (after.state() == Contribution.State.LOGGED && after.recognised() >= needed)
                tables.settle(peer.commons().id(), List.of(contribution), "PEERS", today.now());
        });
    }

    public Contribution one(CommonsId commons, ContributionId id) {
        return all(commons, List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Those of `wanted` that exist.
    public List<Contribution> all(CommonsId commons, List<ContributionId> wanted) {
        return tables.list(
                commons,
                new Filter(Optional.of(wanted), Optional.empty(), false, Optional.empty(), Math.max(1, wanted.size())));
    }

    /// Which contributions: all conditions hold together.
    ///
    /// @param waiting true: only those that peers have not settled
    /// @param before  only those before this one in the order of the list: the next page
    public record Filter(
            Optional<List<ContributionId>> ids,
            Optional<PartyId> party,
            boolean waiting,
            Optional<ContributionId> before,
            int most) {
        public static final int PAGE = 50;

        public static Filter all() {
            return new Filter(Optional.empty(), Optional.empty(), false, Optional.empty(), PAGE);
        }
    }

    /// Contributions, the newest day first.
    public List<Contribution> list(CommonsId commons, Filter filter) {
        return tables.list(commons, filter);
    }

    public List<Verdict> verdicts(CommonsId commons, ContributionId contribution) {
        return tables.verdicts(commons, contribution, ids -> commonses.parties(commons, ids));
    }

    /// How many there are, of how many people, and how many wait.
    public record Sum(
            long contributions, long people, long waiting, Optional<LocalDate> first, Optional<LocalDate> last) {}

    public Sum sum(CommonsId commons) {
        return tables.sum(commons);
    }

    /// What somebody logged last, for the form's defaults.
    public Optional<Contribution> last(Member member) {
        return tables.last(member.commons().id(), member.party());
    }

    /// Everything that counts: settled by `settledBy`, done before `until`, not replaced; as the rules see it.
    ///
    /// @param charter says what a unit of each type is worth
    public List<coppice.rules.valuation.Contribution> counted(
            Commons commons, Charter charter, LocalDate until, Instant settledBy) {
        var perUnit = new java.util.HashMap<String, Ratio>();
        for (var type : charter.chapter(ContributionRules.class).types())
            perUnit.put(type.code(), Ratio.parse(type.valuePerUnit().toPlainString()));
        long minorUnits = Math.powExact(10L, commons.currency().getDefaultFractionDigits());
        return tables.counted(commons.id(), until, settledBy, perUnit, minorUnits);
    }

    /// An author of an imported history.
    ///
    /// @param claims who says that it is theirs, while no steward has confirmed it
    public record Author(
            String source, String key, Party party, long contributions, Optional<Party> owner, List<Party> claims) {}

    public List<Author> authors(CommonsId commons) {
        return authors.authors(commons, ids -> commonses.parties(commons, ids));
    }

    /// "That history is mine." A steward confirms it.
    public void claimHistory(Member member, PartyId history) {
        transactions.run(() -> {
            if (!authors.isAuthor(member.commons().id(), history)) throw new Refused(new KernelRefusal.NotFound());
            if (authors.owner(member.commons().id(), history).isPresent())
                throw new Refused(new ContributionRefusal.HistoryTaken());
            authors.claimHistory(member.commons().id(), history, member.party(), today.now());
        });
    }

    /// Confirms a claim: from here on the history's contributions, and what it was owed, are the member's.
    public void confirmHistory(Steward steward, PartyId history, PartyId member) {
        var commons = steward.commons();
        transactions.run(() -> {
            if (authors.owner(commons.id(), history).isPresent())
                throw new Refused(new ContributionRefusal.HistoryTaken());
            if (authors.confirmHistory(commons.id(), history, member, steward.party(), today.now()) == 0)
                throw new Refused(new KernelRefusal.NotFound());
            events.publishEvent(new HistoryClaimed(commons, steward, history, member));
        });
    }
}
