package coppice.server.lock;

import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Concerns;
import coppice.server.commons.Matter;
import coppice.server.commons.Term;
import coppice.server.commons.Unpriced;
import coppice.server.kernel.Money;
import coppice.server.kernel.ProposalId;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What a commons can do about what is locked, and about its end: by decision only.
public final class LockMotions {
    private LockMotions() {}

    /// @param successor the address of another commons here
    @Concerns(value = Matter.LOCK, decided = true)
    public record HandOverAsset(
            AssetId asset, @Term(longest = 60) String successor) {}

    @Concerns(value = Matter.LOCK, decided = true)
    public record SellAsset(
            AssetId asset, @Term(longest = 80) String buyer, Money price) {}

    /// @param commons  whose golden share this one holds
    /// @param proposal the decision there
    @Concerns(value = Matter.OTHER, decided = true)
    public record GiveConsent(@Term(longest = 60) String commons, ProposalId proposal) {}

    /// @param debts a line each
    @Concerns(value = Matter.LOCK, decided = true)
    public record Dissolve(@Term(longest = 20_000) Optional<String> debts) {}

    static String address(Commons commons) {
        return commons.address() + "/lock";
    }

    @Component
    record HandOver(LockBook book, Golden golden) implements Unpriced<HandOverAsset> {
        @Override
        public void check(Commons commons, HandOverAsset terms) {
            book.movable(commons, terms.asset());
            golden.successor(commons.id(), terms.successor());
        }

        @Override
        public List<Line> says(Commons commons, HandOverAsset terms, Text text) {
            var asset = book.movable(commons, terms.asset());
            var to = golden.successor(commons.id(), terms.successor());
            return List.of(new Line(text.say("lock.would-hand-over", asset.name()), to.name()));
        }

        @Override
        public String title(Commons commons, HandOverAsset terms, Text text) {
            return text.say(
                    "lock.hand-over-title", book.movable(commons, terms.asset()).name());
        }

        @Override
        public String enact(Authorised by, HandOverAsset terms, String key) {
            book.handOver(by.mandate(Matter.LOCK), terms.asset(), terms.successor());
            return address(by.commons());
        }
    }

    @Component
    record Sell(LockBook book) implements Unpriced<SellAsset> {
        @Override
        public void check(Commons commons, SellAsset terms) {
            book.movable(commons, terms.asset());
        }

        @Override
        public List<Line> says(Commons commons, SellAsset terms, Text text) {
            var asset = book.movable(commons, terms.asset());
            return List.of(
                    new Line(text.say("lock.would-sell", asset.name(), terms.buyer()), text.money(terms.price())),
                    new Line(text.say("lock.stays-locked"), ""));
        }

        @Override
        public String title(Commons commons, SellAsset terms, Text text) {
            return text.say(
                    "lock.sell-title", book.movable(commons, terms.asset()).name());
        }

        @Override
        public String enact(Authorised by, SellAsset terms, String key) {
            book.sell(
                    by.mandate(Matter.LOCK),
                    terms.asset(),
                    terms.buyer(),
                    terms.price().minorUnits());
            return address(by.commons());
        }
    }

    @Component
    record Consent(Golden golden) implements Unpriced<GiveConsent> {
        @Override
        public void check(Commons commons, GiveConsent terms) {
            golden.guarded(commons.id(), terms.commons());
        }

        @Override
        public List<Line> says(Commons commons, GiveConsent terms, Text text) {
            var other = golden.guarded(commons.id(), terms.commons());
            return List.of(new Line(
                    text.say("lock.would-consent", other.name()), other.address() + "/decisions/" + terms.proposal()));
        }

        @Override
        public String title(Commons commons, GiveConsent terms, Text text) {
            return text.say("lock.consent-title", terms.commons());
        }

        @Override
        public String enact(Authorised by, GiveConsent terms, String key) {
            golden.consent(by.mandate(Matter.OTHER), terms.commons(), terms.proposal());
            return address(by.commons());
        }
    }

    @Component
    record End(Dissolutions dissolutions) implements Unpriced<Dissolve> {
        private Dissolutions.Plan plan(Commons commons, Dissolve terms) {
            return dissolutions.plan(commons, terms.debts().orElse(""));
        }

        @Override
        public void check(Commons commons, Dissolve terms) {
            plan(commons, terms);
        }

        @Override
        public List<Line> says(Commons commons, Dissolve terms, Text text) {
            var plan = plan(commons, terms);
            var lines = new ArrayList<Line>();
            plan.debts()
                    .forEach((who, amount) ->
                            lines.add(new Line(text.say("lock.would-settle", who), text.money(commons.money(amount)))));
            long par = plan.par().values().stream().mapToLong(Long::longValue).sum();
            if (par > 0)
                lines.add(new Line(text.say("lock.would-par", plan.par().size()), text.money(commons.money(par))));
            lines.add(
                    new Line(text.say("lock.would-succeed", plan.successor()), text.money(commons.money(plan.rest()))));
            return lines;
        }

        @Override
        public String title(Commons commons, Dissolve terms, Text text) {
            return text.say("lock.dissolve-title", commons.name());
        }

        @Override
        public String enact(Authorised by, Dissolve terms, String key) {
            dissolutions.dissolve(by.mandate(Matter.LOCK), terms.debts().orElse(""));
            return by.commons().address() + "/lock/dissolution";
        }
    }
}
