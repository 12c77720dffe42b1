package coppice.server.lock;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.shares.ShareClass;
import coppice.rules.voting.Stance;
import coppice.server.Owning;
import coppice.server.cobudgeting.Bucket;
import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.cobudgeting.BucketDraft;
import coppice.server.cobudgeting.BucketState;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Fundings;
import coppice.server.cobudgeting.OpenRound;
import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsRefusal;
import coppice.server.commons.Role;
import coppice.server.decisions.Proposal.Step;
import coppice.server.distributions.Payouts;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.polls.Poll;
import coppice.server.polls.PollDraft;
import coppice.server.polls.Polls;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.Instrument.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// What every room does at the end of a commons, so that nothing goes on that is over.
class EndTest extends Owning {
    private final Dissolutions dissolutions = house.room(Dissolutions.class);
    private final Rounds rounds = house.room(Rounds.class);
    private final Buckets buckets = house.room(Buckets.class);
    private final Polls polls = house.room(Polls.class);
    private final Fundings fundings = house.room(Fundings.class);
    private final Commons successor = make("successor", charter());

    private void name() {
        assertThat(amend(charterNow().with(new LockRules(new AssetLock("NONE", null, successor.slug(), null))))
                        .step())
                .isEqualTo(Step.ENACTED);
    }

    private void end() {
        var ended = all("dissolve", Map.of("debts", ""));
        assertThat(ended.step()).as(ended.mandate().toString()).isEqualTo(Step.ENACTED);
    }

    private Round round(Round.Rule rule, boolean begun) {
        ledger.book(ana, new Ledger.ByHand(today(), "Given", "contributions", "cobudgeting", "", 60_000), key());
        var fields = new HashMap<>(OpenRound.usual(today()));
        fields.put("title", "Autumn " + rule);
        fields.put("rule", rule.name());
        fields.put("amount", "600.00");
        fields.put("ideasUntil", today().plusDays(5).toString());
        fields.put("fundingFrom", today().plusDays(begun ? 0 : 6).toString());
        fields.put("fundingUntil", today().plusDays(10).toString());
        return rounds.open(ana, OpenRound.read(commons, fields), key());
    }

    private UUID bucket(Round round, long minimum) {
        var draft = new BucketDraft(
                "Shelves",
                "In short",
                "At length",
                List.of(new Item(Item.Kind.COST, "Wood", minimum, minimum)),
                List.of(),
                Map.of(),
                true);
        var id = buckets.suggest(members.get(1), round.id(), draft, false, key());
        buckets.publish(members.get(1), id);
        return id;
    }

    private Bucket read(UUID bucket) {
        return buckets.bucket(standing(commons, "Ana"), bucket);
    }

    /// Everything that the commons holds in accounts that a room keeps.
    private long kept() {
        return ledger.accounts(commons.id()).stream()
                .filter(account -> account.code().indexOf('.') > 0 && account.inside())
                .filter(account -> !account.code().startsWith("member."))
                .mapToLong(account -> account.holdsMinorUnits())
                .sum();
    }

    /// Rounds are called off and buckets closed, funded ones too; their money is the commons' own and goes on.
    @Test
    void noRoundGoesOnAndItsMoneyIsHandedOver() {
        name();
        var direct = round(Round.Rule.DIRECT, true);
        rounds.give(ana, direct.id(), new Rounds.Giving(Rounds.How.EQUALLY, 40_000, null, "", false), key());
        var funded = bucket(direct, 6_000);
        fundings.fund(members.get(2), funded, 6_000, key());
        var begun = bucket(direct, 9_000);
        fundings.fund(members.get(3), begun, 1_000, key());
        var waiting = round(Round.Rule.CONVICTION, false);
        assertThat(read(funded).state()).isEqualTo(BucketState.FUNDED);
        end();
        assertThat(kept()).isZero();
        assertThat(held(successor, "trust")).isEqualTo(120_000);
        assertThat(List.of(read(funded).state(), read(begun).state())).containsOnly(BucketState.CANCELLED);
        assertThat(rounds.rounds(commons)).extracting(Round::id).containsExactlyInAnyOrder(direct.id(), waiting.id());
        assertThat(rounds.rounds(commons))
                .allSatisfy(one -> assertThat(one.cancelledAt()).isPresent());
        assertThat(ledger.wrongTotals(commons.id())).isZero();
    }

    /// What somebody gave of their own to a bucket goes back to them, and is no money of the commons.
    @Test
    void giftsToBucketsGoBackToTheirGivers() {
        name();
        ledger.account(commons, Spec.member(party(2)));
        income(8_000);
        ledger.book(ana, new Ledger.ByHand(today(), "Owed", "general", "member." + party(2), "", 8_000), key());
        var bucket = bucket(round(Round.Rule.QUADRATIC, true), 50_000);
        fundings.fund(members.get(2), bucket, 5_000, key());
        var plan = dissolutions.plan(commons, "");
        assertThat(plan.held()).isEqualTo(8_000);
        assertThat(plan.rest()).isEqualTo(60_000);
        end();
        assertThat(held(Spec.member(party(2)))).isEqualTo(8_000);
        assertThat(held(successor, "trust")).isEqualTo(60_000);
        assertThat(kept()).isZero();
    }

