package coppice.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.Stance;
import coppice.server.Asking;
import coppice.server.Putting;
import coppice.server.Visitor;
import coppice.server.commons.Acts;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.kernel.Money;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.ReserveMotion.SpendReserve;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Acting alone by the authority of a decision: in its matter, up to its sum, until its day, and never in secret.
class AuthoritiesTest extends Asking {
    private final Decisions decisions = house.room(Decisions.class);
    private final Authorities authorities = house.room(Authorities.class);
    private final Ledger ledger = house.room(Ledger.class);

    private void reserve(long cents) {
        ledger.book(
                new Mandate(
                        commons,
                        new ProposalId(UUID.randomUUID()),
                        members.getFirst().party(),
                        new ProposalId(UUID.randomUUID())),
                new Ledger.ByHand(LocalDate.of(2026, 11, 1), "", "sales", "reserve", "", cents),
                UUID.randomUUID().toString());
    }

    private Proposal decide(String motion, Map<String, String> terms, Stance stance) {
        var id = Putting.propose(
                members.getFirst(),
                Optional.empty(),
                motion,
                terms,
                "To act alone",
                "Why",
                UUID.randomUUID().toString());
        for (var member : members) decisions.take(member, id, stance, "because");
        return decisions.closeEarly(members.getFirst(), id);
    }

    private Map<String, String> terms(String amount) {
        return Map.of(
                "member",
                members.get(1).party().toString(),
                "matter",
                "RESERVE",
                "amount",
                amount,
                "until",
                LocalDate.now(ZoneOffset.UTC).plusDays(30).toString());
    }

    private SpendReserve spend(String amount) {
        return new SpendReserve(
                "expenses", Money.parse("amount", amount, commons.currency()), Optional.empty(), Optional.of("Nails"));
    }

    private long reserveHolds() {
        return ledger.account(commons, Ledger.RESERVE).holdsMinorUnits();
    }

    @Test
    void whoWasLetActAloneSpendsUpToTheLimitAndEverybodySeesIt() {
        reserve(100_000);
        var decision = decide("grant-authority", terms("50.00"), Stance.NO_OBJECTION);
        assertThat(decision.matter()).as("decided as the reserve is").isEqualTo(Matter.RESERVE);
        var ben = members.get(1);
        String entry = Putting.byAuthority(ben, spend("30.00"), "a");
        assertThat(Putting.byAuthority(ben, spend("30.00"), "a")).isEqualTo(entry);
        assertThat(reserveHolds()).isEqualTo(97_000);
        assertThat(refusal(() -> Putting.byAuthority(ben, spend("20.01"), "b")).code())
                .isEqualTo("no-authority");
        assertThat(refusal(() -> Putting.byAuthority(members.get(2), spend("1.00"), "c"))
                        .code())
                .isEqualTo("no-authority");
        Putting.byAuthority(ben, spend("20.00"), "d");
        assertThat(reserveHolds()).isEqualTo(95_000);
        var one = authorities.all(commons.id()).getFirst();
        assertThat(one.uses()).extracting(Authorities.Use::costMinorUnits).containsExactlyInAnyOrder(3000L, 2000L);
        var cy = Visitor.signedIn(house.story().person("Cy"));
        assertThat(cy.get(commons.address() + "/decisions/authorities").body())
                .contains("Ben", "Spend 30.00 EUR from the reserve", "30.00");
        assertThat(cy.get(entry).body()).contains("/decisions/" + decision.id());
        assertThat(house.sql()
                        .sql("select count(*) from mail.outbox l where commons_id = ? and subject::text like ?")
                        .params(commons.id().value(), "%acted-alone%Ben%")
                        .query(Long.class)
                        .single())
                .as("letters to the three others, for each of two acts")
                .isEqualTo(6);
    }

    @Test
    void manyAtOnceNeverPassTheLimit() throws Exception {
        reserve(100_000);
        decide("grant-authority", terms("50.00"), Stance.NO_OBJECTION);
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 32; i++) {
            String key = "act" + i;
            tasks.add(() -> {
                try {
                    Putting.byAuthority(members.get(1), spend("7.00"), key);
                    return true;
                } catch (Refused refused) {
                    assertThat(refused.refusal().code()).isEqualTo("no-authority");
                    return false;
                }
            });
        }
        int done = 0;
        try (var pool = Executors.newFixedThreadPool(16)) {
            for (var one : pool.invokeAll(tasks)) if (one.get()) done++;
        }
        assertThat(done).isEqualTo(7);
        assertThat(reserveHolds()).isEqualTo(100_000 - 4_900);
    }

    @Test
    void aFailedActLeavesTheLimitAsItWas() {
        reserve(1_000);
        decide("grant-authority", terms("50.00"), Stance.NO_OBJECTION);
        assertThat(refusal(() -> Putting.byAuthority(members.get(1), spend("20.00"), "a"))
                        .code())
                .isEqualTo("overdraft");
        assertThat(authorities.all(commons.id()).getFirst().usedMinorUnits()).isZero();
    }

    @Test
    void itEndsWithItsDayByDecisionOrWhenItIsGivenBack() {
        reserve(100_000);
        var first = decide("grant-authority", terms("50.00"), Stance.NO_OBJECTION);
        house.later(Duration.ofDays(31), () -> {
            assertThat(refusal(() -> Putting.byAuthority(members.get(1), spend("1.00"), "late"))
                            .code())
                    .isEqualTo("no-authority");
            return true;
        });
        decide("end-authority", Map.of("decision", first.id().toString()), Stance.NO_OBJECTION);
        assertThat(authorities.all(commons.id())).noneMatch(Authorities.Authority::inForce);
        var second = decide("grant-authority", terms("50.00"), Stance.NO_OBJECTION);
        assertThat(refusal(() -> authorities.giveBack(members.get(2), second.id()))
                        .code())
                .isEqualTo("not-found");
        authorities.giveBack(members.get(1), second.id());
        assertThat(house.room(Acts.class).holdsAuthority(members.get(1), Matter.RESERVE))
                .isFalse();
    }

    @Test
    void aRefusedProposalLetsNobodyActAndSomeMattersAreNeverHandedOut() {
        decide("grant-authority", terms("50.00"), Stance.OBJECTION);
        assertThat(authorities.all(commons.id())).isEmpty();
        for (var matter : List.of("CHARTER", "MEMBERSHIP", "OTHER", "EMERGENCY")) {
            var terms = new java.util.HashMap<>(terms("50.00"));
            terms.put("matter", matter);
            assertThat(refusal(() -> decide("grant-authority", terms, Stance.NO_OBJECTION))
                            .code())
                    .isEqualTo("bad-field-not-a-choice");
        }
    }
}
