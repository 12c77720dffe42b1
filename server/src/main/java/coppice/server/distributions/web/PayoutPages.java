package coppice.server.distributions.web;

import coppice.server.commons.Commons;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.distributions.Payouts;
import coppice.server.distributions.Payouts.Batch;
import coppice.server.distributions.Payouts.Line;
import coppice.server.kernel.Money;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Text;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Payouts of what members are owed, for stewards.
@Controller
class PayoutPages {
    private final Payouts payouts;
    private final PartyNames partyNames;

    PayoutPages(Payouts payouts, PartyNames partyNames) {
        this.payouts = payouts;
        this.partyNames = partyNames;
    }

    record ListPage(Commons commons, List<Batch> batches, List<Line> due, Money sum, Names names, Form form) {}

    record BatchPage(Commons commons, Batch batch, List<Line> lines, Money sum, Names names) {}

    @GetMapping("/c/{slug}/distributions/payouts")
    @Allow(Access.STEWARD)
    Page list(Standing standing, Text text) {
        return list(standing, text, Form.fresh(Map.of()));
    }

    private Page list(Standing standing, Text text, Form form) {
        var commons = standing.commons();
        var due = payouts.due(commons, 1);
        return Page.of(
                "distributions/web/payouts.jte",
                new ListPage(
                        commons,
                        payouts.batches(commons.id()),
                        due,
                        sum(commons, due),
                        names(standing, text, due),
                        form));
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
    @Allow(Access.STEWARD)
    Object make(Standing standing, Text text, @RequestParam Map<String, String> posted) {
        var commons = standing.commons();
        var form = Form.of(posted);
        return form.submit(
                () -> {
                    long least = form.value("least").isBlank()
                            ? 1
                            : Money.parsePositive("least", form.value("least"), commons.currency())
                                    .minorUnits();
                    return address(commons, payouts.make(standing.steward(), commons, least, form.key()));
                },
                again -> list(standing, text, again));
    }

    @GetMapping("/c/{slug}/distributions/payouts/{number:[0-9]{1,9}}")
    @Allow(Access.STEWARD)
    Page one(Standing standing, Text text, @PathVariable int number) {
        var commons = standing.commons();
        var batch = payouts.batch(commons.id(), number);
        var lines = payouts.lines(commons.id(), batch);
        return Page.of(
                "distributions/web/payout.jte",
                new BatchPage(commons, batch, lines, sum(commons, lines), names(standing, text, lines)));
    }

    /// The batch for a bank or a bookkeeper: a line a member.
    @GetMapping("/c/{slug}/distributions/payouts/{number:[0-9]{1,9}}/lines.csv")
    @Allow(Access.STEWARD)
    ResponseEntity<byte[]> csv(Standing standing, Text text, @PathVariable int number) {
        var commons = standing.commons();
        var batch = payouts.batch(commons.id(), number);
        var lines = payouts.lines(commons.id(), batch);
        var names = names(standing, text, lines);
        var out = new StringWriter();
        try (var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord("name", "amount", "currency", "reference", "party");
            for (var line : lines)
                csv.writeRecord(
                        names.of(line.party()),
                        commons.money(line.minorUnits()).plain(),
                        commons.currency().getCurrencyCode(),
                        commons.slug() + "-" + batch.number(),
                        line.party().toString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("payout-" + number + ".csv")
                                .build()
                                .toString())
                .body(out.toString().getBytes(StandardCharsets.UTF_8));
    }
}