    /// Money on its way in is not the commons' yet: it goes back whole, before any debt.
    @Test
    void moneyOnItsWayInGoesBack() {
        name();
        var waits = instruments.commit(
                ana, campaign(terms(Kind.LOAN, 20_000, "1", "10", true, 1)), outside("Willow"), 5_000, key());
        instruments.payIn(ana, waits);
        var active = active(Kind.CAPPED_SHARE, 30_000, "1.1", "40", 1);
        var plan = dissolutions.plan(commons, "Printer 400.00");
        assertThat(plan.free() + plan.reserve()).isEqualTo(30_000);
        assertThat(all("dissolve", Map.of("debts", "Printer 400.00")).step()).isEqualTo(Step.ENACTED);
        assertThat(now(waits).state()).isEqualTo(State.WITHDRAWN);
        assertThat(now(active.id()).state()).isEqualTo(State.RELEASED);
        assertThat(held(
                        commons,
                        Spec.external(Ledger.CAPITAL, Optional.of(outside("Willow")))
                                .code()))
                .isZero();
        assertThat(held(commons, "debts." + outside("Printer"))).isEqualTo(30_000);
        assertThat(kept()).isZero();
    }

    private static PollDraft question() {
        return new PollDraft(
                Optional.empty(),
                "Tea?",
                "",
                Poll.Kind.CHOOSE,
                List.of("Yes", "No"),
                "Europe/Berlin",
                0,
                1,
                Optional.empty(),
                1,
                false,
                Poll.Shows.ALWAYS,
                7);
    }

    /// Whoever is still about to do something finds that it is over, whichever way they come.
    @Test
    void afterTheEndNoVerbChangesAnything() {
        name();
        income(20_000);
        var later = put("release-member", Map.of("member", party(1).toString()), Stance.NO_OBJECTION);
        var asked = polls.open(ana, question(), key());
        var invitation = commonses.invite(ana, Role.MEMBER);
        end();
        assertThat(proposals.proposal(commons, later).step()).isEqualTo(Step.LAPSED);
        assertThat(polls.poll(ana, asked).isOpen()).isFalse();
        assertThat(refusal(() -> income(1))).isInstanceOf(CommonsRefusal.HasEnded.class);
        assertThat(refusal(() -> campaign(terms(Kind.LOAN, 20_000, "1", "10", true, 1))))
                .isInstanceOf(CommonsRefusal.HasEnded.class);
        assertThat(refusal(() -> charters.amend(ana, 2, charterNow(), "Later", key())))
                .isInstanceOf(CommonsRefusal.HasEnded.class);
        assertThat(refusal(() -> run(0))).isInstanceOf(CommonsRefusal.HasEnded.class);
        assertThat(refusal(() -> all("release-member", Map.of("member", party(1).toString())))
                        .code())
                .isEqualTo("has-ended");
        assertThat(refusal(() -> commonses.join(house.story().person("Eve"), invitation)))
                .isInstanceOf(CommonsRefusal.InvitationSpent.class);
        assertThat(standing(commons, "Ana").hasEnded()).isTrue();
    }

    /// What people are owed is paid after the end as before it, and only that.
    @Test
    void peopleArePaidAfterTheEnd() {
        found();
        name();
        issue(ShareClass.FUNDER, party(3), 100, 10_000);
        end();
        assertThat(held(Spec.member(party(3)))).isEqualTo(10_000);
        assertThat(refusal(() -> fundings.fund(members.get(3), UUID.randomUUID(), 1, key())))
                .isNotNull();
        house.room(Payouts.class).make(ana, 1, key());
        assertThat(held(Spec.member(party(3)))).isZero();
        assertThat(ledger.wrongTotals(commons.id())).isZero();
    }

    /// Whatever is being booked while it ends is either handed over with the rest or refused.
    @Test
    void nothingSlipsInWhileItEnds() throws Exception {
        name();
        income(5_000);
        var proposal = put("dissolve", Map.of("debts", ""), Stance.YES, Stance.YES, Stance.YES, Stance.YES);
        var calls = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 24; i++) {
            boolean ends = i == 8;
            calls.add(() -> {
                if (ends) return decided(proposal).step() == Step.ENACTED;
                try {
                    income(100);
                    return true;
                } catch (Refused refused) {
                    assertThat(refused.refusal()).isInstanceOf(CommonsRefusal.HasEnded.class);
                    return false;
                }
            });
        }
        var done = together(calls);
        assertThat(done.get(8)).isTrue();
        long booked = done.stream().filter(it -> it).count() - 1;
        assertThat(held(successor, "trust")).isEqualTo(5_000 + 100 * booked);
        assertThat(held(commons, "general")).isZero();
    }

    /// A golden share of a commons that has ended is held by whoever carries on.
    @Test
    void goldenSharesPassOn() {
        name();
        var guarded = make(
                "guarded", charter().with(new LockRules(new AssetLock("NONE", commons.slug(), null, "Federation"))));
        var golden = house.room(Golden.class);
        assertThat(golden.guardedBy(commons)).extracting(Commons::id).containsExactly(guarded.id());
        end();
        assertThat(golden.guardedBy(commons)).isEmpty();
        assertThat(golden.guardedBy(successor)).extracting(Commons::id).containsExactly(guarded.id());
        assertThat(refusal(() ->
                        make("late", charter().with(new LockRules(new AssetLock("NONE", null, commons.slug(), null))))))
                .isInstanceOf(CommonsRefusal.HasEnded.class);
        assertThat(refusal(() -> make(
                        "lost", charter().with(new LockRules(new AssetLock("NONE", "nowhere", null, "Federation"))))))
                .isInstanceOf(LockRefusal.NoSuchPartner.class);
    }
}
