package coppice.server.lock.web;

import coppice.rules.returns.Statute;
import coppice.server.charter.Amendments;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.Acts;
import coppice.server.commons.Commons;
import coppice.server.commons.Matter;
import coppice.server.commons.Motions;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Claims.Stake;
import coppice.server.ledger.Flows;
import coppice.server.ledger.Move;
import coppice.server.lock.Asset;
import coppice.server.lock.AssetId;
import coppice.server.lock.AssetLock;
import coppice.server.lock.Dissolutions;
import coppice.server.lock.Golden;
import coppice.server.lock.LockBook;
import coppice.server.lock.LockMotions.Dissolve;
import coppice.server.lock.LockMotions.GiveConsent;
import coppice.server.lock.LockMotions.HandOverAsset;
import coppice.server.lock.LockMotions.SellAsset;
import coppice.server.lock.LockRules;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// The lock: what is free, reserve and locked; who could change what; and the end.
@Controller
class LockPages {
    private final LockBook book;
    private final Dissolutions dissolutions;
    private final Charters charters;
    private final Flows flows;
    private final PartyNames partyNames;
    private final Amendments amendments;
    private final Acts acts;

    LockPages(
            LockBook book,
            Dissolutions dissolutions,
            Charters charters,
            Flows flows,
            PartyNames partyNames,
            Amendments amendments,
            Acts acts) {
        this.book = book;
        this.dissolutions = dissolutions;
        this.charters = charters;
        this.flows = flows;
        this.partyNames = partyNames;
        this.amendments = amendments;
        this.acts = acts;
    }

    /// @param procedures how it is decided on what is free, on the reserve, and on the lock
    record LockPage(
            Commons commons,
            Map<Kind, Long> holds,
            long owed,
            Map<Kind, String> procedures,
            Optional<AssetLock> lock,
            String lockWords,
            Optional<Commons> partner,
            List<Asset> assets,
            List<Move> moves,
            Collection<Move.Place> reachable,
            List<Commons> guarded,
            List<Golden.Act> acts,
            boolean member,
            Form form) {
        /// How wide a kind's part of the whole is in the picture.
        long part(Kind kind, int width) {
            long all = holds.values().stream().mapToLong(Long::longValue).sum();
            if (all == 0) return 0;
            return BigInteger.valueOf(holds.getOrDefault(kind, 0L))
                    .multiply(BigInteger.valueOf(width))
                    .divide(BigInteger.valueOf(all))
                    .longValueExact();
        }

        boolean moves(Kind from, Kind to, coppice.server.ledger.Account.Holder holder) {
            return moves.stream().anyMatch(move -> move.from() == from && move.to() == to && move.toHolder() == holder);
        }
    }

    @GetMapping("/c/{slug}/lock")
    @Allow(Access.PUBLIC)
    Page lock(Standing standing, Text text, Form form) {
        return lockPage(standing, text, form);
    }

    private Page lockPage(Standing standing, Text text, Form form) {
        var commons = standing.commons();
        var charter = charters.inForce(commons.id()).charter();
        var procedures = charter.chapter(DecisionRules.class);
        var moves = flows.moves();
        return Page.of(
                "lock/web/lock.jte",
                new LockPage(
                        commons,
                        book.holds(commons.id()),
                        book.owed(commons.id()),
                        Map.of(
                                Kind.FREE, procedures.procedure(Matter.SURPLUS).says(text),
                                Kind.RESERVE,
                                        procedures.procedure(Matter.RESERVE).says(text),
                                Kind.LOCKED, procedures.procedure(Matter.LOCK).says(text)),
                        book.rules(commons.id()),
                        AssetLock.says(charter.chapter(LockRules.class).lock(), text),
                        book.partner(commons.id()),
                        book.assets(commons.id()),
                        moves,
                        Move.reachable(moves, Kind.LOCKED),
                        book.guardedBy(commons),
                        List.of(Golden.Act.values()),
                        standing.isMember(),
                        form));
    }

    record RulesPage(Commons commons, Form form, Map<String, String> statutes, Map<String, Statute> sources) {}

    @GetMapping("/c/{slug}/lock/rules")
    @Allow(Access.MEMBER)
    Page rules(Standing standing, Text text) {
        var current = charters.inForce(standing.commons().id());
        var values = new HashMap<String, String>();
        values.put("after", String.valueOf(current.version()));
        var lock = current.charter().chapter(LockRules.class).lock();
        if (lock != null) {
            values.put("statute", lock.statute());
            values.put("partner", lock.partner() == null ? "" : lock.partner());
            values.put("successor", lock.successor() == null ? "" : lock.successor());
            values.put("body", lock.body() == null ? "" : lock.body());
        }
        return rules(standing, text, Form.fresh(values));
    }

