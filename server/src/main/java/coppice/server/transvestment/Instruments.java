package coppice.server.transvestment;

import coppice.rules.money.Ratio;
import coppice.rules.returns.Returns;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.Steward;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.AssetBought;
import coppice.server.ledger.ClaimOver;
import coppice.server.ledger.EntryTakenBack;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Leg;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.Instrument.State;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Money let in: offered, committed, paid in, active, and at its cap out of the logic of capital.
///
/// Money that was paid in waits in an account of its campaign. It becomes active at once, or, where it is all
/// or nothing, when the target is reached; else it goes back after the deadline, by whoever looks first.
@Service
public class Instruments {
    private final InstrumentTables tables;
    private final Commonses commonses;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Instruments(
            InstrumentTables tables,
            Commonses commonses,
            Ledger ledger,
            Transactions transactions,
            Ids ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.tables = tables;
        this.commonses = commonses;
        this.ledger = ledger;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// Today, as campaigns reckon it.
    public LocalDate day() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    public static String address(Commons commons, UUID campaign) {
        return commons.address() + "/transvestment/campaigns/" + campaign;
    }

    /// Refuses terms that make no sense.
    void check(Campaign.Terms terms) {
        if (terms.deadline().isBefore(day()))
            throw new Refused(new TransvestmentRefusal.DeadlinePassed(terms.deadline()));
        if (terms.kind() == Kind.GIFT) return;
        if (terms.multiple().compareTo(Ratio.ONE) < 0) throw new Refused(new TransvestmentRefusal.CapBelowPrincipal());
        if (terms.multiple().compareTo(Ratio.of(100)) > 0)
            throw new Refused(
                    new TransvestmentRefusal.BadMultiple(terms.multiple().toString()));
        if (terms.ratePercent().signum() <= 0 || terms.ratePercent().compareTo(Ratio.of(100)) > 0)
            throw new Refused(
                    new TransvestmentRefusal.BadRate(terms.ratePercent().toString()));
    }

    /// Opens a campaign: from now on people may commit.
    public UUID offer(Authorised by, Campaign.Terms terms, String key) {
        var commons = by.commons();
        return transactions.run(() -> {
            var request = RequestKey.asked("campaign", by.party(), key, terms);
            var earlier = tables.campaignByKey(commons.id(), request);
            if (earlier.isPresent()) return earlier.get();
            commonses.mayDecide(by, Matter.SURPLUS);
            check(terms);
            var id = ids.next();
            tables.lockDesk(commons.id());
            tables.add(by, id, tables.campaigns(commons.id()).size() + 1, terms, request, now());
            return id;
        });
    }

    /// All campaigns, the newest first; one whose deadline has passed is settled first.
    public List<Campaign> campaigns(Commons commons) {
        var all = tables.campaigns(commons.id());
        boolean settled = false;
        for (var campaign : all) settled |= settle(commons, campaign);
        return settled ? tables.campaigns(commons.id()) : all;
    }

    public Campaign campaign(Commons commons, UUID id) {
        return campaigns(commons).stream()
                .filter(campaign -> campaign.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    private Campaign lock(Commons commons, UUID id) {
        tables.lock(commons.id(), id);
        return tables.campaigns(commons.id()).stream()
                .filter(campaign -> campaign.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Ends a campaign whose deadline has passed; gives the money back where it was all or nothing and did
    /// not reach its target.
    private boolean settle(Commons commons, Campaign seen) {
        if (seen.outcome().isPresent() || !day().isAfter(seen.terms().deadline())) return false;
        return transactions.run(() -> {
            var campaign = lock(commons, seen.id());
            if (campaign.outcome().isPresent()) return true;
            for (var instrument : tables.instruments(commons.id(), campaign.id())) {
                if (instrument.state() == State.COMMITTED)
                    move(commons, instrument, State.WITHDRAWN, Optional.empty(), Optional.empty(), "");
                if (instrument.state() == State.PAID_IN)
                    move(
                            commons,
                            instrument,
                            State.WITHDRAWN,
                            Optional.empty(),
                            Optional.of(giveBack(commons, campaign, instrument)),
                            "");
            }
            long come = tables.instruments(commons.id(), campaign.id()).stream()
                    .filter(one -> one.state() != State.WITHDRAWN)
                    .mapToLong(Instrument::principal)
                    .sum();
            tables.end(commons.id(), campaign.id(), come > 0 ? "SUCCEEDED" : "FAILED");
            if (come > 0) {
                bought(commons, campaign, come);
                lockWhenFree(commons, campaign);
            }
            return true;
        });
    }

    private void bought(Commons commons, Campaign campaign, long minorUnits) {
        if (!campaign.terms().asset().isEmpty())
            events.publishEvent(new AssetBought(
                    commons.id(), campaign.id(), campaign.terms().asset(), minorUnits, day()));
    }

    private UUID giveBack(Commons commons, Campaign campaign, Instrument instrument) {
        return post(
                commons,
                campaign,
                Optional.empty(),
                "refund:" + instrument.id(),
                new Leg(
                        campaign.escrow(),
                        Spec.external(Ledger.CAPITAL, Optional.of(instrument.party())),
                        instrument.principal()));
    }

    private UUID post(Commons commons, Campaign campaign, Optional<PartyId> by, String key, Leg leg) {
        return ledger.post(
                        commons,
                        new Posting(
                                day(),
                                campaign.terms().title(),
                                campaign.authority(),
                                campaign.authorityRef(),
                                by,
                                Optional.empty(),
                                RequestKey.of("transvestment-" + key, leg.minorUnits()),
                                List.of(leg)))
                .id();
    }

    private void move(
            Commons commons, Instrument instrument, State to, Optional<PartyId> by, Optional<UUID> entry, String note) {
        if (!tables.move(commons.id(), instrument.id(), instrument.state(), to))
            throw new Refused(new TransvestmentRefusal.NotPossibleNow(instrument.state()));
        tables.note(commons.id(), instrument.id(), to, now(), by, entry, note);
    }

    public List<Instrument> instruments(CommonsId commons) {
        return tables.instruments(commons, null);
    }

    public List<Instrument> of(CommonsId commons, UUID campaign) {
        return tables.instruments(commons, campaign);
    }

    public Instrument instrument(CommonsId commons, UUID id) {
        return instruments(commons).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Says that one will put money in.
    ///
    /// @param holder who: oneself, or somebody for whom a steward writes it down
    public UUID commit(Member by, UUID campaignId, PartyId holder, long minorUnits, String key) {
        var commons = by.commons();
        if (!holder.equals(by.party()) && !(by instanceof Steward))
            throw new Refused(new TransvestmentRefusal.NotTheHolder());
        if (commonses.party(commons.id(), holder).isEmpty())
            throw new Refused(new BadField("holder", BadField.Fault.NOT_A_CHOICE, holder.toString()));
        return transactions.run(() -> {
            var request = RequestKey.asked("commit", by.party(), key, campaignId, holder, minorUnits);
            var campaign = lock(commons, campaignId);
            var earlier = tables.instrumentByKey(commons.id(), request);
            if (earlier.isPresent()) return earlier.get();
            if (day().isAfter(campaign.terms().deadline()) || campaign.isFailed())
                throw new Refused(
                        new TransvestmentRefusal.CampaignOver(campaign.terms().deadline()));
            long left = campaign.terms().target() - raised(commons.id(), campaign.id());
            if (minorUnits > left) throw new Refused(new TransvestmentRefusal.OverTarget(commons.money(left)));
            tables.lockDesk(commons.id());
            var made = new Instrument(
                    ids.next(),
                    tables.nextInstrument(commons.id()),
                    campaign.id(),
                    holder,
                    minorUnits,
                    campaign.terms().kind() == Kind.GIFT
                            ? 0
                            : Returns.cap(minorUnits, campaign.terms().multiple()),
                    0,
                    State.COMMITTED,
                    day(),
                    Optional.empty());
            tables.add(commons.id(), made, request);
            tables.note(commons.id(), made.id(), State.OFFERED, now(), Optional.of(by.party()), Optional.empty(), "");
            tables.note(commons.id(), made.id(), State.COMMITTED, now(), Optional.of(by.party()), Optional.empty(), "");
            return made.id();
        });
    }

    /// What is committed or has come.
    private long raised(CommonsId commons, UUID campaign) {
        return tables.instruments(commons, campaign).stream()
                .filter(one -> one.state() != State.WITHDRAWN)
                .mapToLong(Instrument::principal)
                .sum();
    }

    private record Held(Campaign campaign, Instrument instrument) {}

    private Held hold(Commons commons, UUID id) {
        var campaign = lock(commons, instrument(commons.id(), id).campaign());
        return new Held(campaign, instrument(commons.id(), id));
    }

    /// Writes down that the money has come.
    public void payIn(Steward steward, UUID id) {
        var commons = steward.commons();
        campaigns(commons);
        transactions.run(() -> {
            var held = hold(commons, id);
            var instrument = held.instrument();
            if (instrument.state() != State.COMMITTED)
                throw new Refused(new TransvestmentRefusal.NotPossibleNow(instrument.state()));
            var entry = post(
                    commons,
                    held.campaign(),
                    Optional.of(steward.party()),
                    "paid-in:" + id,
                    new Leg(
                            Spec.external(Ledger.CAPITAL, Optional.of(instrument.party())),
                            held.campaign().escrow(),
                            instrument.principal()));
            move(commons, instrument, State.PAID_IN, Optional.of(steward.party()), Optional.of(entry), "");
            activate(commons, held.campaign(), steward.party());
        });
    }

    /// Lets the money that has come go to work, where it need not wait for more.
    private void activate(Commons commons, Campaign campaign, PartyId by) {
        var all = tables.instruments(commons.id(), campaign.id());
        long come = all.stream()
                .filter(one -> one.state() != State.WITHDRAWN && one.state() != State.COMMITTED)
                .mapToLong(Instrument::principal)
                .sum();
        boolean reached = come >= campaign.terms().target();
        if (campaign.terms().allOrNothing() && !reached) return;
        for (var instrument : all) {
            if (instrument.state() != State.PAID_IN) continue;
            var entry = post(
                    commons,
                    campaign,
                    Optional.of(by),
                    "active:" + instrument.id(),
                    new Leg(campaign.escrow(), Ledger.GENERAL, instrument.principal()));
            move(commons, instrument, State.ACTIVE, Optional.of(by), Optional.of(entry), "");
        }
        if (reached && campaign.outcome().isEmpty()) {
            tables.end(commons.id(), campaign.id(), "SUCCEEDED");
            bought(commons, campaign, come);
        }
        for (var instrument : tables.instruments(commons.id(), campaign.id()))
            if (instrument.state() == State.ACTIVE && instrument.left() == 0)
                transvest(commons, campaign, instrument, Optional.of(by));
    }

    /// At its cap: the claim is over, what it bought is the commons' own for good, and the name stays.
    void transvest(Commons commons, Campaign campaign, Instrument instrument, Optional<PartyId> by) {
        move(commons, instrument, State.CAP_REACHED, by, Optional.empty(), "");
        if (!tables.move(commons.id(), instrument.id(), State.CAP_REACHED, State.TRANSVESTED))
            throw new IllegalStateException("an instrument left its cap: " + instrument.id());
        tables.note(commons.id(), instrument.id(), State.TRANSVESTED, now(), by, Optional.empty(), "");
        lockWhenFree(commons, campaign);
    }

    /// What a campaign bought is locked as soon as nobody has a claim on the campaign any more.
    private void lockWhenFree(Commons commons, Campaign campaign) {
        boolean free = tables.instruments(commons.id(), campaign.id()).stream()
                .allMatch(one -> one.state().isOver());
        if (free) events.publishEvent(new ClaimOver(commons.id(), campaign.id()));
    }

    /// Takes back what was committed but not paid in: the holder, or a steward for them.
    public void withdraw(Member by, UUID id) {
        transactions.run(() -> {
            var held = hold(by.commons(), id);
            refuseOthers(by, held.instrument(), true);
            if (held.instrument().state() != State.COMMITTED)
                throw new Refused(new TransvestmentRefusal.NotPossibleNow(
                        held.instrument().state()));
            move(by.commons(), held.instrument(), State.WITHDRAWN, Optional.of(by.party()), Optional.empty(), "");
        });
    }

    /// The holder waives the rest; nobody else can.
    public void release(Member by, UUID id) {
        transactions.run(() -> {
            var held = hold(by.commons(), id);
            refuseOthers(by, held.instrument(), false);
            over(by.commons(), held, State.RELEASED, by.party(), "");
        });
    }

    /// Gives it up as lost, by decision.
    public void writeDown(Authorised by, UUID id, String reason) {
        transactions.run(() -> {
            commonses.mayDecide(by, Matter.SURPLUS);
            over(
                    by.commons(),
                    hold(by.commons(), id),
                    State.WRITTEN_DOWN,
                    by.party(),
                    Fields.text("reason", reason, 500));
        });
    }

    private void over(Commons commons, Held held, State to, PartyId by, String note) {
        if (held.instrument().state() != State.ACTIVE)
            throw new Refused(
                    new TransvestmentRefusal.NotPossibleNow(held.instrument().state()));
        move(commons, held.instrument(), to, Optional.of(by), Optional.empty(), note);
        lockWhenFree(commons, held.campaign());
    }

    /// The end of the commons: whoever had money at work is released, whoever had not gets it back.
    public void windUp(Authorised by, Optional<UUID> entry) {
        for (var one : instruments(by.commons().id())) {
            if (one.state().isOver()) continue;
            var over = one.state() == State.ACTIVE ? State.RELEASED : State.WITHDRAWN;
            tables.move(by.commons().id(), one.id(), one.state(), over);
            tables.note(by.commons().id(), one.id(), over, now(), Optional.of(by.party()), entry, "");
        }
    }

    private static void refuseOthers(Member by, Instrument instrument, boolean stewardMay) {
        if (!instrument.party().equals(by.party()) && !(stewardMay && by instanceof Steward))
            throw new Refused(new TransvestmentRefusal.NotTheHolder());
    }

    /// Every step of a campaign's instruments, the oldest first.
    public List<Happened> steps(CommonsId commons, UUID campaign) {
        var numbers = new HashMap<UUID, Integer>();
        for (var one : of(commons, campaign)) numbers.put(one.id(), one.number());
        return tables.steps(commons, campaign).stream()
                .map(step -> new Happened(
                        numbers.getOrDefault(step.instrument(), 0), step.state(), step.at(), step.entry(), step.note()))
                .toList();
    }

    /// A step of an instrument.
    public record Happened(int number, State state, Instant at, Optional<UUID> entry, String note) {}

    @EventListener
    void keepWhatPaidIn(EntryTakenBack takenBack) {
        tables.instrumentOf(takenBack.commons(), takenBack.entry()).ifPresent(number -> {
            throw new Refused(new TransvestmentRefusal.EntryOfInstrument(number));
        });
    }
}
