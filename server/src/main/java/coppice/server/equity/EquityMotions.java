package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.MotionKind;
import coppice.server.commons.Party;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a commons can decide about its shares.
@Configuration(proxyBeanMethods = false)
public class EquityMotions {
    public static final String FOUND = "found-shares";
    public static final String ISSUE = "issue-shares";
    public static final String CANCEL = "cancel-shares";
    public static final String BRING = "bring-register";
    public static final String GAIN = "issue-gain";
    public static final String PAY = "pay-withdrawals";

    @Bean
    MotionKind foundShares(Register register, Commonses commonses) {
        return new Found(register, commonses);
    }

    @Bean
    MotionKind issueShares(Register register, Commonses commonses) {
        return new IssueShares(register, commonses);
    }

    @Bean
    MotionKind cancelShares(Register register, Commonses commonses) {
        return new Cancel(register, commonses);
    }

    @Bean
    MotionKind bringRegister(OcfPackage packages, Register register) {
        return new Bring(packages, register);
    }

    @Bean
    MotionKind issueGain(Gains gains) {
        return new IssueGain(gains);
    }

    @Bean
    MotionKind payWithdrawals(Redemptions redemptions) {
        return new PayWithdrawals(redemptions);
    }

    static String address(Commons commons) {
        return commons.address() + "/equity";
    }

    private static PartyId party(Map<String, String> terms) {
        return new PartyId(Ids.parse(Fields.text("party", terms.get("party"), 60)));
    }

    private static String holder(Commonses commonses, Commons commons, PartyId party) {
        return commonses.party(commons.id(), party).map(Party::name).orElse("");
    }

    private static ShareClass of(Map<String, String> terms) {
        return Fields.choice("class", ShareClass.class, terms.get("class"));
    }

    /// A whole number of shares above 0.
    public static long shares(String field, String given) {
        String plain = given.strip();
        if (!plain.matches("[0-9]{1,12}")) throw new Refused(new BadField(field, BadField.Fault.NOT_A_CHOICE, plain));
        long shares = Long.parseLong(plain);
        if (shares == 0) throw new Refused(new BadField(field, BadField.Fault.NOT_POSITIVE, plain));
        return shares;
    }

    /// Terms: `on`, the day; `founders`, their ids with commas.
    private record Found(Register register, Commonses commonses) implements MotionKind {
        @Override
        public String name() {
            return FOUND;
        }

        @Override
        public Matter matter() {
            return Matter.LOCK;
        }

        private static List<PartyId> founders(Map<String, String> terms) {
            return Arrays.stream(terms.getOrDefault("founders", "").split(","))
                    .filter(id -> !id.isBlank())
                    .map(id -> new PartyId(Ids.parse(id.strip())))
                    .toList();
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            register.ownership(commons.id());
            register.founded(commons.id()).ifPresent(on -> {
                throw new Refused(new EquityRefusal.AlreadyFounded(on));
            });
            var founders = founders(terms);
            if (founders.isEmpty()) throw new Refused(new EquityRefusal.FounderMissing());
            var lines = new ArrayList<Line>();
            lines.add(new Line(text.say("equity.would-found"), text.date(Fields.date("on", terms.get("on")))));
            for (var founder : founders)
                lines.add(
                        new Line(commonses.member(commons.id(), founder).name(), text.say("equity.one-founder-share")));
            return lines;
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            register.found(
                    mandate,
                    Fields.date("on", terms.get("on")),
                    founders(terms),
                    mandate.act().toString());
            return address(mandate.commons());
        }
    }

    /// Terms: `package`, one that was kept.
    private record Bring(OcfPackage packages, Register register) implements MotionKind {
        @Override
        public String name() {
            return BRING;
        }

        @Override
        public Matter matter() {
            return Matter.LOCK;
        }

        private static UUID kept(Map<String, String> terms) {
            return Fields.id("package", terms.get("package"));
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            register.founded(commons.id()).ifPresent(on -> {
                throw new Refused(new EquityRefusal.AlreadyFounded(on));
            });
            var content = packages.content(commons, kept(terms));
            var lines = new ArrayList<Line>();
            lines.add(new Line(text.say("equity.would-found"), text.date(content.founded())));
            lines.add(new Line(text.say("equity.would-bring"), text.number(content.events())));
            content.outstanding()
                    .forEach((of, shares) ->
                            lines.add(new Line(text.of("commons.share-class", of), text.number(shares))));
            return lines;
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            packages.bring(mandate, kept(terms));
            return address(mandate.commons());
        }
    }

