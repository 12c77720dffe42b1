package coppice.server.equity;

import coppice.rules.shares.Capital;
import coppice.rules.shares.ShareClass;
import coppice.server.charter.Charters;
import coppice.server.commons.Authorised;
import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.Party;
import coppice.server.equity.RegisterTables.Founding;
import coppice.server.equity.ShareEvent.Kind;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.RequestKey.Known;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.EntryTakenBack;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Leg;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// The register of shares of a commons.
///
/// Every event is kept; what somebody holds at any day is the replay of the events until then. One at a time
/// happens to a register: whoever changes it holds the lock of its founding.
@Service
public class Register {
    /// The most shares that one event may be about.
    public static final long MOST = 1_000_000_000_000L;

    private final RegisterTables tables;
    private final Commonses commonses;
    private final Charters charters;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Register(
            RegisterTables tables,
            Commonses commonses,
            Charters charters,
            Ledger ledger,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.commonses = commonses;
        this.charters = charters;
        this.ledger = ledger;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// What the charter says about ownership; refused where it says nothing.
    public Ownership ownership(CommonsId commons) {
        var ownership = charters.chapter(commons, OwnershipRules.class).ownership();
        if (ownership == null) throw new Refused(new EquityRefusal.NoOwnership());
        return ownership;
    }

    public Optional<LocalDate> founded(CommonsId commons) {
        return tables.founding(commons).map(Founding::foundedOn);
    }

    void refuseFounded(CommonsId commons) {
        founded(commons).ifPresent(on -> {
            throw new Refused(new EquityRefusal.AlreadyFounded(on));
        });
    }

    Founding lock(CommonsId commons) {
        return tables.lock(commons).orElseThrow(() -> new Refused(new EquityRefusal.NotFounded()));
    }

    /// Founds it: one founder share each, to those who are named, on that day and never again.
    public void found(Authorised by, LocalDate on, List<PartyId> founders, String asked) {
        var commons = by.commons();
        transactions.run(() -> {
            var request = RequestKey.asked("found", by.party(), asked, on, founders);
            var earlier = tables.founding(commons.id());
            if (earlier.isPresent()) {
                if (request.known(key -> earlier.filter(one -> one.requestKey().equals(key))
                                .map(one -> new Known<>(one.requestDigest(), on)))
                        .isEmpty())
                    throw new Refused(
                            new EquityRefusal.AlreadyFounded(earlier.get().foundedOn()));
                return;
            }
            commonses.mayDecide(by, Matter.LOCK);
            ownership(commons.id());
            if (founders.isEmpty()) throw new Refused(new EquityRefusal.FounderMissing());
            refuseFuture(on);
            for (var founder : founders) commonses.member(commons.id(), founder);
            if (!tables.found(by, on, request, today.now())) throw new Refused(new EquityRefusal.AlreadyFounded(on));
            var change = change(commons.id(), by.party(), by.authority(), by.reference());
            for (var founder : founders.stream().distinct().toList())
                change.add(Kind.ISSUE, ShareClass.FOUNDER, founder, 1, on, "founding", "");
            change.store(request);
        });
    }

    void refuseFuture(LocalDate on) {
        if (on.isAfter(today.date()))
            throw new Refused(new BadField("on", BadField.Fault.DATE_OUT_OF_RANGE, on.toString()));
    }

    /// Shares to be issued.
    ///
    /// @param minorUnits money that came in for them; 0: none
    public record Issue(ShareClass of, PartyId party, long shares, long minorUnits, LocalDate on, String reason) {}

    /// Issues shares; money that comes in for them is booked as capital in the same transaction.
    public long issue(Authorised by, Issue issue, String key) {
        var commons = by.commons();
        return transactions.run(() -> {
            String reason = Fields.text("reason", issue.reason(), 500);
            var request = RequestKey.asked("issue", by.party(), key, issue);
            var founding = lock(commons.id());
            var earlier = tables.byKey(commons.id(), request);
            if (earlier.isPresent()) return earlier.get();
            commonses.mayDecide(by, Matter.MEMBERSHIP);
            ownership(commons.id());
            if (commonses.party(commons.id(), issue.party()).isEmpty())
                throw new Refused(new BadField(
                        "party", BadField.Fault.NOT_A_CHOICE, issue.party().toString()));
            if (issue.of() == ShareClass.FOUNDER) throw new Refused(new EquityRefusal.OnlyAtFounding());
            if (issue.of() == ShareClass.WORKER) refuseWithoutContract(commons.id(), issue.party());
            if (issue.minorUnits() > 0 && issue.of() != ShareClass.FUNDER)
                throw new Refused(new BadField(
                        "paid", BadField.Fault.NOT_A_CHOICE, issue.of().name()));
            refuseBadDay(founding, issue.on());
            var entry = issue.minorUnits() == 0
                    ? Optional.<EntryId>empty()
                    : Optional.of(ledger.post(
                                    commons,
                                    Posting.by(by, issue.on(), request.part("shares"))
                                            .described(reason)
                                            .of(new Leg(
                                                    Spec.external(Ledger.CAPITAL, Optional.of(issue.party())),
                                                    Ledger.GENERAL,
                                                    issue.minorUnits())))
                            .id());
            return change(commons.id(), by.party(), by.authority(), by.reference())
                    .paidBy(entry)
                    .add(
                            Kind.ISSUE,
                            issue.of(),
                            issue.party(),
                            Optional.empty(),
                            issue.shares(),
                            issue.minorUnits(),
                            issue.on(),
                            "hand",
                            reason)
                    .store(request);
        });
    }

    void refuseBadDay(Founding founding, LocalDate on) {
        refuseFuture(on);
        if (on.isBefore(founding.foundedOn()))
            throw new Refused(new EquityRefusal.BeforeFounding(founding.foundedOn()));
    }

    private void refuseWithoutContract(CommonsId commons, PartyId party) {
        if (!tables.works(commons, party))
            throw new Refused(new EquityRefusal.NoContract(
                    commonses.party(commons, party).map(Party::name).orElse("")));
    }

    /// Takes shares away, by the authority that the charter asks for in matters of membership.
    public long cancel(Authorised by, ShareClass of, PartyId party, long shares, String why, String key) {
        var commons = by.commons();
        return transactions.run(() -> {
            String reason = Fields.text("reason", why, 500);
            var request = RequestKey.asked("cancel", by.party(), key, of, party, shares, reason);
            lock(commons.id());
            var earlier = tables.byKey(commons.id(), request);
            if (earlier.isPresent()) return earlier.get();
            commonses.mayDecide(by, Matter.MEMBERSHIP);
            refuseMore(commons.id(), of, party, shares);
            return change(commons.id(), by.party(), by.authority(), by.reference())
                    .add(Kind.CANCEL, of, party, shares, today.date(), "hand", reason)
                    .store(request);
        });
    }

    /// Hands one's funders' shares on; those of the other classes never change hands.
    public long transfer(Member member, ShareClass of, PartyId to, long shares, String key) {
        return transactions.run(() -> {
            var commons = member.commons().id();
            var request = RequestKey.asked("transfer", member.party(), key, of, to, shares);
            lock(commons);
            var earlier = tables.byKey(commons, request);
            if (earlier.isPresent()) return earlier.get();
            if (!of.mayChangeHands()) throw new Refused(new EquityRefusal.NotTransferable(of.name()));
            commonses.member(commons, to);
            if (to.equals(member.party()))
                throw new Refused(new BadField("to", BadField.Fault.NOT_A_CHOICE, member.name()));
            refuseMore(commons, of, member.party(), shares);
            return change(
                            commons,
                            member.party(),
                            Authority.OWN_ACT,
                            member.party().toString())
                    .add(Kind.TRANSFER, of, member.party(), Optional.of(to), shares, 0, today.date(), "hand", "")
                    .store(request);
        });
    }

    void refuseMore(CommonsId commons, ShareClass of, PartyId party, long shares) {
        long holds = holdings(commons).stream()
                .filter(holding -> holding.of() == of && holding.party().equals(party))
                .mapToLong(Holding::shares)
                .sum();
        if (shares > holds) throw new Refused(new EquityRefusal.NotEnoughShares(holds));
    }

    void cancelAll(Authorised by, PartyId party, List<ShareClass> classes, String source) {
        var change = change(by.commons().id(), by.party(), Authority.CHARTER, by.reference());
        for (var holding : holdings(by.commons().id()))
            if (holding.party().equals(party) && classes.contains(holding.of()))
                change.add(Kind.CANCEL, holding.of(), party, holding.shares(), today.date(), source, "");
        if (!change.isEmpty()) change.store(RequestKey.of(source + ":" + ids.next(), party));
    }

    @EventListener
    void keepWhatPaidForShares(EntryTakenBack takenBack) {
        tables.eventOf(takenBack.commons(), takenBack.entry()).ifPresent(event -> {
            throw new Refused(new EquityRefusal.EntryOfShares(event));
        });
    }

    /// What everybody holds now, by class and party.
    public List<Holding> holdings(CommonsId commons) {
        return tables.holdings(commons).stream().sorted(Holding.IN_ORDER).toList();
    }

    /// What everybody held at the end of a day, by replay.
    public List<Holding> holdings(CommonsId commons, LocalDate at) {
        return Holding.after(events(commons).stream()
                .filter(event -> !event.on().isAfter(at))
                .toList());
    }

    public List<ShareEvent> events(CommonsId commons) {
        return tables.events(commons, Optional.empty());
    }

    /// The last events, the newest first.
    public List<ShareEvent> last(CommonsId commons, int most) {
        return tables.last(commons, most);
    }

    public List<ShareEvent> events(CommonsId commons, PartyId party) {
        return tables.events(commons, Optional.of(party));
    }

    /// Shares outstanding, by class.
    public Map<ShareClass, Long> outstanding(CommonsId commons) {
        var all = new java.util.EnumMap<ShareClass, Long>(ShareClass.class);
        for (var holding : holdings(commons)) all.merge(holding.of(), holding.shares(), Long::sum);
        return all;
    }

    /// The most money that was ever in funders' shares at once.
    public long highestCapital(CommonsId commons) {
        return Capital.highest(events(commons).stream()
                .filter(event -> event.of() == ShareClass.FUNDER)
                .mapToLong(event -> switch (event.kind()) {
                    case ISSUE -> event.minorUnits();
                    case REDEEM -> -event.minorUnits();
                    case CANCEL, TRANSFER -> 0;
                })
                .toArray());
    }

    ShareChange change(CommonsId commons, PartyId by, Authority authority, String reference) {
        return new ShareChange(tables, commons, by, authority, reference, today.now());
    }
}
