package coppice.server.transvestment;

import coppice.rules.returns.Returns;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.Steward;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.EntryTakenBack;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting.Leg;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.Instrument.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Money let in: committed, paid in, active, waived, given up as lost.
@Service
public class Instruments {
    private final InstrumentTables tables;
    private final Campaigns campaigns;
    private final Lifecycle lifecycle;
    private final Commonses commonses;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Instruments(
            InstrumentTables tables,
            Campaigns campaigns,
            Lifecycle lifecycle,
            Commonses commonses,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.campaigns = campaigns;
        this.lifecycle = lifecycle;
        this.commonses = commonses;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    public List<Instrument> instruments(CommonsId commons) {
        return tables.instruments(commons, null);
    }

    public List<Instrument> of(CommonsId commons, CampaignId campaign) {
        return tables.instruments(commons, campaign);
    }

    public Instrument instrument(CommonsId commons, InstrumentId id) {
        return tables.instrument(commons, id).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Says that one will put money in.
    ///
    /// @param holder who: oneself, or somebody for whom a steward writes it down
    public InstrumentId commit(Member by, CampaignId campaignId, PartyId holder, long minorUnits, String key) {
        var commons = by.commons();
        if (!holder.equals(by.party()) && !(by instanceof Steward))
            throw new Refused(new TransvestmentRefusal.NotTheHolder());
        if (commonses.party(commons.id(), holder).isEmpty())
            throw new Refused(new BadField("holder", BadField.Fault.NOT_A_CHOICE, holder.toString()));
        return transactions.run(() -> {
            var request = RequestKey.asked("commit", by.party(), key, campaignId, holder, minorUnits);
            var campaign = campaigns.lock(commons, campaignId);
            var earlier = tables.instrumentByKey(commons.id(), request);
            if (earlier.isPresent()) return earlier.get();
            if (today.date().isAfter(campaign.terms().deadline()) || campaign.isFailed())
                throw new Refused(
                        new TransvestmentRefusal.CampaignOver(campaign.terms().deadline()));
            long left = campaign.terms().target() - raised(commons.id(), campaign.id());
            if (minorUnits > left) throw new Refused(new TransvestmentRefusal.OverTarget(commons.money(left)));
            campaigns.lockDesk(commons);
            var made = new Instrument(
                    ids.next(InstrumentId::new),
                    tables.nextInstrument(commons.id()),
                    campaign.id(),
                    holder,
                    minorUnits,
                    campaign.terms().kind() == Kind.GIFT
                            ? 0
                            : Returns.cap(minorUnits, campaign.terms().multiple()),
                    0,
                    State.COMMITTED,
                    today.date(),
                    Optional.empty());
            tables.add(commons.id(), made, request);
            tables.note(
                    commons.id(), made.id(), State.OFFERED, today.now(), Optional.of(by.party()), Optional.empty(), "");
            tables.note(
                    commons.id(),
                    made.id(),
                    State.COMMITTED,
                    today.now(),
                    Optional.of(by.party()),
                    Optional.empty(),
                    "");
            return made.id();
        });
    }

    /// What is committed or has come.
    private long raised(CommonsId commons, CampaignId campaign) {
        return tables.instruments(commons, campaign).stream()
                .filter(one -> one.state() != State.WITHDRAWN)
                .mapToLong(Instrument::principal)
                .sum();
    }

    private record Held(Campaign campaign, Instrument instrument) {}

    private Held hold(Commons commons, InstrumentId id) {
        var campaign = campaigns.lock(commons, instrument(commons.id(), id).campaign());
        return new Held(campaign, instrument(commons.id(), id));
    }

    /// Writes down that the money has come.
    public void payIn(Steward steward, InstrumentId id) {
        var commons = steward.commons();
        campaigns.campaigns(commons);
        transactions.run(() -> {
            var held = hold(commons, id);
            var instrument = held.instrument();
            if (instrument.state() != State.COMMITTED)
                throw new Refused(new TransvestmentRefusal.NotPossibleNow(instrument.state()));
            var entry = lifecycle.post(
                    commons,
                    held.campaign(),
                    Optional.of(steward.party()),
                    "paid-in:" + id,
                    new Leg(
                            Spec.external(Ledger.CAPITAL, Optional.of(instrument.party())),
                            held.campaign().escrow(),
                            instrument.principal()));
            lifecycle.move(commons, instrument, State.PAID_IN, Optional.of(steward.party()), Optional.of(entry), "");
            lifecycle.activate(commons, held.campaign(), steward.party());
        });
    }

    /// Takes back what was committed but not paid in: the holder, or a steward for them.
    public void withdraw(Member by, InstrumentId id) {
        transactions.run(() -> {
            var held = hold(by.commons(), id);
            refuseOthers(by, held.instrument(), true);
            if (held.instrument().state() != State.COMMITTED)
                throw new Refused(new TransvestmentRefusal.NotPossibleNow(
                        held.instrument().state()));
            lifecycle.move(
                    by.commons(), held.instrument(), State.WITHDRAWN, Optional.of(by.party()), Optional.empty(), "");
        });
    }

    /// The holder waives the rest; nobody else can.
    public void release(Member by, InstrumentId id) {
        transactions.run(() -> {
            var held = hold(by.commons(), id);
            refuseOthers(by, held.instrument(), false);
            over(by.commons(), held, State.RELEASED, by.party(), "");
        });
    }

    /// Gives it up as lost, by decision.
    public void writeDown(Authorised by, InstrumentId id, String reason) {
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
        lifecycle.move(commons, held.instrument(), to, Optional.of(by), Optional.empty(), note);
        lifecycle.lockWhenFree(commons, held.campaign());
    }

    private static void refuseOthers(Member by, Instrument instrument, boolean stewardMay) {
        if (!instrument.party().equals(by.party()) && !(stewardMay && by instanceof Steward))
            throw new Refused(new TransvestmentRefusal.NotTheHolder());
    }

    /// Every step of a campaign's instruments, the oldest first.
    public List<Happened> steps(CommonsId commons, CampaignId campaign) {
        var numbers = new HashMap<InstrumentId, Integer>();
        for (var one : of(commons, campaign)) numbers.put(one.id(), one.number());
        return tables.steps(commons, campaign).stream()
                .map(step -> new Happened(
                        numbers.getOrDefault(step.instrument(), 0), step.state(), step.at(), step.entry(), step.note()))
                .toList();
    }

    /// A step of an instrument.
    public record Happened(int number, State state, Instant at, Optional<EntryId> entry, String note) {}

    @EventListener
    void keepWhatPaidIn(EntryTakenBack takenBack) {
        tables.instrumentOf(takenBack.commons(), takenBack.entry()).ifPresent(number -> {
            throw new Refused(new TransvestmentRefusal.EntryOfInstrument(number));
        });
    }
}
