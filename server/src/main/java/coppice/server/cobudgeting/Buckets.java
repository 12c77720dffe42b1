package coppice.server.cobudgeting;

import coppice.server.cobudgeting.Bucket.Details;
import coppice.server.cobudgeting.BucketState.Event;
import coppice.server.cobudgeting.Round.Phase;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Standing;
import coppice.server.commons.Steward;
import coppice.server.files.FileId;
import coppice.server.files.Files;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.ThreadId;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.LedgerAccountId;
import coppice.server.talk.Threads;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Buckets from the first wish to the report on what came of it.
@Service
public class Buckets {
    private final RoundTables rounds;
    private final BucketTables tables;
    private final Changes changes;
    private final Clockwork clockwork;
    private final Movements movements;
    private final Funders funders;
    private final Commonses commonses;
    private final Threads threads;
    private final Files files;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Buckets(
            RoundTables rounds,
            BucketTables tables,
            Changes changes,
            Clockwork clockwork,
            Movements movements,
            Funders funders,
            Commonses commonses,
            Threads threads,
            Files files,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.rounds = rounds;
        this.tables = tables;
        this.changes = changes;
        this.clockwork = clockwork;
        this.movements = movements;
        this.funders = funders;
        this.commonses = commonses;
        this.threads = threads;
        this.files = files;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    public static String address(Commons commons, UUID bucket) {
        return commons.address() + "/cobudgeting/buckets/" + bucket;
    }

    /// Puts something up: as an idea that anybody may work out, or as a draft of one's own.
    public UUID suggest(Member member, UUID roundId, BucketDraft given, boolean asIdea, String key) {
        var commons = member.commons();
        return transactions.run(() -> {
            var round = rounds.lock(commons.id(), roundId).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            var draft = given.checked(round.terms());
            var request = RequestKey.asked("bucket", member.party(), key, roundId, draft, asIdea);
            var known = tables.byKey(commons.id(), request);
            if (known.isPresent()) return known.get();
            refuseLate(round);
            if (!funders.mayPropose(member, round)) throw new Refused(new CobudgetingRefusal.NotAProposer());
            var bucket = new Bucket(
                    ids.next(),
                    round.id(),
                    tables.nextNumber(commons.id(), round.id()),
                    draft.title(),
                    draft.summary(),
                    draft.words(),
                    asIdea ? BucketState.IDEA : BucketState.DRAFT,
                    draft.minimum(),
                    draft.most(),
                    member.party(),
                    draft.answers(),
                    draft.agreed(),
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    today.now(),
                    new Bucket.Support(BigDecimal.ZERO, 0, 0));
            tables.add(commons.id(), bucket, request);
            tables.items(commons.id(), bucket.id(), draft.items());
            if (!asIdea) responsible(commons.id(), bucket.id(), member.party(), draft);
            return bucket.id();
        });
    }

    private void refuseLate(Round round) {
        if (!round.takesIdeas(today.now())) throw new Refused(new CobudgetingRefusal.IdeasClosed(round.ideasUntil()));
    }

    private void responsible(CommonsId commons, UUID bucket, PartyId first, BucketDraft draft) {
        var all = new ArrayList<>(List.of(first));
        for (var party : draft.responsible())
            all.add(commonses.member(commons, party).party());
        tables.responsible(commons, bucket, all);
    }

    /// A bucket that nobody else changes meanwhile, with its round; the round is locked first.
    private record Held(Round round, Bucket bucket) {}

    private Held hold(Commons commons, UUID id) {
        clockwork.settleDue(commons);
        var found = tables.bucket(commons.id(), id).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        var round = rounds.lock(commons.id(), found.round()).orElseThrow();
        return new Held(round, tables.lock(commons.id(), List.of(id)).getFirst());
    }

    private Held holdAsResponsible(Member member, UUID id) {
        var held = hold(member.commons(), id);
        if (!tables.isResponsible(member.commons().id(), id, member.party()))
            throw new Refused(new CobudgetingRefusal.NotResponsible());
        return held;
    }

    /// Writes a bucket anew. Once it is published, what it costs may rise, never fall; one that was funded
    /// is then open for funding again while the round goes on.
    public void edit(Member member, UUID id, BucketDraft given) {
        var commons = member.commons();
        transactions.run(() -> {
            var held = holdAsResponsible(member, id);
            var bucket = held.bucket();
            var draft = given.checked(held.round().terms());
            boolean isOpen = bucket.state().isForMembers() || bucket.state() == BucketState.PUBLISHED;
            boolean mayRaise = held.round().rule().gives()
                    && held.round().phase(today.now()) == Phase.FUNDING
                    && (bucket.state() == BucketState.FUNDING || bucket.state() == BucketState.FUNDED);
            boolean sameGoal = draft.minimum() == bucket.minimum() && draft.most() == bucket.most();
            if (!isOpen && !sameGoal) {
                if (!mayRaise) throw new Refused(new CobudgetingRefusal.CannotHappen(bucket.state(), Event.RAISE));
                if (draft.minimum() < bucket.minimum() || draft.most() < bucket.most())
                    throw new Refused(new CobudgetingRefusal.GoalLowered(commons.money(bucket.minimum())));
            }
            if (bucket.state() == BucketState.PUBLISHED) refuseIncomplete(held.round(), draft, commons.id(), id);
            tables.edit(commons.id(), id, draft);
            tables.items(commons.id(), id, draft.items());
            responsible(commons.id(), id, firstResponsible(commons.id(), bucket, member), draft);
            if (!sameGoal && bucket.state() == BucketState.FUNDED)
                changes.happen(commons.id(), bucket, Event.RAISE, today.now(), Optional.of(member.party()), "");
        });
    }

    private PartyId firstResponsible(CommonsId commons, Bucket bucket, Member member) {
        return tables.isResponsible(commons, bucket.id(), bucket.proposedBy()) ? bucket.proposedBy() : member.party();
    }

    private void refuseIncomplete(Round round, BucketDraft draft, CommonsId commons, UUID id) {
        if (draft.minimum() == 0) throw new Refused(new CobudgetingRefusal.NothingAsked());
        if (!round.guidelines().isEmpty() && !draft.agreed())
            throw new Refused(new CobudgetingRefusal.GuidelinesNotAgreed());
        for (var field : round.terms().fields())
            if (draft.answers().getOrDefault(field, "").isBlank())
                throw new Refused(new CobudgetingRefusal.FieldUnanswered(field));
        int sponsors = tables.details(commons, id).sponsors().size();
        if (sponsors < round.terms().sponsors())
            throw new Refused(new CobudgetingRefusal.TooFewSponsors(
                    sponsors, round.terms().sponsors()));
    }

    /// Takes an idea up: whoever does answers for it from then on.
    public void workOut(Member member, UUID id) {
        var commons = member.commons();
        transactions.run(() -> {
            var held = hold(commons, id);
            changes.happen(commons.id(), held.bucket(), Event.WORK_OUT, today.now(), Optional.of(member.party()), "");
            tables.responsible(commons.id(), id, List.of(member.party()));
        });
    }

    /// Shows a draft to everyone, as something that can be funded.
    public void publish(Member member, UUID id) {
        var commons = member.commons();
        transactions.run(() -> {
            var held = holdAsResponsible(member, id);
            refuseLate(held.round());
            refuseIncomplete(held.round(), draft(commons, held.bucket()), commons.id(), id);
            var then = changes.happen(
                    commons.id(), held.bucket(), Event.PUBLISH, today.now(), Optional.of(member.party()), "");
            if (held.round().phase(today.now()) == Phase.FUNDING)
                changes.happen(commons.id(), then, Event.OPEN, today.now(), Optional.empty(), "");
        });
    }

    /// A bucket as the form that changes it shows it.
    public BucketDraft draft(Commons commons, Bucket bucket) {
        var details = tables.details(commons.id(), bucket.id());
        return new BucketDraft(
                bucket.title(),
                bucket.summary(),
                bucket.words(),
                details.items(),
                details.responsible(),
                bucket.answers(),
                bucket.agreed());
    }

    /// Takes what was published back into the draft, as long as funding has not begun.
    public void withdraw(Member member, UUID id) {
        transactions.run(() -> {
            var held = holdAsResponsible(member, id);
            changes.happen(
                    member.commons().id(), held.bucket(), Event.WITHDRAW, today.now(), Optional.of(member.party()), "");
        });
    }

    /// Takes what is there: from the minimum on while funding goes on, or less of it when it is over.
    public void accept(Member member, UUID id) {
        var commons = member.commons();
        transactions.run(() -> {
            var held = holdAsResponsible(member, id);
            var bucket = held.bucket();
            long holds = movements.holds(commons, bucket.account());
            if (bucket.state() == BucketState.FUNDING && (holds < bucket.minimum() || holds == 0))
                throw new Refused(new CobudgetingRefusal.BelowMinimum(commons.money(bucket.minimum() - holds)));
            changes.funded(
                    commons.id(), held.round(), bucket, Event.ACCEPT, today.now(), Optional.of(member.party()), "");
        });
    }

    /// Gives back what is too little.
    public void decline(Member member, UUID id) {
        transactions.run(() -> {
            var held = holdAsResponsible(member, id);
            clockwork.giveBack(
                    member.commons(), held.round(), held.bucket(), Event.GIVE_BACK, Optional.of(member.party()), "");
        });
    }

    public void start(Member member, UUID id) {
        transactions.run(() -> {
            var held = holdAsResponsible(member, id);
            changes.happen(
                    member.commons().id(), held.bucket(), Event.START, today.now(), Optional.of(member.party()), "");
        });
    }

    /// Says how it goes; the next report is due as long after as the first was.
    public void report(Member member, UUID id, String report) {
        var commons = member.commons();
        transactions.run(() -> {
            var held = holdAsResponsible(member, id);
            String words = Fields.optional("report", report, 20_000);
            if (words.isEmpty()) throw new Refused(new CobudgetingRefusal.ReportMissing());
            changes.happen(commons.id(), held.bucket(), Event.REPORT, today.now(), Optional.of(member.party()), "");
            tables.report(
                    commons.id(),
                    id,
                    words,
                    today.date().plusDays(held.round().terms().reportDays()));
        });
    }

    /// Says what came of it and ends it; what was not spent goes back. Where the report is late, a steward
    /// may end it.
    public void complete(Member member, UUID id, String report) {
        var commons = member.commons();
        transactions.run(() -> {
            var held = hold(commons, id);
            boolean lateAndSteward = member instanceof Steward && held.bucket().state() == BucketState.OVERDUE;
            if (!lateAndSteward && !tables.isResponsible(commons.id(), id, member.party()))
                throw new Refused(new CobudgetingRefusal.NotResponsible());
            String words = Fields.optional("report", report, 20_000);
            if (words.isEmpty()) throw new Refused(new CobudgetingRefusal.ReportMissing());
            tables.report(commons.id(), id, words, today.date());
            clockwork.giveBack(commons, held.round(), held.bucket(), Event.COMPLETE, Optional.of(member.party()), "");
        });
    }

    /// Calls it off; what it still holds goes back. Those responsible may, and stewards.
    public void cancel(Member member, UUID id, String reason) {
        var commons = member.commons();
        transactions.run(() -> {
            var held = hold(commons, id);
            boolean isIdea = held.bucket().state() == BucketState.IDEA
                    && held.bucket().proposedBy().equals(member.party());
            if (!(member instanceof Steward) && !isIdea && !tables.isResponsible(commons.id(), id, member.party()))
                throw new Refused(new CobudgetingRefusal.NotResponsible());
            clockwork.giveBack(
                    commons,
                    held.round(),
                    held.bucket(),
                    Event.CANCEL,
                    Optional.of(member.party()),
                    Fields.text("reason", reason, 500));
        });
    }

    /// Backs an idea, or no longer; not one's own.
    public void sponsor(Member member, UUID id) {
        var commons = member.commons();
        transactions.run(() -> {
            var held = hold(commons, id);
            if (held.bucket().state().isOver() || tables.isResponsible(commons.id(), id, member.party()))
                throw new Refused(
                        new CobudgetingRefusal.CannotHappen(held.bucket().state(), Event.PUBLISH));
            tables.sponsor(commons.id(), id, member.party(), today.now());
        });
    }

    public void addImage(Member member, UUID id, Files.Brought brought) {
        transactions.run(() -> {
            holdAsResponsible(member, id);
            tables.addImage(
                    member.commons().id(), id, files.keep(member, brought).id(), today.now());
        });
    }

    public void removeImage(Member member, UUID id, FileId file) {
        transactions.run(() -> {
            holdAsResponsible(member, id);
            tables.removeImage(member.commons().id(), id, file);
        });
    }

    /// The thread in which members talk about it, begun by whoever speaks first.
    public ThreadId talk(Member member, UUID id) {
        return transactions.run(() -> {
            var bucket = hold(member.commons(), id).bucket();
            if (bucket.thread().isPresent()) return bucket.thread().get();
            var thread = threads.start(
                    member,
                    bucket.title(),
                    bucket.summary().isEmpty() ? bucket.title() : bucket.summary(),
                    Optional.empty(),
                    "bucket:" + id);
            tables.thread(member.commons().id(), id, thread);
            return thread;
        });
    }

    /// A bucket as it is at this moment; drafts and ideas are there for members only.
    public Bucket bucket(Standing standing, UUID id) {
        clockwork.settleDue(standing.commons());
        return tables.bucket(standing.commons().id(), id)
                .filter(bucket -> standing.isMember() || !bucket.state().isForMembers())
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    public List<Bucket> ofRound(Standing standing, UUID round) {
        return tables.ofRound(standing.commons().id(), round).stream()
                .filter(bucket -> standing.isMember() || !bucket.state().isForMembers())
                .toList();
    }

    public Details details(CommonsId commons, UUID bucket) {
        return tables.details(commons, bucket);
    }

    /// What buckets hold and what was ever put into them and taken out, in minor units, by bucket.
    ///
    /// @param account the ledger's account; absent: nothing ever moved
    public record Money(long in, long out, Optional<LedgerAccountId> account) {
        public long holds() {
            return in - out;
        }
    }

    public Map<UUID, Money> money(Commons commons, List<Bucket> all) {
        var accounts =
                movements.holds(commons, all.stream().map(Bucket::account).toList());
        var money = new HashMap<UUID, Money>();
        for (var bucket : all) {
            var account = accounts.get(bucket.account().code());
            money.put(
                    bucket.id(),
                    account == null
                            ? new Money(0, 0, Optional.empty())
                            : new Money(
                                    account.creditMinorUnits(), account.debitMinorUnits(), Optional.of(account.id())));
        }
        return money;
    }

    /// Whether funding is by the member's own doing now.
    public static boolean canFund(Round round, Bucket bucket, Instant now) {
        return round.rule().gives()
                && round.phase(now) == Phase.FUNDING
                && (bucket.state() == BucketState.FUNDING || bucket.state() == BucketState.PUBLISHED);
    }
}
