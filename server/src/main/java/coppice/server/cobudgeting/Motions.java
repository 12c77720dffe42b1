package coppice.server.cobudgeting;

import coppice.server.commons.Commons;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.MotionKind;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a commons can decide about its rounds.
@Configuration(proxyBeanMethods = false)
public class Motions {
    public static final String OPEN = "open-round";
    public static final String FUND = "fund-round";
    public static final String END = "end-round";
    public static final String EXPENSE = "approve-expense";

    @Bean
    MotionKind openRound(Rounds rounds) {
        return new Open(rounds);
    }

    @Bean
    MotionKind fundRound(Rounds rounds) {
        return new Fund(rounds);
    }

    @Bean
    MotionKind endRound(Rounds rounds) {
        return new End(rounds);
    }

    @Bean
    MotionKind approveExpense(Expenses expenses) {
        return new Approve(expenses);
    }

    private static boolean fromReserve(Map<String, String> terms) {
        return "reserve".equals(terms.get("source"));
    }

    /// Terms: those of a [RoundDraft].
    private record Open(Rounds rounds) implements MotionKind {
        @Override
        public String name() {
            return OPEN;
        }

        @Override
        public Matter matter() {
            return Matter.SURPLUS;
        }

        @Override
        public Matter matter(Map<String, String> terms) {
            return Rounds.matter(fromReserve(terms));
        }

        @Override
        public long costMinorUnits(Commons commons, Map<String, String> terms) {
            return RoundDraft.read(commons, terms).amount();
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var draft = RoundDraft.read(commons, terms);
            rounds.check(commons, draft);
            var lines = new ArrayList<Line>();
            lines.add(new Line(
                    text.say("cobudgeting.would-open", draft.title()), text.of("cobudgeting.rule", draft.rule())));
            lines.add(new Line(
                    text.say(draft.fromReserve() ? "cobudgeting.would-take-reserve" : "cobudgeting.would-take-pool"),
                    text.money(commons.money(draft.amount()))));
            lines.add(new Line(
                    text.say("cobudgeting.would-last"),
                    text.date(draft.fundingFrom()) + " – " + text.date(draft.fundingUntil())));
            return lines;
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            var commons = mandate.commons();
            var round = rounds.open(
                    mandate, RoundDraft.read(commons, terms), mandate.act().toString());
            return Rounds.address(commons, round.id());
        }
    }

    /// Terms: `round`, `source` (`pool` or `reserve`), `amount`.
    private record Fund(Rounds rounds) implements MotionKind {
        @Override
        public String name() {
            return FUND;
        }

        @Override
        public Matter matter() {
            return Matter.SURPLUS;
        }

        @Override
        public Matter matter(Map<String, String> terms) {
            return Rounds.matter(fromReserve(terms));
        }

        private static long amount(Commons commons, Map<String, String> terms) {
            return Money.parsePositive("amount", terms.getOrDefault("amount", ""), commons.currency())
                    .minorUnits();
        }

        @Override
        public long costMinorUnits(Commons commons, Map<String, String> terms) {
            return amount(commons, terms);
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var round = rounds.round(commons, round(terms));
            long amount = amount(commons, terms);
            rounds.refuseMoreThanThereIs(commons, fromReserve(terms), amount);
            return List.of(new Line(
                    text.say(
                            fromReserve(terms) ? "cobudgeting.would-add-reserve" : "cobudgeting.would-add-pool",
                            round.title()),
                    text.money(commons.money(amount))));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            var commons = mandate.commons();
            var round = rounds.fund(
                    mandate,
                    round(terms),
                    fromReserve(terms),
                    amount(commons, terms),
                    mandate.act().toString());
            return Rounds.address(commons, round.id());
        }
    }

    private static UUID round(Map<String, String> terms) {
        return Ids.parse(Fields.text("round", terms.get("round"), 60));
    }

    /// Terms: `round`, `how` (`close`: its rule is applied now; `cancel`: everything goes back), `reason`.
    private record End(Rounds rounds) implements MotionKind {
        @Override
        public String name() {
            return END;
        }

        @Override
        public Matter matter() {
            return Matter.SURPLUS;
        }

        private static boolean cancels(Map<String, String> terms) {
            return "cancel".equals(terms.get("end"));
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var round = rounds.round(commons, round(terms));
            rounds.refuseEnded(round);
            return List.of(new Line(
                    text.say(cancels(terms) ? "cobudgeting.would-cancel" : "cobudgeting.would-close", round.title()),
                    ""));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            var commons = mandate.commons();
            var id = round(terms);
            if (cancels(terms)) rounds.cancel(mandate, id, Fields.text("reason", terms.get("reason"), 500));
            else rounds.close(mandate, id);
            return Rounds.address(commons, id);
        }
    }

    /// Terms: `expense`.
    private record Approve(Expenses expenses) implements MotionKind {
        @Override
        public String name() {
            return EXPENSE;
        }

        @Override
        public Matter matter() {
            return Matter.SURPLUS;
        }

        private Expense expense(Commons commons, Map<String, String> terms) {
            return expenses.expense(commons.id(), Ids.parse(Fields.text("expense", terms.get("expense"), 60)));
        }

        @Override
        public long costMinorUnits(Commons commons, Map<String, String> terms) {
            return expense(commons, terms).minorUnits();
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var expense = expense(commons, terms);
            if (expense.state() != Expense.State.CLAIMED)
                throw new Refused(new CobudgetingRefusal.ExpenseDecided(expense.state()));
            return List.of(new Line(
                    text.say("cobudgeting.would-pay", expense.words()),
                    text.money(commons.money(expense.minorUnits()))));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            var commons = mandate.commons();
            var paid = expenses.approve(mandate, expense(commons, terms).id());
            return Buckets.address(commons, paid.bucket());
        }
    }
}
