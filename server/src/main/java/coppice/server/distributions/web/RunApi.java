package coppice.server.distributions.web;

import coppice.server.commons.Acts;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.distributions.Distributions;
import coppice.server.distributions.Run;
import coppice.server.distributions.RunMotion.AdoptRun;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import coppice.server.web.Api.Amount;
import coppice.server.web.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/c/{slug}/distributions")
class RunApi {
    private final Distributions distributions;
    private final PartyNames partyNames;
    private final Acts acts;

    RunApi(Distributions distributions, PartyNames partyNames, Acts acts) {
        this.distributions = distributions;
        this.partyNames = partyNames;
        this.acts = acts;
    }

    record ShareItem(String destination, Amount amount) {}

    record PaidItem(String party, String name, Amount paid) {}

    record RunItem(
            int number,
            Instant adoptedAt,
            String authority,
            int charterVersion,
            Amount surplus,
            Amount toClaims,
            Amount returned,
            LocalDate countedUntil,
            @Nullable String entry,
            List<ShareItem> shares) {}

    record RunDetail(RunItem run, boolean recomputes, List<PaidItem> paid) {}

    /// @param until the last day that counts
    record SurplusBody(
            String surplus, String until, @Nullable Integer charterVersion) {}

    record DryRunItem(
            int charterVersion, Amount surplus, Amount returned, List<ShareItem> shares, List<PaidItem> paid) {}

    @Operation(summary = "All runs, the newest first")
    @GetMapping
    @Allow(Access.PUBLIC)
    List<RunItem> all(Standing standing) {
        return distributions.runs(standing.commons().id()).stream()
                .map(run -> item(standing, run))
                .toList();
    }

    private static RunItem item(Standing standing, Run run) {
        var commons = standing.commons();
        return new RunItem(
                run.number(),
                run.adoptedAt(),
                run.authority().name(),
                run.charterVersion(),
                Amount.of(commons.money(run.surplus())),
                Amount.of(commons.money(run.amount())),
                Amount.of(commons.money(run.returned())),
                run.countedUntil(),
                run.entry().map(EntryId::toString).orElse(null),
                shares(standing, run.shares()));
    }

    private static List<ShareItem> shares(Standing standing, List<Run.Share> shares) {
        return shares.stream()
                .map(share -> new ShareItem(
                        share.destination(), Amount.of(standing.commons().money(share.minorUnits()))))
                .toList();
    }

    @Operation(summary = "A run, recomputed from its inputs, and who was paid what")
    @GetMapping("/{number:[0-9]{1,9}}")
    @Allow(Access.PUBLIC)
    RunDetail one(Standing standing, Text text, @PathVariable int number) {
        var commons = standing.commons();
        var run = distributions.run(commons.id(), number);
        var paid = distributions.paid(commons.id(), run);
        var names = partyNames.of(
                standing, text, paid.stream().map(Distributions.Paid::party).toList());
        return new RunDetail(
                item(standing, run),
                distributions.recomputes(commons, run),
                paid.stream()
                        .map(line -> new PaidItem(
                                line.party().toString(),
                                names.of(line.party()),
                                Amount.of(commons.money(line.minorUnits()))))
                        .toList());
    }

    @Operation(summary = "What a run would come to; stores nothing")
    @PostMapping("/dry-run")
    @Allow(Access.STEWARD)
    DryRunItem dryRun(Standing standing, Text text, @RequestBody SurplusBody body) {
        var commons = standing.commons();
        var dryRun = distributions.dryRun(commons, surplus(standing, body), until(body));
        var parties = dryRun.distribution().paid().keySet().stream()
                .map(id -> new PartyId(UUID.fromString(id)))
                .toList();
        var names = partyNames.of(standing, text, parties);
        return new DryRunItem(
                dryRun.charterVersion(),
                Amount.of(commons.money(dryRun.surplus())),
                Amount.of(commons.money(dryRun.distribution().returnedMinorUnits())),
                shares(standing, dryRun.shares()),
                parties.stream()
                        .map(party -> new PaidItem(
                                party.toString(),
                                names.of(party),
                                Amount.of(commons.money(
                                        dryRun.distribution().paid().getOrDefault(party.toString(), 0L)))))
                        .toList());
    }

    @Operation(summary = "Adopts a run by the stewards' act and posts it")
    @PostMapping
    @Allow(Access.STEWARD)
    @ResponseStatus(HttpStatus.CREATED)
    RunDetail adopt(Standing standing, Text text, @RequestHeader(Api.KEY) String key, @RequestBody SurplusBody body) {
        Integer version = body.charterVersion();
        var terms = new AdoptRun(
                standing.commons().money(surplus(standing, body)), until(body), version == null ? 0 : version);
        return one(standing, text, Integer.parseInt(Acts.id(acts.act(standing, text, terms, key))));
    }

    private static long surplus(Standing standing, SurplusBody body) {
        return Money.parsePositive(
                        "surplus",
                        Fields.optional("surplus", body.surplus(), 60),
                        standing.commons().currency())
                .minorUnits();
    }

    private static LocalDate until(SurplusBody body) {
        return Fields.date("until", body.until()).plusDays(1);
    }
}
