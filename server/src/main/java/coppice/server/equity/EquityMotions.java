package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Concerns;
import coppice.server.commons.Matter;
import coppice.server.commons.Party;
import coppice.server.commons.Term;
import coppice.server.commons.Unpriced;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What a commons can do about its shares. None of it has a price: shares are not the commons' money.
public final class EquityMotions {
    private EquityMotions() {}

    private static final long MOST_SHARES = 999_999_999_999L;

    @Concerns(value = Matter.LOCK, decided = true)
    public record FoundShares(LocalDate on, List<PartyId> founders) {}

    /// @param paid money that comes in for them
    @Concerns(Matter.MEMBERSHIP)
    public record IssueShares(
            @Term(name = "class") ShareClass of,
            PartyId party,
            @Term(least = 1, most = MOST_SHARES) long shares,
            Optional<Money> paid,
            LocalDate on,
            @Term(longest = 500) String reason) {}

    @Concerns(Matter.MEMBERSHIP)
    public record CancelShares(
            @Term(name = "class") ShareClass of,
            PartyId party,
            @Term(least = 1, most = MOST_SHARES) long shares,
            @Term(longest = 500) String reason) {}

    /// @param kept a package that was kept
    @Concerns(value = Matter.LOCK, decided = true)
    public record BringRegister(@Term(name = "package") UUID kept) {}

    static String address(Commons commons) {
        return commons.address() + "/equity";
    }

    private static String of(ShareClass of, Text text) {
        return text.of("equity.share-class", of);
    }

    private static String holder(Commonses commonses, Commons commons, PartyId party) {
        return commonses.party(commons.id(), party).map(Party::name).orElse("");
    }

    /// A whole number of shares above 0.
    public static long shares(String field, String given) {
        String plain = given.strip();
        if (!plain.matches("[0-9]{1,12}")) throw new Refused(new BadField(field, BadField.Fault.NOT_A_CHOICE, plain));
        long shares = Long.parseLong(plain);
        if (shares == 0) throw new Refused(new BadField(field, BadField.Fault.NOT_POSITIVE, plain));
        return shares;
    }

    @Component
    record Found(Register register, Commonses commonses) implements Unpriced<FoundShares> {
        @Override
        public void check(Commons commons, FoundShares terms) {
            register.ownership(commons.id());
            register.refuseFounded(commons.id());
            if (terms.founders().isEmpty()) throw new Refused(new EquityRefusal.FounderMissing());
            for (var founder : terms.founders()) commonses.member(commons.id(), founder);
        }

        @Override
        public List<Line> says(Commons commons, FoundShares terms, Text text) {
            var lines = new ArrayList<Line>();
            lines.add(new Line(text.say("equity.would-found"), text.date(terms.on())));
            for (var founder : terms.founders())
                lines.add(
                        new Line(commonses.member(commons.id(), founder).name(), text.say("equity.one-founder-share")));
            return lines;
        }

        @Override
        public String title(Commons commons, FoundShares terms, Text text) {
            return text.say("equity.found-title");
        }

        @Override
        public String enact(Authorised by, FoundShares terms, String key) {
            register.found(by, terms.on(), terms.founders(), key);
            return address(by.commons());
        }
    }

    @Component
    record Bring(OcfPackage packages, Register register) implements Unpriced<BringRegister> {
        @Override
        public void check(Commons commons, BringRegister terms) {
            register.refuseFounded(commons.id());
            packages.content(commons, terms.kept());
        }

        @Override
        public List<Line> says(Commons commons, BringRegister terms, Text text) {
            var content = packages.content(commons, terms.kept());
            var lines = new ArrayList<Line>();
            lines.add(new Line(text.say("equity.would-found"), text.date(content.founded())));
            lines.add(new Line(text.say("equity.would-bring"), text.number(content.events())));
            content.outstanding().forEach((of, shares) -> lines.add(new Line(of(of, text), text.number(shares))));
            return lines;
        }

        @Override
        public String title(Commons commons, BringRegister terms, Text text) {
            return text.say("equity.import");
        }

        @Override
        public String enact(Authorised by, BringRegister terms, String key) {
            packages.bring(by, terms.kept());
            return address(by.commons());
        }
    }

    @Component
    record Issue(Register register, Commonses commonses) implements Unpriced<IssueShares> {
        @Override
        public void check(Commons commons, IssueShares terms) {
            if (terms.of() == ShareClass.FOUNDER) throw new Refused(new EquityRefusal.OnlyAtFounding());
            if (register.founded(commons.id()).isEmpty()) throw new Refused(new EquityRefusal.NotFounded());
        }

        @Override
        public List<Line> says(Commons commons, IssueShares terms, Text text) {
            return List.of(new Line(
                    text.say(
                            "equity.would-issue",
                            holder(commonses, commons, terms.party()),
                            of(terms.of(), text),
                            terms.shares()),
                    terms.paid().map(text::money).orElse("")));
        }

        @Override
        public String title(Commons commons, IssueShares terms, Text text) {
            return text.say("equity.issue-title", terms.shares(), of(terms.of(), text));
        }

        @Override
        public String enact(Authorised by, IssueShares terms, String key) {
            long paid = terms.paid().map(Money::minorUnits).orElse(0L);
            long event = register.issue(
                    by,
                    new Register.Issue(terms.of(), terms.party(), terms.shares(), paid, terms.on(), terms.reason()),
                    key);
            return address(by.commons()) + "#" + event;
        }
    }

    @Component
    record Cancel(Register register, Commonses commonses) implements Unpriced<CancelShares> {
        @Override
        public void check(Commons commons, CancelShares terms) {
            register.refuseMore(commons.id(), terms.of(), terms.party(), terms.shares());
        }

        @Override
        public List<Line> says(Commons commons, CancelShares terms, Text text) {
            return List.of(new Line(title(commons, terms, text), ""));
        }

        @Override
        public String title(Commons commons, CancelShares terms, Text text) {
            return text.say(
                    "equity.would-cancel",
                    holder(commonses, commons, terms.party()),
                    of(terms.of(), text),
                    terms.shares());
        }

        @Override
        public String enact(Authorised by, CancelShares terms, String key) {
            long event = register.cancel(by, terms.of(), terms.party(), terms.shares(), terms.reason(), key);
            return address(by.commons()) + "#" + event;
        }
    }
}