    /// Terms: `class`, `party`, `shares`, `paid` (may be empty), `on`, `reason`.
    private record IssueShares(Register register, Commonses commonses) implements MotionKind {
        @Override
        public String name() {
            return ISSUE;
        }

        @Override
        public Matter matter() {
            return Matter.MEMBERSHIP;
        }

        private static Register.Issue issue(Commons commons, Map<String, String> terms) {
            String paid = terms.getOrDefault("paid", "");
            return new Register.Issue(
                    of(terms),
                    party(terms),
                    shares("shares", terms.getOrDefault("shares", "")),
                    paid.isBlank()
                            ? 0
                            : Money.parsePositive("paid", paid, commons.currency())
                                    .minorUnits(),
                    Fields.date("on", terms.get("on")),
                    Fields.text("reason", terms.get("reason"), 500));
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var issue = issue(commons, terms);
            if (issue.of() == ShareClass.FOUNDER) throw new Refused(new EquityRefusal.OnlyAtFounding());
            if (register.founded(commons.id()).isEmpty()) throw new Refused(new EquityRefusal.NotFounded());
            return List.of(new Line(
                    text.say(
                            "equity.would-issue",
                            holder(commonses, commons, issue.party()),
                            text.of("commons.share-class", issue.of()),
                            issue.shares()),
                    issue.minorUnits() == 0 ? "" : text.money(commons.money(issue.minorUnits()))));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            var commons = mandate.commons();
            register.issue(mandate, issue(commons, terms), mandate.act().toString());
            return address(commons);
        }
    }

    /// Terms: `class`, `party`, `shares`, `reason`.
    private record Cancel(Register register, Commonses commonses) implements MotionKind {
        @Override
        public String name() {
            return CANCEL;
        }

        @Override
        public Matter matter() {
            return Matter.MEMBERSHIP;
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            long shares = shares("shares", terms.getOrDefault("shares", ""));
            register.refuseMore(commons.id(), of(terms), party(terms), shares);
            return List.of(new Line(
                    text.say(
                            "equity.would-cancel",
                            holder(commonses, commons, party(terms)),
                            text.of("commons.share-class", of(terms)),
                            shares),
                    ""));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            register.cancel(
                    mandate,
                    of(terms),
                    party(terms),
                    shares("shares", terms.getOrDefault("shares", "")),
                    terms.getOrDefault("reason", ""),
                    mandate.act().toString());
            return address(mandate.commons());
        }
    }

    /// Terms: `value`, what the commons is worth.
    private record IssueGain(Gains gains) implements MotionKind {
        @Override
        public String name() {
            return GAIN;
        }

        @Override
        public Matter matter() {
            return Matter.SURPLUS;
        }

        private static long value(Commons commons, Map<String, String> terms) {
            return Money.parsePositive("value", terms.getOrDefault("value", ""), commons.currency())
                    .minorUnits();
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var preview = gains.preview(commons, value(commons, terms));
            return List.of(new Line(
                    text.say(
                            "equity.would-gain",
                            preview.result().newShares(),
                            preview.issue().size()),
                    text.money(commons.money(preview.asked().newValue()))));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            var commons = mandate.commons();
            gains.issue(mandate, value(commons, terms), mandate.act().toString());
            return address(commons) + "/gains";
        }
    }

    /// No terms: what can be paid at that moment.
    private record PayWithdrawals(Redemptions redemptions) implements MotionKind {
        @Override
        public String name() {
            return PAY;
        }

        @Override
        public Matter matter() {
            return Matter.RESERVE;
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            long paid = redemptions.plan(commons).stream()
                    .mapToLong(outcome -> outcome.paid())
                    .sum();
            if (paid == 0)
                throw new Refused(new EquityRefusal.NothingToWithdraw(
                        commons.money(redemptions.budget(commons).left())));
            return List.of(new Line(text.say("equity.would-redeem"), text.money(commons.money(paid))));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            redemptions.pay(mandate, mandate.act().toString());
            return address(mandate.commons()) + "/withdrawals";
        }
    }
}
