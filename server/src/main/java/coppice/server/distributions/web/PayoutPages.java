package coppice.server.distributions.web;

import coppice.server.commons.Commons;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.distributions.BankAccount;
import coppice.server.distributions.BankPayments;
import coppice.server.distributions.BankPayments.Mark;
import coppice.server.distributions.Payouts;
import coppice.server.distributions.Payouts.Batch;
import coppice.server.distributions.Payouts.Line;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Download;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Payouts of what members are owed, for stewards.
@Controller
class PayoutPages {
    private final Payouts payouts;
    private final BankPayments bank;
    private final PartyNames partyNames;

    PayoutPages(Payouts payouts, BankPayments bank, PartyNames partyNames) {
        this.payouts = payouts;
        this.bank = bank;
        this.partyNames = partyNames;
    }

    record ListPage(
            Commons commons,
            List<Batch> batches,
            List<Line> due,
            Money sum,
            Names names,
            BankAccount own,
            Map<String, String> without,
            Optional<BankPayments.Report> report,
            Form form) {}

    record BatchPage(
            Commons commons,
            Batch batch,
            List<Line> lines,
            Money sum,
            Names names,
            Map<PartyId, List<Mark>> marks,
            Optional<Instant> fetched,
            Form form) {}

    record AccountPage(Commons commons, BankAccount account, Form form) {}

    @GetMapping("/c/{slug}/distributions/payouts")
    @Allow(Access.STEWARD)
    Page list(Standing standing, Text text) {
        return list(standing, text, Form.fresh(Map.of()));
    }

    private Page list(Standing standing, Text text, Form form) {
        return list(standing, text, form, Optional.empty());
    }

    private Page list(Standing standing, Text text, Form form, Optional<BankPayments.Report> report) {
        var commons = standing.commons();
        var due = payouts.due(commons, 1);
        var names = names(standing, text, due);
        var without = new LinkedHashMap<String, String>();
        for (var line : due)
            if (!line.account().isKnown()) without.put(line.party().toString(), names.of(line.party()));
        return Page.of(
                "distributions/web/payouts.jte",
                new ListPage(
                        commons,
                        payouts.batches(commons.id()),
                        due,
                        sum(commons, due),
                        names,
                        bank.own(commons.id()),
                        without,
                        report,
                        form));
    }

    private static BankAccount read(Form form) {
        return BankAccount.read(form.value("name"), form.value("iban"), form.value("bic"));
    }

    /// The commons' own account, or that of somebody who is owed something.
    @PostMapping("/c/{slug}/distributions/payouts/accounts")
    @Allow(value = Access.STEWARD, afterEnd = true)
    Reply setAccount(Standing standing, Text text, Form form) {
        return form.submit(
                () -> {
                    var account = read(form);
                    if (form.value("party").isBlank()) bank.setOwn(standing.steward(), account);
                    else bank.setFor(standing.steward(), new PartyId(Fields.id("party", form.value("party"))), account);
                    return standing.commons().address() + "/distributions/payouts";
                },
                again -> list(standing, text, again));
    }

    /// What the bank says was paid. The page that follows says what came of it, so it is no redirect.
    @PostMapping("/c/{slug}/distributions/payouts/statements")
    @Allow(value = Access.STEWARD, afterEnd = true)
    Page statement(
            Standing standing, Text text, @RequestParam(required = false) @Nullable MultipartFile file, Form form) {
        return form.show(again -> {
            if (again.refusal() != null) return list(standing, text, again);
            return list(standing, text, again, Optional.of(bank.read(standing.steward(), bytes(file))));
        });
    }