    private static Page rules(Standing standing, Text text, Form form) {
        var statutes = new LinkedHashMap<String, String>();
        var sources = new LinkedHashMap<String, Statute>();
        for (var statute : Statute.all()) {
            statutes.put(
                    statute.name(), text.named("lock.statute", statute.name()).orElse(""));
            if (!statute.source().isEmpty()) sources.put(statute.name(), statute);
        }
        return Page.of("lock/web/rules.jte", new RulesPage(standing.commons(), form, statutes, sources));
    }

    private static AssetLock read(Form form) {
        String statute = form.value("statute");
        if (Statute.all().stream().noneMatch(one -> one.name().equals(statute)))
            throw new Refused(new BadField("statute", BadField.Fault.NOT_A_CHOICE, statute));
        return new AssetLock(
                statute,
                slug(form, "partner"),
                slug(form, "successor"),
                blank(Fields.optional("body", form.value("body"), 120)));
    }

    private static @Nullable String slug(Form form, String field) {
        return blank(Fields.optional(field, form.value(field), 60).replaceAll("^.*/", ""));
    }

    private static @Nullable String blank(String given) {
        return given.isEmpty() ? null : given;
    }

    @PostMapping("/c/{slug}/lock/rules")
    @Allow(Access.MEMBER)
    Reply amend(Standing standing, Text text, Form form) {
        return form.submit(
                () -> amendments.submit(standing, form, text, (fields, before) -> {
                    var lock = read(fields);
                    book.check(standing.commons(), lock);
                    return before.with(new LockRules(lock));
                }),
                again -> rules(standing, text, again));
    }

    /// Puts it to the members to hand something that is locked on, or to sell it.
    @PostMapping("/c/{slug}/lock/assets/{asset}")
    @Allow(Access.MEMBER)
    Reply asset(Standing standing, Text text, @PathVariable AssetId asset, Form form) {
        var found = book.asset(standing.commons(), asset);
        return form.submit(
                () -> {
                    Record terms = form.chose("do", "sell")
                            ? new SellAsset(
                                    found.id(),
                                    Fields.text("buyer", form.value("buyer"), 80),
                                    Money.parsePositive(
                                            "price",
                                            form.value("price"),
                                            standing.commons().currency()))
                            : new HandOverAsset(found.id(), Fields.text("to", form.value("to"), 60));
                    return acts.propose(standing, form, text, terms, "do|buyer|price|to");
                },
                again -> lockPage(standing, text, again));
    }

    /// As the holder of a golden share: puts it to the members to consent to a decision of another commons.
    @PostMapping("/c/{slug}/lock/consents")
    @Allow(Access.MEMBER)
    Reply consent(Standing standing, Text text, Form form) {
        return form.submit(
                () -> acts.propose(
                        standing,
                        form.with("reason", form.value("why")),
                        text,
                        new GiveConsent(
                                Fields.text("commons", form.value("commons"), 60),
                                Fields.id(
                                        "proposal",
                                        ProposalId::new,
                                        form.value("proposal").strip().replaceAll("^.*/", ""))),
                        "why"),
                again -> lockPage(standing, text, again));
    }

    record DissolutionPage(
            Commons commons,
            Optional<Dissolutions.Ended> ended,
            Optional<Dissolutions.Plan> plan,
            Names names,
            Form form) {}

    /// Who would get what today.
    @GetMapping("/c/{slug}/lock/dissolution")
    @Allow(Access.MEMBER)
    Page dissolution(Standing standing, Text text, Form form) {
        return form.show(again -> dissolutionPage(standing, text, again));
    }

    private Page dissolutionPage(Standing standing, Text text, Form form) {
        var commons = standing.commons();
        var ended = dissolutions.ended(commons.id());
        Optional<Dissolutions.Plan> plan = ended.isPresent() || form.refusal() != null
                ? Optional.empty()
                : Optional.of(dissolutions.plan(commons, form.value("debts")));
        return Page.of(
                "lock/web/dissolution.jte",
                new DissolutionPage(
                        commons,
                        ended,
                        plan,
                        partyNames.of(standing, text, plan.map(LockPages::named).orElse(List.of())),
                        form));
    }

    private static List<PartyId> named(Dissolutions.Plan plan) {
        return Stream.concat(
                        plan.par().keySet().stream(), plan.undecided().stream().map(Stake.Undecided::party))
                .toList();
    }

    @PostMapping("/c/{slug}/lock/dissolution")
    @Allow(Access.MEMBER)
    Reply dissolve(Standing standing, Text text, Form form) {
        return form.submit(
                () -> acts.propose(
                        standing, form, text, Motions.read(standing.commons(), form.values(), Dissolve.class)),
                again -> dissolutionPage(standing, text, again));
    }
}
