package coppice.server.decisions;

import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule.Method;
import coppice.rules.voting.Stance;
import coppice.server.House;
import coppice.server.Putting;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.Procedure;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refusal;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Ledger;
import coppice.server.web.Viewer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// A commons of four that decides everything by its members; a new one for every test.
abstract class Deciding {
    static final AtomicInteger NUMBER = new AtomicInteger();
    static final Duration WEEK = Duration.ofDays(8);

    final House house = House.open();
    final Decisions decisions = house.room(Decisions.class);
    final Proposals proposals = house.room(Proposals.class);
    final Commonses commonses = house.room(Commonses.class);
    protected final Charters charters = house.room(Charters.class);
    final Ledger ledger = house.room(Ledger.class);

    /// A commons of four that decides everything by its members.
    final Commons commons;

    final Steward ana;
    final List<Member> members = new ArrayList<>();

    Deciding() {
        String slug = "deciding-" + NUMBER.incrementAndGet();
        var founder = house.story().person("Ana");
        commons = charters.found(
                founder,
                slug,
                slug,
                "EUR",
                house.room(Presets.class)
                        .charter(Preset.VALUE_NETWORK, "Made for a test")
                        .with(DecisionRules.NONE.withProcedures(Map.of(
                                Matter.CHARTER, Procedure.CONSENT,
                                Matter.SURPLUS, Procedure.CONSENT,
                                Matter.RESERVE, new Procedure(Method.YES_NO, Majority.TWO_THIRDS, 50, 7, false),
                                Matter.MEMBERSHIP, Procedure.CONSENT))),
                "found-" + slug);
        ana = (Steward) member("Ana");
        members.add(ana);
        for (var name : List.of("Ben", "Cy", "Dot")) {
            commonses.join(house.story().person(name), commonses.invite(ana, Role.MEMBER));
            members.add(member(name));
        }
    }

    Member member(String name) {
        var account = house.story().person(name);
        var viewer = new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty());
        return commonses.standing(commons.slug(), viewer).member();
    }

    ProposalId propose(String motion, Map<String, String> terms) {
        return Putting.propose(
                ana,
                Optional.empty(),
                motion,
                terms,
                "A title",
                "A reason",
                UUID.randomUUID().toString());
    }

    void income(long cents, String to) {
        ledger.book(
                new Mandate(commons, new ProposalId(UUID.randomUUID()), ana.party(), new ProposalId(UUID.randomUUID())),
                new Ledger.ByHand(LocalDate.of(2026, 11, 1), "", "sales", to, "", cents),
                UUID.randomUUID().toString());
    }

    void all(ProposalId proposal, Stance stance) {
        for (var member : members) decisions.take(member, proposal, stance, "because");
    }

    static Refusal refusal(Runnable work) {
        try {
            work.run();
        } catch (Refused refused) {
            return refused.refusal();
        }
        throw new AssertionError("was not refused");
    }
}