    private static byte[] bytes(@Nullable MultipartFile file) {
        try {
            if (file == null || file.isEmpty()) throw new Refused(new BadField("file", BadField.Fault.MISSING, ""));
            return file.getBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// One's own account at a bank.
    @GetMapping("/c/{slug}/distributions/account")
    @Allow(Access.MEMBER)
    Page account(Standing standing) {
        var account = bank.of(standing.commons().id(), standing.member().party());
        return account(
                standing, Form.fresh(Map.of("name", account.name(), "iban", account.spaced(), "bic", account.bic())));
    }

    private Page account(Standing standing, Form form) {
        return Page.of(
                "distributions/web/account.jte",
                new AccountPage(
                        standing.commons(),
                        bank.of(standing.commons().id(), standing.member().party()),
                        form));
    }

    @PostMapping("/c/{slug}/distributions/account")
    @Allow(value = Access.MEMBER, afterEnd = true)
    Reply setOwn(Standing standing, Form form) {
        return form.submit(
                () -> {
                    bank.set(standing.member(), read(form));
                    return standing.commons().address() + "/distributions/account";
                },
                again -> account(standing, again));
    }

    private static Money sum(Commons commons, List<Line> lines) {
        return commons.money(lines.stream().mapToLong(Line::minorUnits).sum());
    }

    private Names names(Standing standing, Text text, List<Line> lines) {
        return partyNames.of(standing, text, lines.stream().map(Line::party).toList());
    }

    private static String address(Commons commons, Batch batch) {
        return commons.address() + "/distributions/payouts/" + batch.number();
    }

    @PostMapping("/c/{slug}/distributions/payouts")
    @Allow(value = Access.STEWARD, afterEnd = true)
    Reply make(Standing standing, Text text, Form form) {
        var commons = standing.commons();
        return form.submit(
                () -> {
                    long least = form.value("least").isBlank()
                            ? 1
                            : Money.parsePositive("least", form.value("least"), commons.currency())
                                    .minorUnits();
                    return address(commons, payouts.make(standing.steward(), least, form.key()));
                },
                again -> list(standing, text, again));
    }

    @GetMapping("/c/{slug}/distributions/payouts/{number:[0-9]{1,9}}")
    @Allow(Access.STEWARD)
    Page one(Standing standing, Text text, @PathVariable int number) {
        return one(standing, text, number, Form.fresh(Map.of()));
    }

    private Page one(Standing standing, Text text, int number, Form form) {
        var commons = standing.commons();
        var batch = payouts.batch(commons.id(), number);
        var lines = payouts.lines(commons.id(), batch);
        return Page.of(
                "distributions/web/payout.jte",
                new BatchPage(
                        commons,
                        batch,
                        lines,
                        sum(commons, lines),
                        names(standing, text, lines),
                        bank.byParty(commons.id(), batch),
                        bank.firstFetched(commons.id(), batch),
                        form));
    }

    /// A steward knows that a line was paid, or came back, some other way.
    @PostMapping("/c/{slug}/distributions/payouts/{number:[0-9]{1,9}}/marks")
    @Allow(value = Access.STEWARD, afterEnd = true)
    Reply mark(Standing standing, Text text, @PathVariable int number, Form form) {
        return form.submit(
                () -> {
                    bank.mark(
                            standing.steward(),
                            number,
                            new PartyId(Fields.id("party", form.value("party"))),
                            Fields.choice("kind", Mark.Kind.class, form.value("kind")));
                    return standing.commons().address() + "/distributions/payouts/" + number;
                },
                again -> one(standing, text, number, again));
    }

    /// The order for the bank, ISO 20022.
    @PostMapping("/c/{slug}/distributions/payouts/{number:[0-9]{1,9}}/pain.001.xml")
    @Allow(value = Access.STEWARD, afterEnd = true)
    Reply order(Standing standing, Text text, @PathVariable int number, Form form) {
        try {
            return new Download(
                    "payout-" + number + "-pain.001.xml",
                    MediaType.APPLICATION_XML_VALUE,
                    bank.order(standing.steward(), number));
        } catch (Refused refused) {
            if (refused.refusal().kind() == coppice.server.kernel.Refusal.Kind.NOT_FOUND) throw refused;
            return one(standing, text, number, new Form(form.values(), refused.refusal(), form.key()))
                    .withStatus(org.springframework.http.HttpStatus.CONFLICT);
        }
    }

    /// The batch for a bank or a bookkeeper: a line a member.
    @GetMapping("/c/{slug}/distributions/payouts/{number:[0-9]{1,9}}/lines.csv")
    @Allow(Access.STEWARD)
    Download csv(Standing standing, Text text, @PathVariable int number) {
        var commons = standing.commons();
        var batch = payouts.batch(commons.id(), number);
        var lines = payouts.lines(commons.id(), batch);
        var names = names(standing, text, lines);
        bank.listFetched(standing.steward(), batch);
        return Download.csv("payout-" + number + ".csv", csv -> {
            csv.add("name", "amount", "currency", "reference", "party", "account_name", "iban", "bic");
            for (var line : lines)
                csv.add(
                        names.of(line.party()),
                        commons.money(line.minorUnits()).plain(),
                        commons.currency().getCurrencyCode(),
                        commons.slug() + "-" + batch.number(),
                        line.party().toString(),
                        line.account().name(),
                        line.account().iban(),
                        line.account().bic());
        });
    }
}
